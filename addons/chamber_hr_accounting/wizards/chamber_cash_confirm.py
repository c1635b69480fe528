from odoo import fields, models


class ChamberCashConfirm(models.TransientModel):
    _name = 'chamber.cash.confirm'
    _description = "Confirm That Cash Arrived"

    handover_id = fields.Many2one('chamber.cash.handover', required=True, readonly=True)
    amount = fields.Monetary(related='handover_id.amount')
    currency_id = fields.Many2one(related='handover_id.currency_id')
    slip_number = fields.Char(string="Number of the Deposit Slip", required=True)

    def action_confirm(self):
        """Book what arrived; see ``chamber.cash.handover._confirm``."""
        self.ensure_one()
        self.handover_id._confirm(self.slip_number)
        return {'type': 'ir.actions.act_window_close'}
