from lxml.builder import E

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .chamber_booking_nature import OTHER

PAYMENT_DETAILS = frozenset({'fee_payment_reference', 'fee_payer_bank', 'fee_payer_account'})
FINANCE_READERS = 'account.group_account_readonly,account.group_account_invoice'


class ChamberFeeMixin(models.AbstractModel):
    _inherit = 'chamber.fee.mixin'

    fee_payment_reference = fields.Char(string="Number of the Payment", copy=False,
        help="Of the cheque, the transfer or the postal order.")
    fee_payer_bank = fields.Char(string="Bank of the Cheque", copy=False)
    fee_payer_account = fields.Char(
        string="RIB or RIP of the Payer", copy=False, groups='chamber_registry.chamber_registry_group_user',
        help="Bank or postal account of 20 digits: its key is checked.")
    fee_receipt_id = fields.Many2one('chamber.receipt', string="Receipt", readonly=True, copy=False, index='btree_not_null')
    fee_stamp_duty = fields.Monetary(
        string="Stamp Duty", compute='_compute_fee_stamp_duty', currency_field='fee_currency_id',
        help="Owed on cash, besides the fee.")
    fee_total = fields.Monetary(string="To Receive", compute='_compute_fee_stamp_duty', currency_field='fee_currency_id')

    @api.depends('fee_amount', 'fee_payment_method', 'fee_receipt_id', 'fee_paid_date')
    def _compute_fee_stamp_duty(self):
        today = today_in_algeria()
        for document in self:
            duty = 0.0
            # a fee that was paid before, or with others, bears its duty on the receipt
            if document.fee_payment_method == 'cash' and not document.fee_paid_date and document.fee_amount:
                # the scale is the law's, which those who receive money do not edit
                if document._get_fee_company().sudo().keeps_chamber_accounts:
                    duty = self.env['stamp.duty.scale'].sudo()._get_duty(document.fee_amount, today)
            elif document.fee_receipt_id and len(document.fee_receipt_id.sudo().line_ids) == 1:
                duty = document.fee_receipt_id.sudo().stamp_duty
            document.fee_stamp_duty = duty
            document.fee_total = document.fee_amount + duty

    def _get_fee_payment_details(self):
        """How the fee is paid, as the cash desk wants it; see ``chamber.receipt._receive``."""
        self.ensure_one()
        return {
            'method': self.fee_payment_method, 'reference': self.fee_payment_reference, 'bank': self.fee_payer_bank,
            'account': self.fee_payer_account,
        }

    def _receive_fees(self):
        """Invoice, book and receipt each fee of the chambers that keep their accounts here."""
        # whether a chamber keeps its accounts is known to whoever receives its fees
        kept = self.filtered(lambda document: document._get_fee_company().sudo().keeps_chamber_accounts)
        for document in kept:
            self.env['chamber.receipt']._receive([document], document._get_fee_payment_details())
        return super(ChamberFeeMixin, self - kept)._receive_fees()

    def _get_fee_reference(self):
        """The number that the document has now; empty while it has none."""
        self.ensure_one()
        return self[self._rec_name] if self._rec_name else ''

    def _prepare_fee_invoice(self, nature, date):
        """Values of the invoice of this fee; other addons add to it what their documents say.

        :param nature: ``chamber.fee.nature`` in force on the day
        """
        self.ensure_one()
        company = self._get_fee_company()
        return {
            'move_type': 'out_invoice', 'company_id': company.id, 'journal_id': company._get_chamber_journal('sale').id,
            'partner_id': self._get_fee_partner().id, 'invoice_date': date, 'date': date, 'currency_id': self.fee_currency_id.id,
            'fee_model': self._name, 'fee_res_id': self.id, 'invoice_payment_term_id': False, 'invoice_date_due': date,
            'fiscal_position_id': False,
            'invoice_line_ids': [(0, 0, self._prepare_fee_invoice_line(nature, company))],
        }

    @api.model
    def _get_fee_label(self, nature, lang):
        """What a fee of this kind of document is called on papers, in a language."""
        name = nature.with_context(lang=lang).name
        if nature.kind != OTHER:
            return name
        # ir.model is closed to users; only the translated label is taken
        return f"{name}: {self.env['ir.model'].sudo().with_context(lang=lang)._get(self._name).name}"

    def _prepare_fee_invoice_line(self, nature, company):
        return {
            'name': self._get_fee_label(nature, 'ar_001'), 'quantity': 1, 'price_unit': self.fee_amount,
            'account_id': company._get_chamber_account(nature.account_code).id,
            'tax_ids': [(6, 0, nature._get_tax(company).ids)],
            'analytic_distribution': nature._get_distribution(company),
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_receipt(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_receipt(vals)
        if PAYMENT_DETAILS & vals.keys():
            for document in self:
                if document.fee_paid_date:
                    raise UserError(self.env._("%(document)s is paid already.", document=document.display_name))
        return super().write(vals)

    def _refuse_receipt(self, vals):
        if 'fee_receipt_id' in vals and not is_engine(self):
            raise UserError(self.env._("Receipts are given by the steps of the cash desk only."))

    def _write_fee(self, values):
        return super(ChamberFeeMixin, as_engine(self))._write_fee(values)

    def _is_fee_paid_back_by_accounts(self):
        """Where the fee has a receipt of the accounts; what was paid before is settled as before."""
        # the receipt may be out of the reach of who notes a refund
        return bool(self.sudo().fee_receipt_id) or super()._is_fee_paid_back_by_accounts()

    def _owe_fees_back(self, cause):
        owed = super()._owe_fees_back(cause)
        self.env['chamber.refund']._owe(owed, cause)
        return owed

    def action_view_fee_receipt(self):
        """Open the receipt of the fee."""
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.receipt', 'res_id': self.fee_receipt_id.id,
            'views': [(False, 'form')]}

    def action_view_fee_invoice(self):
        """Open the invoice of the fee.

        :raises AccessError: for those who read no invoices
        """
        self.ensure_one()
        self.check_access('read')
        invoice = self.env['account.move'].search([
            ('fee_model', '=', self._name), ('fee_res_id', '=', self.id), ('move_type', '=', 'out_invoice')], limit=1)
        return {
            'type': 'ir.actions.act_window', 'res_model': 'account.move', 'res_id': invoice.id, 'views': [(False, 'form')]}

    @api.model
    def _get_view(self, view_id=None, view_type='form', **options):
        """Show on the form of every document with a fee how it is paid and what came of it."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == 'form':
            for node in arch.xpath("//field[@name='fee_payment_method'][not(ancestor::field)]")[:1]:
                for extra in reversed(self._get_fee_detail_nodes()):
                    node.addnext(extra)
            for sheet in arch.xpath('//sheet')[:1]:
                self._add_fee_buttons(sheet)
        return arch, view

    @api.model
    def _get_fee_detail_nodes(self):
        paid = "fee_state != 'due'"
        return [
            E.field(name='fee_stamp_duty', invisible="not fee_stamp_duty"),
            E.field(name='fee_total', invisible="not fee_stamp_duty"),
            E.field(name='fee_payment_reference', readonly=paid,
                invisible="not fee_payment_method or fee_payment_method == 'cash'"),
            E.field(name='fee_payer_bank', readonly=paid, invisible="fee_payment_method != 'cheque'"),
            E.field(
                name='fee_payer_account', readonly=paid, invisible="fee_payment_method not in ('bank', 'postal')"),
            E.field(name='fee_receipt_id', invisible='1'),
        ]

    @api.model
    def _add_fee_buttons(self, sheet):
        box = next(iter(sheet.xpath("./div[@name='button_box']")), None)
        if box is None:
            box = E.div(name='button_box', **{'class': 'oe_button_box'})
            sheet.insert(0, box)
        box.append(E.button(
            E.div(E.span(self.env._("Receipt"), **{'class': 'o_stat_text'}), **{'class': 'o_stat_info'}),
            name='action_view_fee_receipt', type='object', icon='fa-ticket', invisible='not fee_receipt_id',
            **{'class': 'oe_stat_button'}))
        box.append(E.button(
            E.div(E.span(self.env._("Invoice"), **{'class': 'o_stat_text'}), **{'class': 'o_stat_info'}),
            name='action_view_fee_invoice', type='object', icon='fa-pencil-square-o', invisible='not fee_receipt_id',
            groups=FINANCE_READERS, **{'class': 'oe_stat_button'}))
