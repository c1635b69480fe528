from odoo import api, fields, models
from odoo.exceptions import UserError


class VatReturnLine(models.Model):
    _name = 'vat.return.line'
    _description = "Line of a VAT Return"
    _order = 'return_id, sequence, id'

    return_id = fields.Many2one('vat.return', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='return_id.company_id', store=True, index=True)
    currency_id = fields.Many2one(related='return_id.currency_id')
    state = fields.Selection(related='return_id.state')
    sequence = fields.Integer()
    report_line_id = fields.Many2one('account.report.line', required=True, ondelete='restrict', readonly=True)
    name = fields.Char(related='report_line_id.name', related_sudo=True)
    code = fields.Char(related='report_line_id.code', related_sudo=True)
    level = fields.Integer(related='report_line_id.hierarchy_level', related_sudo=True)
    is_manual = fields.Boolean(string="Filled by Hand", readonly=True)
    total_turnover = fields.Monetary(readonly=True)
    exempt_turnover = fields.Monetary(readonly=True)
    taxable_turnover = fields.Monetary(readonly=True)
    amount = fields.Monetary(string="Duty")

    _amount_positive = models.Constraint(
        'CHECK (NOT is_manual OR amount >= 0)', "What is filled in by hand cannot be negative.")

    def write(self, vals):
        """Let people fill in only the cells that are theirs, in returns that are open.

        :raises UserError: for another cell, or a closed return
        """
        if not self.env.su:
            self.return_id._check_open()
            if set(vals) - {'amount'} or not all(self.mapped('is_manual')):
                raise UserError(self.env._("Only the lines filled by hand can be changed: the others come from the entries."))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Only the lines filled by hand can be changed: the others come from the entries."))
        return super().create(vals_list)
