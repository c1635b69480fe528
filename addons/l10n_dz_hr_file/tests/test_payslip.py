from datetime import date

from odoo.exceptions import UserError, ValidationError

from odoo.addons.l10n_dz_payroll.tests.common import PayrollCase


class TestPayslip(PayrollCase):
    """The end of a contract by decision, seen from the payroll."""

    def setUp(self):
        super().setUp()
        boss = self._create_user('hr_boss', 'hr.group_hr_manager')
        self.boss = self.env(user=boss, context={'allowed_company_ids': self.company.ids})
        self.employee = self._create_employee("Leaver", number=None)
        self.employee.sudo().job_title = "Clerk"

    def _sign(self, kind, day, **values):
        decision = self.env(su=True)['dz.hr.decision'].create({
            'kind_id': self.env.ref(f'l10n_dz_hr_file.kind_{kind}').id, 'employee_id': self.employee.id,
            'company_id': self.company.id, 'date_effect': day, **values}).with_env(self.boss)
        decision.action_sign()
        return decision

    def test_no_payslip_after_the_end_by_decision(self):
        self._sign('resignation', date(2026, 2, 28))
        with self.assertRaisesRegex(ValidationError, "has no contract"), self.env.cr.savepoint():
            self.env['hr.payslip'].create({
                'employee_id': self.employee.id, 'contract_id': self.employee.sudo().version_id.id,
                'struct_id': self.structure.id, 'date_from': date(2026, 3, 1), 'date_to': date(2026, 3, 31),
                'company_id': self.company.id})
        run = self._compute(self._create_run(self.employee))
        self.assertEqual(run.dz_line_ids.state, 'failed')
        run = self.env['hr.payslip.run'].create({
            'name': "March", 'date_start': date(2026, 3, 1), 'date_end': date(2026, 3, 31), 'is_dz': True,
            'company_id': self.company.id})
        run.action_dz_fill()
        self.assertNotIn(self.employee, run.dz_line_ids.employee_id)

    def test_the_month_of_the_end_is_paid_in_part(self):
        self._sign('resignation', date(2026, 3, 15))
        slip = self._pay(self.employee)
        self.assertEqual(slip.dz_paid_days, 15)

    def test_a_promotion_that_was_paid_is_not_undone(self):
        decision = self._sign('assignment', date(2026, 3, 1), job_id=self.env(su=True)['hr.job'].create(
            {'name': "Buyer", 'company_id': self.company.id}).id)
        self._pay(self.employee)
        undo = self.env(su=True)['dz.hr.decision'].create({
            'kind_id': self.env.ref('l10n_dz_hr_file.kind_undo').id, 'employee_id': self.employee.id, 'reason': "x",
            'company_id': self.company.id, 'date_effect': date(2026, 3, 1), 'undoes_id': decision.id}).with_env(self.boss)
        with self.assertRaisesRegex(UserError, "A payslip rests on this decision"):
            undo.action_sign()
