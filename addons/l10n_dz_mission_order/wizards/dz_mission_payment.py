from odoo import api, fields, models


class DzMissionPayment(models.TransientModel):
    _name = 'dz.mission.payment'
    _description = "Payment for a Mission"

    order_id = fields.Many2one('dz.mission.order', required=True, ondelete='cascade')
    company_id = fields.Many2one(related='order_id.company_id')
    currency_id = fields.Many2one(related='order_id.currency_id')
    kind = fields.Selection(
        [('advance', "Pay the advance"), ('return', "Take the advance back"), ('balance', "Pay or collect the balance")],
        required=True, default='advance')
    amount = fields.Monetary(compute='_compute_amount')
    is_collected = fields.Boolean("Comes back", compute='_compute_amount')
    journal_id = fields.Many2one(
        'account.journal', "Bank or Cash", required=True, check_company=True, domain=[('type', 'in', ('bank', 'cash'))])
    date = fields.Date(required=True, default=fields.Date.context_today)
    memo = fields.Char("Reference", help="Number of the cheque or of the transfer.")

    @api.depends('order_id', 'kind')
    def _compute_amount(self):
        for payment in self:
            due = payment.order_id._get_due(payment.kind) if payment.order_id and payment.kind else 0
            payment.amount = abs(due)
            payment.is_collected = due < 0

    def action_pay(self):
        """Make the payment and post it.

        :raises AccessError: for anyone but finance, or for one's own mission
        :raises UserError: it is not due, or was paid meanwhile
        """
        self.ensure_one()
        self.order_id._pay(self.kind, self.journal_id, self.date, self.memo)
        return {'type': 'ir.actions.act_window_close'}
