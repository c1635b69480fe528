from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import mute_logger

from .common import PayrollCase


class TestLeave(PayrollCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaver = cls._create_user('leave_officer', 'hr_holidays.group_hr_holidays_manager,hr.group_hr_manager')
        cls.boss = cls.env(user=SUPERUSER_ID)

    def _take(self, employee, kind, start, end, validate=False):
        leave = self.boss['hr.leave'].create({
            'employee_id': employee.id, 'holiday_status_id': self.env.ref(f'l10n_dz_payroll.leave_type_{kind}').id,
            'request_date_from': start, 'request_date_to': end})
        if validate:
            leave._action_validate()
        return leave

    def _allocation(self, employee, start):
        plan = self.boss.ref('l10n_dz_payroll.accrual_plan_annual')
        allocation = self.boss['hr.leave.allocation'].create({
            'name': "Annual leave", 'employee_id': employee.id, 'holiday_status_id': plan.time_off_type_id.id,
            'allocation_type': 'accrual', 'accrual_plan_id': plan.id, 'number_of_days': 0, 'date_from': start,
            'lastcall': start, 'actual_lastcall': start})
        allocation._action_validate()
        return allocation

    def _earned(self, employee, start, day):
        allocation = self._allocation(employee, start)
        allocation._process_accrual_plans(day)
        return round(allocation.number_of_days, 2)

    def _site(self, wilaya):
        return self.boss['res.partner'].create(
            {'name': f"Site of {wilaya}", 'state_id': self.env.ref(f'l10n_dz_territory.wilaya_{wilaya}').id})

    # Annual leave

    def test_two_and_a_half_days_a_month_worked(self):
        for day, days in ((date(2025, 8, 1), 2.5), (date(2026, 1, 1), 15), (date(2026, 5, 1), 25), (date(2026, 6, 1), 30),
                          (date(2026, 7, 1), 30), (date(2026, 8, 1), 32.5), (date(2027, 7, 1), 60)):
            with self.subTest(day=day):
                self.assertEqual(self._earned(self._create_employee(f"Until {day}"), date(2025, 7, 1), day), days)

    def test_who_comes_within_the_year_earns_from_that_day(self):
        self.assertEqual(self._earned(self._create_employee(start=date(2026, 1, 1)), date(2026, 1, 1), date(2026, 7, 1)), 15)
        middle = self._create_employee("Mid", start=date(2026, 4, 16))
        self.assertEqual(self._earned(middle, date(2026, 4, 16), date(2026, 5, 1)), 1.25)

    def test_a_month_without_pay_earns_nothing_but_eleven_months_are_a_year(self):
        employee = self._create_employee()
        self._take(employee, 'unpaid', date(2025, 9, 1), date(2025, 9, 30), validate=True)
        allocation = self._allocation(employee, date(2025, 7, 1))
        allocation._process_accrual_plans(date(2025, 10, 1))
        self.assertEqual(round(allocation.number_of_days, 2), 5)
        allocation._process_accrual_plans(date(2026, 6, 1))
        self.assertEqual(round(allocation.number_of_days, 2), 25)
        allocation._process_accrual_plans(date(2026, 7, 1))
        self.assertEqual(round(allocation.number_of_days, 2), 30)

    def test_nothing_is_earned_outside_the_contract(self):
        employee = self._create_employee(end=date(2025, 9, 15))
        self.assertEqual(self._earned(employee, date(2025, 7, 1), date(2025, 12, 1)), 6.25)

    def test_sick_leave_earns_like_work(self):
        employee = self._create_employee()
        self._take(employee, 'sick', date(2025, 9, 1), date(2025, 9, 30), validate=True)
        self.assertEqual(self._earned(employee, date(2025, 7, 1), date(2025, 10, 1)), 7.5)

    def test_ten_days_more_in_the_south_by_the_place_of_work(self):
        south, north = self._site('adrar'), self._site('alger')
        for place, days in ((south, 40), (north, 30)):
            with self.subTest(place=place.name):
                employee = self._create_employee(place.name, address_id=place.id)
                self.assertEqual(self._earned(employee, date(2025, 7, 1), date(2026, 7, 1)), days)
        moved = self._create_employee("Moved", address_id=north.id)
        moved.sudo().create_version({'date_version': date(2026, 1, 1), 'address_id': south.id})
        self.assertEqual(self._earned(moved, date(2025, 7, 1), date(2026, 7, 1)), 35, "six months in the South")

    def test_more_days_in_the_south_where_the_company_gives_them(self):
        self.env['dz.payroll.rate'].create({
            'code': 'leave_south_days', 'value': 15, 'date_from': date(2020, 1, 1), 'company_id': self.company.id,
            'source': "Collective agreement"})
        south = self._site('djanet')
        self.assertEqual(self._earned(self._create_employee(address_id=south.id), date(2025, 7, 1), date(2026, 7, 1)), 45)

    def test_what_is_not_taken_is_carried_over(self):
        employee = self._create_employee()
        allocation = self._allocation(employee, date(2025, 7, 1))
        allocation._process_accrual_plans(date(2026, 7, 1))
        self._take(employee, 'annual', date(2026, 7, 5), date(2026, 7, 14), validate=True)
        allocation._process_accrual_plans(date(2027, 7, 1))
        with freeze_time('2027-07-02 09:00:00'):
            allocation.invalidate_recordset(['leaves_taken'])
            self.assertEqual((round(allocation.number_of_days, 2), allocation.leaves_taken), (60, 10))

    def test_annual_leave_counts_days_of_rest(self):
        employee = self._create_employee()
        self._allocation(employee, date(2025, 7, 1))._process_accrual_plans(date(2026, 3, 1))
        leave = self._take(employee, 'annual', date(2026, 3, 15), date(2026, 3, 28))
        self.assertEqual(leave.number_of_days, 14)

    def test_more_than_was_earned_is_refused(self):
        employee = self._create_employee()
        self._allocation(employee, date(2026, 1, 1))._process_accrual_plans(date(2026, 3, 1))
        with self.assertRaises(ValidationError):
            self._take(employee, 'annual', date(2026, 3, 15), date(2026, 3, 31))

    def test_the_annual_leave_is_given_to_many_once(self):
        old, new = self._create_employee("Old"), self._create_employee("New", start=date(2026, 2, 1))
        employees = (old + new).with_user(self.leaver).with_context(allowed_company_ids=self.company.ids)
        employees.action_dz_annual_leave()
        employees.action_dz_annual_leave()
        found = self.boss['hr.leave.allocation'].search([('employee_id', 'in', employees.ids)], order='date_from')
        self.assertEqual(found.employee_id, old + new)
        self.assertEqual(found.mapped('date_from'), [date(2025, 7, 1), date(2026, 2, 1)])
        self.assertEqual([round(days, 2) for days in found.mapped('number_of_days')], [20, 2.5])
        with self.assertRaises(AccessError):
            old.with_user(self.clerk).action_dz_annual_leave()

    # Special leave

    def test_three_working_days_for_a_family_event(self):
        employee = self._create_employee()
        leave = self._take(employee, 'family', date(2026, 3, 18), date(2026, 3, 22))
        self.assertEqual(leave.number_of_days, 3, "a Wednesday to a Sunday, the week-end out")
        with self.assertRaisesRegex(ValidationError, "at most 3 days"), self.env.cr.savepoint():
            self._take(employee, 'family', date(2026, 4, 5), date(2026, 4, 8))

    def test_ninety_eight_days_of_maternity(self):
        employee = self._create_employee()
        leave = self._take(employee, 'maternity', date(2026, 3, 1), date(2026, 6, 6))
        self.assertEqual(leave.number_of_days, 98)
        leave.unlink()
        with self.assertRaisesRegex(ValidationError, "at most 98 days"), self.env.cr.savepoint():
            self._take(employee, 'maternity', date(2026, 3, 1), date(2026, 6, 7))
        self.env.ref('l10n_dz_payroll.rate_leave_maternity_days').value = 150
        self._take(employee, 'maternity', date(2026, 3, 1), date(2026, 6, 7))

    @mute_logger('odoo.sql_db')
    def test_the_pilgrimage_is_taken_once_in_a_career(self):
        employee = self._create_employee()
        first = self._take(employee, 'pilgrimage', date(2026, 5, 15), date(2026, 6, 13))
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._take(employee, 'pilgrimage', date(2027, 5, 5), date(2027, 6, 3))
        first.state = 'refuse'
        self._take(employee, 'pilgrimage', date(2027, 5, 5), date(2027, 6, 3))
        self._take(self._create_employee("Another"), 'pilgrimage', date(2027, 5, 5), date(2027, 6, 3))
