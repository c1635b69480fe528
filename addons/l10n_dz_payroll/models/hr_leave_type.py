from odoo import fields, models

LIMIT_CODES = [('leave_family_days', "Family event"), ('leave_maternity_days', "Maternity")]


class HrLeaveType(models.Model):
    _inherit = 'hr.leave.type'

    dz_calendar_days = fields.Boolean(
        string="In Calendar Days", help="Every day of the leave counts, days of rest included.")
    dz_by_social_security = fields.Boolean(
        string="Paid by the CNAS", help="The employer does not pay these days.")
    dz_once_in_career = fields.Boolean(string="Once in a Career")
    dz_limit_code = fields.Selection(
        LIMIT_CODES, string="Longest Leave", help="The number of days is a dated legal rate of the payroll.")

    def _dz_is_unpaid(self):
        """Whether the employer does not pay the days."""
        self.ensure_one()
        return self.unpaid or self.dz_by_social_security
