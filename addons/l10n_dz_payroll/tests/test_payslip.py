from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from .common import PayrollCase

MARCH = date(2026, 3, 1)


class TestPayslip(PayrollCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the kinds of leave that are shipped may ask for papers, which is not told here
        cls.paid_leave = cls.env['hr.leave.type'].sudo().create({
            'name': "Days that are paid", 'company_id': False, 'requires_allocation': False, 'leave_validation_type': 'hr',
            'request_unit': 'day'})

    def _refused(self, employee, month=MARCH):
        """What a batch says of an employee that it does not pay."""
        run = self._compute(self._create_run(employee, month))
        self.assertRecordValues(run.dz_line_ids, [{'state': 'failed', 'payslip_id': False}])
        return run.dz_line_ids.message

    def _leave(self, employee, kind, start, end):
        types = {'paid': self.paid_leave}
        leave = self.env(user=SUPERUSER_ID)['hr.leave'].create({
            'employee_id': employee.id,
            'holiday_status_id': (types.get(kind) or self.env.ref(f'l10n_dz_payroll.leave_type_{kind}')).id,
            'request_date_from': start, 'request_date_to': end})
        leave._action_validate()
        return leave

    # Taxes and contributions

    def test_a_plain_month(self):
        slip = self._pay(self._create_employee(wage=50000))
        self.assertEqual(self._totals(slip), {
            'BASE': 50000.00, 'GROSS': 50000.00, 'CNAS': -4500.00, 'TAXABLE': 45500.00, 'IRG': -4585.00, 'NET': 40915.00,
            'CNASE': 12500.00, 'HOUSING': 250.00, 'WORKS': 1500.00})
        self.assertRecordValues(slip, [{
            'state': 'verify', 'dz_paid_days': 30.0, 'dz_work_days': 23.0, 'dz_gross': 50000.0, 'dz_net': 40915.0,
            'name': 'Wages 03/2026'}])

    def test_published_income_tax_through_a_payslip(self):
        """Wage at the SNMG, and what is missing to the taxable wage as an allowance that bears tax only."""
        for place, (taxable, tax) in enumerate({
                30000: 0, 30001: 2.15, 32000: 957.85, 34000: 1699.26, 40000: 3100, 50000: 5800, 60000: 8500, 70000: 11200,
                80000: 13900, 120000: 25900, 150000: 34900}.items()):
            with self.subTest(taxable=taxable):
                employee = self._create_employee(f"Employee {place}", wage=24000)
                self._give(employee, self.tax_only, taxable - 21840)
                totals = self._totals(self._pay(employee))
                self.assertEqual((totals['TAXABLE'], totals.get('IRG', 0)), (taxable, -tax))

    def test_reduced_income_tax_of_disabled_and_retired_through_a_payslip(self):
        for profile in ('disabled', 'retired'):
            for taxable, tax in {30000: 0, 34000: 964.70, 40000: 2745.42, 50000: 5800}.items():
                with self.subTest(taxable=taxable, profile=profile):
                    employee = self._create_employee(f"{profile} {taxable}", wage=24000, dz_tax_profile=profile)
                    self._give(employee, self.tax_only, taxable - 21840)
                    self.assertEqual(self._totals(self._pay(employee)).get('IRG', 0), -tax)

    def test_flags_of_allowances_say_what_bears_contributions_and_tax(self):
        employee = self._create_employee(wage=40000)
        self._give(employee, 'responsibility', 5000)
        self._give(employee, 'zone', 10)
        self._give(employee, 'meal', 200)
        self._give(employee, 'family', 1200)
        totals = self._totals(self._pay(employee))
        self.assertEqual({key: totals[key] for key in ('RESP', 'ZONE', 'MEAL', 'FAMILY', 'GROSS', 'CNAS', 'TAXABLE')}, {
            'RESP': 5000, 'ZONE': 4000, 'MEAL': 4600, 'FAMILY': 1200, 'GROSS': 49000, 'CNAS': -4410, 'TAXABLE': 49190})

    def test_an_employee_s_own_allowance_goes_before_the_structure_s(self):
        rule = self.env.ref('l10n_dz_payroll.rule_transport')
        self.structure.sudo().dz_allowance_ids = [(0, 0, {'rule_id': rule.id, 'value': 100, 'date_from': date(2020, 1, 1)})]
        plain, own = self._create_employee("Plain"), self._create_employee("Own")
        self._give(own, 'transport', 150)
        self.assertEqual(self._totals(self._pay(plain))['TRANSPORT'], 2300)
        self.assertEqual(self._totals(self._pay(own))['TRANSPORT'], 3450)

    def test_an_allowance_that_has_ended_is_not_paid(self):
        employee = self._create_employee()
        self._give(employee, 'bonus', 5000).date_to = date(2026, 3, 30)
        self.assertNotIn('BONUS', self._totals(self._pay(employee)))

    def test_seniority_by_complete_years_up_to_the_maximum(self):
        self.structure.sudo().write({'dz_seniority_percent': 2, 'dz_seniority_maximum': 10})
        for start, amount in ((date(2023, 4, 1), 2400), (date(2023, 4, 2), 1600), (date(1990, 1, 1), 4000)):
            with self.subTest(start=start):
                slip = self._pay(self._create_employee(f"Since {start}", start=start))
                self.assertEqual(self._totals(slip)['EXP'], amount)

    def test_seniority_decided_or_counted_from_a_former_employer(self):
        self.structure.sudo().write({'dz_seniority_percent': 2})
        decided = self._create_employee("Decided", dz_seniority_percent=12.5)
        former = self._create_employee("Former", start=date(2026, 1, 1), dz_seniority_date=date(2016, 1, 1))
        self.assertEqual(self._totals(self._pay(decided))['EXP'], 5000)
        self.assertEqual(self._totals(self._pay(former))['EXP'], 8000)

    def test_overtime_is_paid_half_more(self):
        slip = self._pay(self._create_employee(wage=34666))
        slip.dz_overtime_hours = 10
        self.assertEqual(slip.state, 'draft', "what was computed no longer holds")
        slip.compute_sheet()
        self.assertEqual(self._totals(slip)['OVERTIME'], 3000)

    def test_overtime_beyond_a_fifth_of_the_hours_is_refused(self):
        slip = self._pay(self._create_employee())
        slip.dz_overtime_hours = 34.67
        with self.assertRaisesRegex(UserError, "34.67 hours of overtime"):
            slip.compute_sheet()
        slip.dz_overtime_hours = 34.66
        slip.compute_sheet()

    # Part of a month

    def test_entry_and_exit_within_the_month_by_thirtieths(self):
        for start, end, days, base in (
                (date(2026, 3, 16), False, 15, 20000), (date(2020, 1, 1), date(2026, 3, 10), 10, 13333.33),
                (date(2026, 3, 31), False, 1, 1333.33), (date(2026, 3, 2), False, 29, 38666.67)):
            with self.subTest(start=start, end=end):
                slip = self._pay(self._create_employee(f"From {start} to {end}", start=start, end=end))
                self.assertEqual((slip.dz_paid_days, self._totals(slip)['BASE']), (days, base))

    def test_february_is_a_whole_month(self):
        slip = self._pay(self._create_employee(), date(2026, 2, 1))
        self.assertEqual((slip.dz_paid_days, self._totals(slip)['BASE']), (30, 40000))

    def test_unpaid_and_sick_leave_are_not_paid_and_annual_leave_is(self):
        for kind, days in (('unpaid', 25), ('sick', 25), ('paid', 30)):
            with self.subTest(kind=kind):
                employee = self._create_employee(kind)
                end = date(2026, 3, 3) if kind == 'paid' else date(2026, 3, 5)
                self._leave(employee, kind, date(2026, 3, 1), end)
                self.assertEqual(self._pay(employee).dz_paid_days, days)

    def test_leave_is_no_day_worked_and_neither_are_public_holidays(self):
        employee = self._create_employee()
        self._give(employee, 'meal', 100)
        holidays = self.env(su=True)['calendar.public.holiday'].create({'year': 2026, 'country_id': self.env.ref('base.dz').id})
        holidays.action_dz_fill()
        self.assertEqual(holidays.line_ids.filtered(lambda line: line.date.month == 3).mapped('date'),
                         [date(2026, 3, day) for day in (20, 21, 22)])
        self._leave(employee, 'paid', date(2026, 3, 3), date(2026, 3, 4))
        slip = self._pay(employee)
        self.assertEqual((slip.dz_work_days, self._totals(slip)['MEAL'], slip.dz_paid_days), (20, 2000, 30))

    def test_a_whole_month_without_pay_has_no_wage(self):
        employee = self._create_employee()
        self._leave(employee, 'unpaid', date(2026, 2, 1), date(2026, 4, 30))
        slip = self._pay(employee)
        self.assertEqual((slip.dz_paid_days, self._totals(slip)), (0, {'GROSS': 0, 'TAXABLE': 0, 'NET': 0}))

    def test_by_working_days_where_the_company_says_so(self):
        self.company.sudo().dz_prorata = 'working'
        employee = self._create_employee(wage=46000)
        self._leave(employee, 'unpaid', date(2026, 3, 1), date(2026, 3, 2))
        self.assertEqual(self._totals(self._pay(employee))['BASE'], 42000)

    def test_a_rise_within_the_month_counts_from_its_day(self):
        employee = self._create_employee(wage=30000)
        employee.sudo().create_version({'date_version': date(2026, 4, 16), 'wage': 60000})
        self.assertEqual(self._totals(self._pay(employee, date(2026, 4, 1)))['BASE'], 45000)

    # Refusals

    def test_a_wage_below_the_minimum_of_its_year_is_refused(self):
        employee = self._create_employee(wage=23000)
        self.assertIn("below the minimum wage of 24000.00 DA", self._refused(employee))
        slip = self._pay(employee, date(2025, 12, 1))
        self.assertEqual(self._totals(slip)['BASE'], 23000, "20 000 was the minimum in 2025")

    def test_allowances_that_count_reach_the_minimum(self):
        employee = self._create_employee(wage=20000)
        self._give(employee, 'zone', 50)
        self.assertIn("20000.00 DA, is below", self._refused(employee), "a hardship allowance does not count")
        self._give(employee, 'responsibility', 4000)
        self.assertEqual(self._totals(self._pay(employee))['RESP'], 4000)

    def test_half_time_has_half_the_minimum(self):
        half = self.env(su=True)['resource.calendar'].create({
            'name': "20 hours", 'company_id': self.company.id, 'attendance_ids': [
                (0, 0, {'name': day, 'dayofweek': day, 'hour_from': 8, 'hour_to': 12, 'day_period': 'morning'})
                for day in '60123']})
        employee = self._create_employee(wage=12000)
        employee.sudo().resource_calendar_id = half
        self.assertEqual(self._totals(self._pay(employee))['BASE'], 12000)
        employee.sudo().wage = 11999
        self.assertIn("minimum wage of 12000.00", self._refused(employee, date(2026, 4, 1)))

    def test_a_rate_without_value_is_refused_and_named(self):
        employee = self._create_employee()
        self.env.ref('l10n_dz_payroll.rate_social_works').date_to = date(2026, 2, 28)
        self.assertIn("No value of “Social works, employer, %” is known on 31/03/2026", self._refused(employee))
        self._pay(employee, date(2026, 2, 1))

    def test_a_month_without_income_tax_scale_is_refused(self):
        self.assertIn("No income tax scale is known on 31/12/2021", self._refused(self._create_employee(), date(2021, 12, 1)))

    def test_a_contract_that_has_ended_is_refused(self):
        employee = self._create_employee(end=date(2026, 2, 28))
        self.assertIn("has no contract from 01/03/2026 to 31/03/2026", self._refused(employee))
        with self.assertRaisesRegex(ValidationError, "has no contract from"):
            self.env['hr.payslip'].create({
                'employee_id': employee.id, 'contract_id': employee.sudo().version_id.id, 'struct_id': self.structure.id,
                'date_from': MARCH, 'date_to': date(2026, 3, 31)})

    def test_another_employee_s_contract_is_refused(self):
        one, two = self._create_employee("One"), self._create_employee("Two")
        with self.assertRaisesRegex(ValidationError, "another employee"):
            self.env['hr.payslip'].create({
                'employee_id': one.id, 'contract_id': two.sudo().version_id.id, 'struct_id': self.structure.id,
                'date_from': MARCH, 'date_to': date(2026, 3, 31)})

    def test_twice_the_same_month_is_said_by_the_batch(self):
        employee = self._create_employee()
        slip = self._pay(employee)
        self.assertIn(f"already has a payslip for this month: {slip.number}", self._refused(employee))

    @mute_logger('odoo.sql_db')
    def test_twice_the_same_month_is_refused_by_the_database(self):
        employee = self._create_employee()
        slip = self._pay(employee)
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.env['hr.payslip'].create({
                'employee_id': employee.id, 'contract_id': slip.contract_id.id, 'struct_id': self.structure.id,
                'date_from': slip.date_from, 'date_to': slip.date_to})
        slip.action_payslip_cancel()
        self._pay(employee)

    @mute_logger('odoo.sql_db')
    def test_a_payslip_is_for_one_calendar_month(self):
        employee = self._create_employee()
        for start, end in ((date(2026, 3, 2), date(2026, 3, 31)), (MARCH, date(2026, 3, 30)), (MARCH, date(2026, 4, 30))):
            with self.subTest(start=start, end=end), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env['hr.payslip'].create({
                    'employee_id': employee.id, 'contract_id': employee.sudo().version_id.id, 'struct_id': self.structure.id,
                    'date_from': start, 'date_to': end})

    def test_a_rule_written_in_python_reads_the_sheet(self):
        self.structure.sudo().rule_ids += self.env['hr.salary.rule'].create({
            'name': "Tenth of the minimum", 'code': 'TENTH', 'sequence': 45, 'amount_select': 'code',
            'amount_python_compute': "result = float(dz.rates['snmg']) / 10", 'dz_side': 'gain', 'dz_contributable': True,
            'dz_taxable': True, 'dz_debit_code': '631', 'category_id': self.env.ref('l10n_dz_payroll.category_gain').id})
        totals = self._totals(self._pay(self._create_employee()))
        self.assertEqual((totals['TENTH'], totals['GROSS']), (2400, 42400))

    def test_a_rule_of_the_payroll_needs_a_code(self):
        with self.assertRaisesRegex(ValidationError, "needs a code"):
            self.tax_only.with_env(self.env).code = False
