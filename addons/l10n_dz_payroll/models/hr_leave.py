from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.wage import exact


class HrLeave(models.Model):
    _inherit = 'hr.leave'

    dz_once_in_career = fields.Boolean(related='holiday_status_id.dz_once_in_career', store=True)

    _dz_once = models.UniqueIndex(
        "(employee_id, holiday_status_id) WHERE dz_once_in_career AND state NOT IN ('refuse', 'cancel')",
        "This leave is taken once in a career.")

    @api.constrains('employee_id', 'holiday_status_id', 'request_date_from', 'request_date_to', 'number_of_days')
    def _check_dz_longest(self):
        for leave in self.filtered('holiday_status_id.dz_limit_code'):
            rates = self.env['dz.payroll.rate']._of_day(leave.company_id, leave.request_date_from)
            longest = rates[leave.holiday_status_id.dz_limit_code]
            if exact(round(leave.number_of_days, 2)) > longest:
                raise ValidationError(self.env._(
                    "%(leave)s lasts at most %(days)s days.", leave=leave.holiday_status_id.name, days=f'{float(longest):g}'))

    def _get_durations(self, check_leave_type=True, resource_calendar=None):
        durations = super()._get_durations(check_leave_type=check_leave_type, resource_calendar=resource_calendar)
        for leave in self.filtered(lambda leave: leave._dz_counts_calendar_days()):
            days, hours = (leave.request_date_to - leave.request_date_from).days + 1, durations[leave.id][1]
            if leave.holiday_status_id.exclude_public_holidays:
                days -= len(leave._dz_public_holidays())
            durations[leave.id] = (days, hours)
        return durations

    def _dz_counts_calendar_days(self):
        return (
            self.holiday_status_id.dz_calendar_days and self.request_date_from and self.request_date_to
            and not self.request_unit_half and not self.request_unit_hours)

    def _dz_public_holidays(self):
        employee = self.employee_id.sudo()  # the work address of others is hidden from employees
        partner = employee.address_id or employee.company_id.partner_id
        return set(self.env['calendar.public.holiday'].get_holidays_list(
            start_dt=self.request_date_from, end_dt=self.request_date_to, partner_id=partner.id).mapped('date'))
