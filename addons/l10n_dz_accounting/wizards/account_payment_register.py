from odoo import api, fields, models


class AccountPaymentRegister(models.TransientModel):
    _inherit = 'account.payment.register'

    stamp_duty_amount = fields.Monetary(
        string="Stamp Duty", compute='_compute_stamp_duty_amount', currency_field='company_currency_id',
        help="Stamp duty on cash, which the customer pays besides the amount.")
    amount_with_stamp_duty = fields.Monetary(
        string="Cash to Receive", compute='_compute_stamp_duty_amount', currency_field='company_currency_id')

    @api.depends('amount', 'payment_date', 'journal_id', 'payment_type', 'partner_type', 'currency_id')
    def _compute_stamp_duty_amount(self):
        for wizard in self:
            payment = self.env['account.payment'].new({
                'amount': wizard.amount, 'date': wizard.payment_date, 'journal_id': wizard.journal_id.id,
                'payment_type': wizard.payment_type, 'partner_type': wizard.partner_type,
                'currency_id': wizard.currency_id.id, 'company_id': wizard.company_id.id,
            })
            wizard.stamp_duty_amount = payment._get_stamp_duty()
            wizard.amount_with_stamp_duty = payment._get_amount_company_currency() + wizard.stamp_duty_amount
