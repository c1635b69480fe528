from odoo import fields, models


class ChamberCashHandOver(models.TransientModel):
    _name = 'chamber.cash.hand.over'
    _description = "Hand Cash Over to the Bank"

    company_id = fields.Many2one('res.company', string="Chamber", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related='company_id.currency_id')
    amount = fields.Monetary(required=True)
    destination = fields.Selection([('bank', "Bank"), ('postal', "Postal account")], required=True, default='bank')

    def action_hand_over(self):
        """Take the cash out of the desk; see ``chamber.cash.handover._hand_over``."""
        self.ensure_one()
        handover = self.env['chamber.cash.handover']._hand_over(self.company_id, self.amount, self.destination)
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.cash.handover', 'res_id': handover.id,
            'views': [(False, 'form')]}
