"""The one way from a fee to a receipt: invoice, payment, stamp duty, entry, number, proof, in one transaction."""
from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_amount

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_bank.tools import rib

from .desk_day import get_desk_day

JOURNAL_OF_METHOD = {'cash': 'cash', 'cheque': 'bank', 'postal': 'postal', 'bank': 'bank'}


class ChamberReceipt(models.Model):
    _inherit = 'chamber.receipt'

    @api.model
    def _receive(self, documents, details):
        """Receive what documents of one payer owe to one chamber, by one payment.

        Rights and dues were checked by the caller with ``_check_fee_receivable``, which also keeps others away.

        :param documents: list of records with a fee, of one model or of several
        :param details: ``method``; of what is not cash ``reference``; ``bank`` of a cheque; ``account`` (RIB or RIP)
        :return: the receipt
        :raises UserError: where something is missing or not allowed; nothing is then written
        """
        company, partner = self._check_one_payer(documents)
        details = self._check_details(details)
        today = get_desk_day(self)
        # counter staff have no accounting rights: the entries that their receipt makes are written by the engine
        engine = as_engine(self.sudo().with_company(company).with_context(
            allowed_company_ids=company.ids, mail_create_nosubscribe=True, tracking_disable=True))
        company._lock_chamber_accounts()
        currency = company.sudo().currency_id
        amount = currency.round(sum(document.fee_amount for document in documents))
        if details['method'] == 'cash':
            engine._check_receipt_ceiling(company, today, amount)
        [number] = self.env['chamber.numbering']._take(company, 'fee_receipt', 1, today)
        lines = [engine._invoice_fee(document, today) for document in documents]
        invoices = engine.env['account.move'].union(*(line['invoice'] for line in lines))
        payment = engine._pay_invoices(invoices, company, partner, amount, number, details, today)
        receipt = engine.create({
            'number': number, 'company_id': company.id, 'partner_id': partner.id, 'date': today, 'amount': amount,
            'stamp_duty': payment.stamp_duty_amount, 'total': amount + payment.stamp_duty_amount, 'currency_id': currency.id,
            'payment_method': details['method'], 'payment_reference': details['reference'], 'payer_bank': details['bank'],
            'payer_account': details['account'], 'cashier_id': self.env.uid, 'payment_id': payment.id,
            'session_id': payment.move_id.cash_movement_ids.session_id.id,
            'line_ids': [(0, 0, {
                'res_model': document._name, 'res_id': document.id, 'nature_id': line['nature'].id,
                'amount': document.fee_amount, 'invoice_id': line['invoice'].id,
            }) for document, line in zip(documents, lines, strict=True)],
        })
        payment.move_id.cash_movement_ids.receipt_id = receipt
        receipt._issue_verifiable()
        receipt._journal_receipt()
        for document in documents:
            document._write_fee({
                'fee_receipt_number': number, 'fee_paid_date': today, 'fee_cashier_id': self.env.uid,
                'fee_receipt_id': receipt.id,
                **({'fee_payment_method': details['method']} if document.fee_payment_method != details['method'] else {}),
            })
        return receipt.with_env(self.env)

    @api.model
    def _check_one_payer(self, documents):
        companies = self.env['res.company'].union(*(document._get_fee_company() for document in documents))
        partners = self.env['res.partner'].union(*(document._get_fee_partner() for document in documents))
        if len(companies) != 1:
            raise UserError(self.env._("One receipt is of one chamber."))
        if len(partners) != 1:
            raise UserError(self.env._("One receipt is for one payer: select what one person pays."))
        return companies, partners

    @api.model
    def _check_details(self, details):
        """Return the details of a payment complete and clean.

        :raises UserError: for a means without what it needs
        :raises ValidationError: for an account whose key is wrong
        """
        values = {name: (details.get(name) or '').strip() or False for name in ('method', 'reference', 'bank', 'account')}
        method = values['method']
        if method not in JOURNAL_OF_METHOD:
            raise UserError(self.env._("Choose the means of payment."))
        if method != 'cash' and not values['reference']:
            raise UserError(self.env._("Enter the number of the cheque or of the transfer."))
        if method == 'cheque' and not values['bank']:
            raise UserError(self.env._("Enter the bank of the cheque."))
        if method == 'bank' and not values['account']:
            raise UserError(self.env._("Enter the RIB or RIP that the transfer comes from."))
        account = self._check_account(values['account']) if method in ('bank', 'postal') and values['account'] else False
        return {
            'method': method, 'reference': method != 'cash' and values['reference'],
            'bank': method == 'cheque' and values['bank'], 'account': account,
        }

    @api.model
    def _check_account(self, account):
        """Return the 20 digits of a RIB or RIP.

        :raises ValidationError: naming what is wrong with it
        """
        try:
            return rib.parse(account)
        except rib.RibError as error:
            reason = {
                'digits': self.env._("it has other signs than digits"), 'key': self.env._("its key is wrong"),
                'length': self.env._("it does not have 20 digits"),
            }[error.reason]
            raise ValidationError(self.env._(
                "The account %(account)s is no RIB or RIP: %(reason)s.", account=account, reason=reason)) from error

    def _check_receipt_ceiling(self, company, date, amount):
        # what is handed over is with the duty
        total = amount + self.env['stamp.duty.scale']._get_duty(amount, date)
        ceiling = self.env['chamber.cash.ceiling']._get_amount('receipt', company, date)
        if ceiling is not None and total > ceiling:
            raise UserError(self.env._(
                "%(total)s in cash is more than one receipt may be: %(ceiling)s. Ask for another means of payment.",
                total=format_amount(self.env, total, company.currency_id),
                ceiling=format_amount(self.env, ceiling, company.currency_id)))

    def _invoice_fee(self, document, date):
        """Make and post the invoice of a document."""
        nature = self.env['chamber.fee.nature']._get_nature(document._get_fee_kind(), date)
        # the document belongs to another room; what its invoice says is public to the engine
        values = document.sudo()._prepare_fee_invoice(nature, date)
        invoice = self.env['account.move'].create(values)
        invoice.action_post()
        return {'nature': nature, 'invoice': invoice}

    def _pay_invoices(self, invoices, company, partner, amount, number, details, date):
        """Make and post one payment and settle the invoices with it."""
        journal = company._get_chamber_journal(JOURNAL_OF_METHOD[details['method']])
        payment = self.env['account.payment'].create({
            'payment_type': 'inbound', 'partner_type': 'customer', 'partner_id': partner.id, 'amount': amount, 'date': date,
            'journal_id': journal.id, 'company_id': company.id, 'currency_id': invoices.currency_id.id,
            'payment_method_line_id': journal.inbound_payment_method_line_ids[:1].id,
            'memo': ' '.join(filter(None, [number, details['reference'], details['bank']])),
        })
        payment.action_post()
        lines = (invoices.line_ids | payment.move_id.line_ids).filtered(
            lambda line: line.account_id.account_type == 'asset_receivable')
        lines.reconcile()
        return payment

    def _journal_receipt(self):
        self.env['chamber.money.act']._record([{
            'company_id': receipt.company_id.id, 'kind': 'receipt', 'number': receipt.number, 'date': receipt.date,
            'partner_id': receipt.partner_id.id, 'amount': receipt.amount, 'stamp_duty': receipt.stamp_duty,
            'payment_method': receipt.payment_method, 'receipt_id': receipt.id, 'move_id': receipt.payment_id.move_id.id,
            'session_id': receipt.session_id.id,
        } for receipt in self])
