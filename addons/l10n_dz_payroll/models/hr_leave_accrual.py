from datetime import timedelta
from fractions import Fraction

from odoo import fields, models

from ..tools import leave as leave_tool
from ..tools.wage import days_between, exact


class HrLeaveAccrualPlan(models.Model):
    _inherit = 'hr.leave.accrual.plan'

    name = fields.Char(translate=True)
    dz_annual_leave = fields.Boolean(
        string="Algerian Annual Leave",
        help="Days are earned by months worked from 1 July to 30 June, with the supplement for work in the South; "
             "the numbers are dated legal rates of the payroll.")


class HrLeaveAllocation(models.Model):
    _inherit = 'hr.leave.allocation'

    def _process_accrual_plan_level(self, level, start_period, start_date, end_period, end_date):
        if not level.accrual_plan_id.dz_annual_leave:
            return super()._process_accrual_plan_level(level, start_period, start_date, end_period, end_date)
        earned = self._dz_earned(end_date - timedelta(days=1))
        return float(max(earned - exact(round(self.yearly_accrued_amount, 5)), Fraction(0)))

    def _dz_earned(self, day):
        """Days earned from the start of the reference year to a day, exact: months worked, and those in the South."""
        self.ensure_one()
        employee = self.employee_id.sudo()  # versions of employees are hidden from most users
        rates = self.env['dz.payroll.rate']._of_day(employee.company_id, day)
        months = south = Fraction(0)
        for first, last, part in leave_tool.month_parts(self.date_from, day):
            worked = part * self._dz_worked_part(employee, first, last)
            months += worked
            if self.env['dz.payroll.south']._is_south(employee._get_version(last).address_id.state_id, last):
                south += worked
        return leave_tool.earned_days(
            months, rates['leave_month_days'], rates['leave_year_days'], rates['leave_full_year_months'],
        ) + leave_tool.supplement_days(south, rates['leave_south_days'], rates['leave_full_year_months'])

    def _dz_worked_part(self, employee, first, last):
        """Part of some days that counts as worked: all of the contract but unpaid leave."""
        days = days_between(first, last)
        leaves = self.env['hr.leave'].sudo().search([  # leave of others, for their own balance
            ('employee_id', '=', employee.id), ('state', '=', 'validate'), ('holiday_status_id.unpaid', '=', True),
            ('request_date_from', '<=', last), ('request_date_to', '>=', first)])
        absent = {day for leave in leaves for day in days_between(leave.request_date_from, leave.request_date_to)}
        return Fraction(len(self._dz_days_in_contract(employee, first, last) - absent), len(days))

    def _dz_days_in_contract(self, employee, first, last):
        """Days of a person in contract between two days; all of them where the file holds no contract."""
        contracts = employee.version_ids.filtered('contract_date_start')
        if not contracts:
            return days_between(first, last)
        return {day for version in contracts for day in days_between(
            max(version.contract_date_start, first), min(version.contract_date_end or last, last))}
