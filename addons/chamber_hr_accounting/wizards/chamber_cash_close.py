from odoo import api, fields, models


class ChamberCashClose(models.TransientModel):
    _name = 'chamber.cash.close'
    _description = "Close a Cash Day"

    session_id = fields.Many2one('chamber.cash.session', required=True, readonly=True)
    currency_id = fields.Many2one(related='session_id.currency_id')
    line_ids = fields.One2many('chamber.cash.close.line', 'wizard_id', default=lambda self: self._default_line_ids())
    counted_other = fields.Monetary(string="Centimes")
    balance = fields.Monetary(related='session_id.balance')
    counted = fields.Monetary(compute='_compute_counted')
    difference = fields.Monetary(compute='_compute_counted')
    note = fields.Text(string="Explanation of the Difference")

    @api.model
    def _default_line_ids(self):
        return [(0, 0, {'denomination_id': kind.id}) for kind in self.env['chamber.cash.denomination'].search([])]

    @api.depends('line_ids.amount', 'counted_other', 'session_id')
    def _compute_counted(self):
        for wizard in self:
            wizard.counted = sum(wizard.line_ids.mapped('amount')) + wizard.counted_other
            wizard.difference = wizard.counted - wizard.balance

    def action_close(self):
        """Close the day with what was counted; see ``chamber.cash.session._close``."""
        self.ensure_one()
        counts = {}
        for line in self.line_ids:
            counts[line.denomination_id] = counts.get(line.denomination_id, 0) + line.quantity
        self.session_id._close(counts, self.counted_other, self.note)
        return {'type': 'ir.actions.act_window_close'}


class ChamberCashCloseLine(models.TransientModel):
    _name = 'chamber.cash.close.line'
    _description = "Notes and Coins to Count"

    wizard_id = fields.Many2one('chamber.cash.close', required=True, ondelete='cascade', index=True)
    denomination_id = fields.Many2one('chamber.cash.denomination', required=True)
    currency_id = fields.Many2one(related='denomination_id.currency_id')
    quantity = fields.Integer()
    amount = fields.Monetary(compute='_compute_amount')

    @api.depends('quantity', 'denomination_id')
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.denomination_id.value
