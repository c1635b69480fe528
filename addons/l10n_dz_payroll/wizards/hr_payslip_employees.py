from odoo import models
from odoo.exceptions import UserError


class HrPayslipEmployees(models.TransientModel):
    _inherit = 'hr.payslip.employees'

    def compute_sheet(self):
        """Make payslips for some employees; an Algerian batch makes its own."""
        if self.env['hr.payslip.run'].browse(self.env.context.get('active_id')).is_dz:
            raise UserError(self.env._("Add the employees to the batch, then compute it."))
        return super().compute_sheet()
