from odoo import api, fields, models
from odoo.exceptions import UserError


class HrPayslipLine(models.Model):
    _inherit = 'hr.payslip.line'
    # not by contract as upstream: employees read their lines and not their contracts' dates
    _order = 'slip_id, sequence, id'

    dz_base = fields.Float(string="Base", digits='Payroll', readonly=True)
    dz_rate = fields.Float(string="Rate or Number", digits='Payroll Rate', readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_dz_engine()
        return lines

    def write(self, vals):
        self._check_dz_engine()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_dz_engine(self):
        self._check_dz_engine()

    def _check_dz_engine(self):
        """Lines of Algerian payslips are written by the engine only, which works as superuser."""
        if not self.env.su and any(slip.is_dz for slip in self.slip_id):
            raise UserError(self.env._("Lines of a payslip are computed, not written."))
