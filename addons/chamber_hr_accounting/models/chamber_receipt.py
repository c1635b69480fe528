from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

METHODS = [('cash', "Cash"), ('cheque', "Cheque"), ('postal', "Postal account"), ('bank', "Bank transfer")]


class ChamberReceipt(models.Model):
    """Proof that a chamber received money: what for, by what means, with what duty."""
    _name = 'chamber.receipt'
    _description = "Receipt"
    _inherit = ['chamber.engine.mixin', 'verifiable.document.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'partner_id.name', 'payment_reference']

    _verifiable_type = 'receipt'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    partner_id = fields.Many2one(
        'res.partner', string="Received From", required=True, readonly=True, index=True, ondelete='restrict')
    date = fields.Date(required=True, readonly=True, index=True)
    line_ids = fields.One2many('chamber.receipt.line', 'receipt_id', readonly=True)
    amount = fields.Monetary(required=True, readonly=True, help="Without the stamp duty.")
    stamp_duty = fields.Monetary(readonly=True)
    total = fields.Monetary(required=True, readonly=True, help="What was handed over.")
    currency_id = fields.Many2one('res.currency', required=True, readonly=True)
    payment_method = fields.Selection(METHODS, required=True, readonly=True)
    payment_reference = fields.Char(string="Number of the Payment", readonly=True)
    payer_bank = fields.Char(string="Bank of the Cheque", readonly=True)
    payer_account = fields.Char(
        string="RIB or RIP of the Payer", readonly=True,
        groups='chamber_hr_accounting.chamber_hr_accounting_group_cashier,chamber_hr_accounting.chamber_hr_accounting_group_accountant')
    cashier_id = fields.Many2one('res.users', string="Received By", required=True, readonly=True, ondelete='restrict')
    payment_id = fields.Many2one(
        'account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')
    session_id = fields.Many2one('chamber.cash.session', string="Cash Day", readonly=True, index='btree_not_null',
        ondelete='restrict')
    refund_ids = fields.One2many('chamber.refund', 'receipt_id', readonly=True)
    is_refunded = fields.Boolean(string="Paid Back", compute='_compute_is_refunded', store=True, compute_sudo=True)
    amount_words_ar = fields.Char(string="In Arabic Words", compute='_compute_amount_words')
    amount_words_fr = fields.Char(string="In French Words", compute='_compute_amount_words')
    line_summary = fields.Char(string="For", compute='_compute_line_summary')

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This receipt number is already given.")
    _total_adds_up = models.Constraint('CHECK (amount > 0 AND stamp_duty >= 0)', "A receipt is of more than nothing.")

    @api.depends('refund_ids.state', 'line_ids')
    def _compute_is_refunded(self):
        for receipt in self:
            paid = receipt.refund_ids.filtered(lambda refund: refund.state == 'paid')
            receipt.is_refunded = bool(paid) and len(paid) == len(receipt.line_ids)

    @api.depends('total', 'currency_id')
    def _compute_amount_words(self):
        for receipt in self:
            for lang, name in (('ar_001', 'amount_words_ar'), ('fr_FR', 'amount_words_fr')):
                receipt[name] = receipt.currency_id.with_context(lang=lang).amount_to_text(receipt.total)

    @api.depends('line_ids.nature_id')
    @api.depends_context('lang')
    def _compute_line_summary(self):
        for receipt in self:
            # what a fee is called is printed on every receipt
            receipt.line_summary = ', '.join(dict.fromkeys(
                line._get_label(self.env.lang) for line in receipt.sudo().line_ids))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A receipt is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("Receipts are given by the steps of the cash desk only.")

    def _get_verifiable_claims(self):
        """What the receipt says, by the numbers of the document type ``receipt``."""
        return {
            10: self.number, 11: self.date, 12: self.partner_id.name, 13: f'{self.total:.2f}',
            14: self.with_context(lang='ar_001').line_summary, 15: self.company_id._get_chamber_name('ar_001'),
        }

    @api.model
    def _check_cashier(self, company=None):
        """Refuse who does not hold the desk of a chamber.

        :raises AccessError: for anyone but a cashier who is a member of the chamber
        """
        is_cashier = self.env.user.has_group('chamber_hr_accounting.chamber_hr_accounting_group_cashier')
        if not self.env.su and not is_cashier:
            raise AccessError(self.env._("Money is received by the cashiers of the chamber."))
        if not self.env.su and company and company not in self.env.user.company_ids:
            raise AccessError(self.env._("This is the cash desk of another chamber."))

    def action_print(self):
        """Return the receipts as a PDF."""
        self.check_access('read')
        return self.env.ref('chamber_hr_accounting.chamber_receipt_report').report_action(self)

    def action_view_documents(self):
        """Open what was paid: the one document, or the lines of the receipt."""
        self.ensure_one()
        self.check_access('read')
        if len(self.line_ids) == 1:
            return self.line_ids.action_open_document()
        return {
            'type': 'ir.actions.act_window', 'name': self.number, 'res_model': 'chamber.receipt.line',
            'views': [(False, 'list')], 'domain': [('receipt_id', '=', self.id)]}

    def action_view_invoices(self):
        """Open the invoices that the receipt settles.

        :raises AccessError: for those who read no invoices
        """
        self.check_access('read')
        self.env['account.move'].check_access('read')
        invoices = self.sudo().line_ids.invoice_id  # the list itself shows what the user may read
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Invoices"), 'res_model': 'account.move',
            'views': [(False, 'list'), (False, 'form')] if len(invoices) > 1 else [(False, 'form')],
            'res_id': invoices.id if len(invoices) == 1 else False, 'domain': [('id', 'in', invoices.ids)]}
