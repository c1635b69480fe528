from datetime import date

from odoo.api import SUPERUSER_ID

from .common import FileCase


class TestDecisionLeaving(FileCase):
    """Whoever ends a contract is told what is still open with the person."""

    def _give_leave(self, employee, days):
        allocation = self.root(user=SUPERUSER_ID)['hr.leave.allocation'].create({
            'name': "Annual leave", 'employee_id': employee.id, 'number_of_days': days, 'date_from': date(2025, 7, 1),
            'holiday_status_id': self.env.ref('l10n_dz_payroll.leave_type_annual').id})
        allocation._action_validate()

    def test_leave_advances_people_and_login_are_told(self):
        employee = self._create_employee(user=self._create_user('amine'))
        self._give_leave(employee, 12.5)
        self.other_department.sudo().manager_id = employee
        loan = self.root['dz.payroll.loan'].create({
            'employee_id': employee.id, 'company_id': self.company.id, 'amount': 6000, 'installments': 3})
        loan.action_grant()
        leave = self.root(user=SUPERUSER_ID)['hr.leave'].create({
            'employee_id': employee.id, 'request_date_from': date(2026, 3, 22), 'request_date_to': date(2026, 3, 26),
            'holiday_status_id': self.env.ref('l10n_dz_payroll.leave_type_annual').id})
        notes = self._prepare(employee, 'resignation', date(2026, 3, 24)).leaving_notes
        for words in ("12.5 days", "22/03/2026", "Advances on wages", "Heads Means", "login amine"):
            self.assertIn(words, notes)
        leave.action_refuse()
        notes = self._prepare(employee, 'resignation', date(2026, 3, 24)).leaving_notes
        self.assertNotIn("22/03/2026", notes)

    def test_other_decisions_and_persons_with_nothing_open_tell_nothing(self):
        employee = self._create_employee()
        self.assertFalse(self._prepare(employee, 'resignation').leaving_notes)
        self._give_leave(employee, 5)
        self.assertFalse(self._prepare(employee, 'confirmation').leaving_notes)

    def test_who_prepared_the_decision_is_reminded_until_it_is_undone(self):
        employee = self._create_employee()
        self._give_leave(employee, 5)
        self.officer.sudo().lang = 'en_US'
        decision = self._sign(employee, 'resignation', date(2026, 3, 10))
        self.assertEqual(decision.activity_ids.user_id, self.officer)
        self.assertIn("5 days", decision.activity_ids.note)
        undo = self._prepare(employee, 'undo', undoes_id=decision.id)
        undo.action_sign()
        self.assertFalse(decision.activity_ids)
