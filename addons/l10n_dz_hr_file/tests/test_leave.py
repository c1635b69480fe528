from datetime import date

from freezegun import freeze_time

from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError

from .common import FileCase


class TestLeave(FileCase):
    """Titles, proofs, returns, balances."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.root(user=SUPERUSER_ID)
        cls.leaver = cls._create_user('leave_officer', 'hr_holidays.group_hr_holidays_user')
        cls.user = cls._create_user('amine')
        cls.employee = cls._create_employee(user=cls.user)

    def _give(self, employee, start, day=date(2026, 3, 1)):
        plan = self.boss.ref('l10n_dz_payroll.accrual_plan_annual')
        allocation = self.boss['hr.leave.allocation'].create({
            'name': "Annual leave", 'employee_id': employee.id, 'holiday_status_id': plan.time_off_type_id.id,
            'allocation_type': 'accrual', 'accrual_plan_id': plan.id, 'number_of_days': 0, 'date_from': start,
            'lastcall': start, 'actual_lastcall': start})
        allocation._action_validate()
        allocation._process_accrual_plans(day)
        return allocation

    def _take(self, kind, start, end, validate=True, employee=None, **values):
        leave = self.boss['hr.leave'].create({
            'employee_id': (employee or self.employee).id, 'request_date_from': start, 'request_date_to': end,
            'holiday_status_id': self.env.ref(f'l10n_dz_payroll.leave_type_{kind}').id, **values})
        if validate:
            leave._action_validate()
        return leave

    def _proof(self, leave):
        leave.supported_attachment_ids = self.boss['ir.attachment'].create(
            {'name': "proof.pdf", 'raw': b'%PDF-1.4', 'res_model': 'hr.leave', 'res_id': leave.id})

    def test_approved_leave_gets_a_title_without_gap(self):
        self._give(self.employee, date(2025, 7, 1))
        first = self._take('annual', date(2026, 3, 1), date(2026, 3, 5))
        asked = self._take('annual', date(2026, 3, 20), date(2026, 3, 21), validate=False)
        second = self._take('annual', date(2026, 4, 1), date(2026, 4, 2))
        self.assertEqual((first.dz_title_number, asked.dz_title_number, second.dz_title_number),
                         ('0001/2026', False, '0002/2026'))
        with self.assertRaises(UserError):
            first.with_user(self.leaver).dz_title_number = '0009/2026'

    def test_a_family_event_is_named_and_proved(self):
        leave = self._take('family', date(2026, 3, 17), date(2026, 3, 18), validate=False)
        with self.assertRaisesRegex(UserError, "which family event"), self.env.cr.savepoint():
            leave._action_validate()
        leave.dz_family_event = 'birth'
        with self.assertRaisesRegex(UserError, "proof is attached"), self.env.cr.savepoint():
            leave._action_validate()
        self._proof(leave)
        leave._action_validate()
        self.assertEqual(leave.state, 'validate')

    def test_maternity_leave_needs_its_proof(self):
        leave = self._take('maternity', date(2026, 3, 17), date(2026, 4, 17), validate=False)
        with self.assertRaisesRegex(UserError, "proof is attached"), self.env.cr.savepoint():
            leave._action_validate()

    def test_no_leave_beyond_the_end_by_decision(self):
        self._sign(self.employee, 'resignation', date(2026, 3, 15))
        with self.assertRaisesRegex(ValidationError, "no leave goes beyond"), self.env.cr.savepoint():
            self._take('unpaid', date(2026, 3, 14), date(2026, 3, 16), validate=False)
        self._take('unpaid', date(2026, 3, 14), date(2026, 3, 15), validate=False)

    def test_the_return_is_noted_once_by_an_officer(self):
        leave = self._take('unpaid', date(2026, 3, 1), date(2026, 3, 10))
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            leave.with_user(self.user).action_dz_return()
        leave.with_user(self.leaver).action_dz_return()
        self.assertEqual((leave.dz_return_date, leave.dz_late_days, leave.dz_return_number),
                         (date(2026, 3, 15), 4, '0001/2026'))
        with self.assertRaisesRegex(UserError, "once"), self.env.cr.savepoint():
            leave.with_user(self.leaver).action_dz_return()
        future = self._take('unpaid', date(2026, 4, 1), date(2026, 4, 10))
        with self.assertRaises(UserError), self.env.cr.savepoint():
            future.with_user(self.leaver).action_dz_return()

    def test_nobody_notes_his_own_return(self):
        own = self._create_employee("Officer", user=self.leaver)
        leave = self._take('unpaid', date(2026, 3, 1), date(2026, 3, 10), employee=own)
        with self.assertRaisesRegex(AccessError, "own return"):
            leave.with_user(self.leaver).action_dz_return()

    def test_a_return_that_is_not_noted_is_a_deadline(self):
        leave = self._take('unpaid', date(2026, 3, 1), date(2026, 3, 10))
        self.env.flush_all()
        found = self.env['dz.hr.deadline'].search([('employee_id', '=', self.employee.id), ('kind', '=', 'return')])
        self.assertEqual((found.date, found.detail), (date(2026, 3, 11), leave.dz_title_number))
        leave.with_user(self.leaver).action_dz_return()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.env['dz.hr.deadline'].search([('employee_id', '=', self.employee.id), ('kind', '=', 'return')]))

    def test_the_balance_by_reference_period(self):
        self._give(self.employee, date(2024, 7, 1))
        rows = self.employee._dz_leave_rows()
        self.assertEqual(
            [(row['start'], row['end'], row['earned'], row['taken'], row['left']) for row in rows],
            [(date(2024, 7, 1), date(2025, 6, 30), 30, 0, 30), (date(2025, 7, 1), date(2026, 6, 30), 20, 0, 20)])
        self._take('annual', date(2026, 3, 1), date(2026, 4, 4))
        rows = self.employee._dz_leave_rows()
        self.assertEqual([(row['taken'], row['left']) for row in rows], [(30, 0), (5, 15)])

    def test_the_person_reads_the_own_balance_and_others_do_not(self):
        self._give(self.employee, date(2025, 7, 1))
        own = self.env['hr.employee.public'].with_user(self.user).browse(self.employee.id)
        self.assertEqual(own.dz_own_leave_left, 20)
        self.assertIn('20', own.dz_own_balance)
        foreign = own.with_user(self.clerk)
        self.assertFalse(foreign.dz_own_balance)
        self.assertFalse(foreign.dz_own_leave_left)
        with self.assertRaises(AccessError):
            foreign.action_dz_print_balance()
        self.assertEqual(own.action_dz_print_balance()['type'], 'ir.actions.report')

    def test_a_manager_reads_the_leave_of_the_own_people(self):
        self._give(self.employee, date(2025, 7, 1))
        head = self._create_employee("Head", user=self.clerk)
        self.employee.sudo().parent_id = head
        self.env.flush_all()
        public = self.env['hr.employee.public'].with_user(self.clerk).browse(self.employee.id)
        self.assertIn('20', public.dz_own_balance)
        self.assertFalse(public.dz_own_leave_left, "the file itself stays the person's")

    def test_the_day_of_return_is_a_working_day(self):
        leave = self._take('unpaid', date(2026, 3, 22), date(2026, 3, 26))
        self.assertEqual(leave._get_dz_expected_return(), date(2026, 3, 29), "after a Friday and a Saturday")

    def test_an_employee_asks_for_leave(self):
        self._give(self.employee, date(2025, 7, 1))
        with freeze_time('2026-03-15 09:00:00'):
            leave = self.env['hr.leave'].with_user(self.user).create({
                'employee_id': self.employee.id, 'request_date_from': date(2026, 3, 20), 'request_date_to': date(2026, 3, 24),
                'holiday_status_id': self.env.ref('l10n_dz_payroll.leave_type_annual').id})
        self.assertEqual((leave.state, leave.number_of_days), ('confirm', 5))
