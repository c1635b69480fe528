from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..models.chamber_receipt import METHODS


class ChamberFeeReceive(models.TransientModel):
    _name = 'chamber.fee.receive'
    _description = "Receive Fees"

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True)
    partner_id = fields.Many2one('res.partner', string="Received From", required=True, readonly=True)
    line_ids = fields.One2many('chamber.fee.receive.line', 'wizard_id', readonly=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    payment_method = fields.Selection(METHODS, required=True, default='cash')
    payment_reference = fields.Char(string="Number of the Payment", help="Of the cheque, the transfer or the postal order.")
    payer_bank = fields.Char(string="Bank of the Cheque")
    payer_account = fields.Char(string="RIB or RIP of the Payer", help="20 digits: the key is checked.")
    amount = fields.Monetary(compute='_compute_amount')
    stamp_duty = fields.Monetary(compute='_compute_amount')
    total = fields.Monetary(string="To Receive", compute='_compute_amount')

    @api.depends('line_ids.amount', 'payment_method')
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = sum(wizard.line_ids.mapped('amount'))
            # the scale is the law's, which those who receive money do not edit
            wizard.stamp_duty = self.env['stamp.duty.scale'].sudo()._get_duty(
                wizard.amount, today_in_algeria()) if wizard.payment_method == 'cash' else 0
            wizard.total = wizard.amount + wizard.stamp_duty

    def action_receive(self):
        """Receive what is listed and open the receipt.

        :raises AccessError: for anyone but a cashier of the chamber
        :raises UserError: where something is no longer due or not allowed; see ``chamber.receipt._receive``
        """
        self.ensure_one()
        self.env['chamber.receipt']._check_cashier(self.company_id)
        Due = self.env['chamber.fee.due']
        documents = []
        for line in self.line_ids:
            # the desk's own rules say what may be received: what another chamber is owed is not found here
            due = Due.search([('res_model', '=', line.res_model), ('res_id', '=', line.res_id), ('company_id', '=',
                self.company_id.id)])
            if not due:
                raise UserError(self.env._("%(document)s is no longer due.", document=line.reference or line.res_id))
            [records] = due._get_documents().values()
            records._check_fee_receivable()
            documents.append(records)
        if not documents:
            raise UserError(self.env._("Select what is paid."))
        receipt = self.env['chamber.receipt']._receive(documents, {
            'method': self.payment_method, 'reference': self.payment_reference, 'bank': self.payer_bank,
            'account': self.payer_account})
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.receipt', 'res_id': receipt.id, 'views': [(False, 'form')]}


class ChamberFeeReceiveLine(models.TransientModel):
    _name = 'chamber.fee.receive.line'
    _description = "Fee Received"

    wizard_id = fields.Many2one('chamber.fee.receive', required=True, ondelete='cascade', index=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field='res_model', required=True, readonly=True)
    kind = fields.Char(string="Document", compute='_compute_kind')
    reference = fields.Char(string="Number", readonly=True)
    amount = fields.Monetary(readonly=True)
    currency_id = fields.Many2one(related='wizard_id.currency_id')

    @api.depends('res_model')
    @api.depends_context('lang')
    def _compute_kind(self):
        for line in self:
            line.kind = self.env['ir.model']._get(line.res_model).name
