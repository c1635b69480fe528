from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberFeeMixin(models.AbstractModel):
    _name = 'chamber.fee.mixin'
    _description = "Chamber Fee"

    fee_currency_id = fields.Many2one('res.currency', default=lambda self: self._get_dinar_id(), readonly=True, copy=False)
    fee_amount = fields.Monetary(
        string="Fee", currency_field='fee_currency_id', compute='_compute_fee_amount', store=True, precompute=True,
        copy=False)
    fee_state = fields.Selection(
        [('none', "No fee"), ('due', "Due"), ('paid', "Paid")], string="Fee Status", compute='_compute_fee_state',
        store=True, precompute=True)
    fee_payment_method = fields.Selection(
        [('cash', "Cash"), ('cheque', "Cheque"), ('postal', "Postal account"), ('bank', "Bank transfer")],
        string="Payment Method", copy=False)
    fee_receipt_number = fields.Char(string="Payment Receipt", readonly=True, copy=False)
    fee_paid_date = fields.Date(string="Paid On", readonly=True, copy=False)
    fee_cashier_id = fields.Many2one('res.users', string="Received By", readonly=True, copy=False)

    @api.depends(lambda self: self._fee_depends())
    def _compute_fee_amount(self):
        for document in self:
            # what has been paid does not change with a later tariff
            if not document.fee_paid_date:
                document.fee_amount = document._get_fee_amount()

    @api.depends('fee_amount', 'fee_paid_date')
    def _compute_fee_state(self):
        for document in self:
            document.fee_state = 'paid' if document.fee_paid_date else 'due' if document.fee_amount else 'none'

    @api.model
    def _get_dinar_id(self):
        return self.env['ir.model.data']._xmlid_to_res_id('base.DZD')

    def _fee_depends(self):
        """Names of the fields the amount is computed from."""
        return []

    def _get_fee_amount(self):
        """The amount owed, in ``fee_currency_id``."""
        return 0.0

    def _get_fee_company(self):
        """The chamber that receives the money."""
        return self.company_id

    def _get_fee_partner(self):
        """Who owes the money."""
        return self.partner_id

    def _get_fee_kind(self):
        """What the money is for: by default the model; kinds of fee are booked each in its own way."""
        return self._name

    @api.model
    def _get_fee_due_domain(self):
        """Documents whose fee can be received now, whoever receives it."""
        return Domain('fee_state', '=', 'due')

    def action_mark_fee_paid(self):
        """Mark the fees as paid and give each its receipt number, without gaps in the chamber.

        :raises UserError: where nothing is due, another person receives it, or the means of payment is not chosen
        :raises AccessError: where the user may not change the document
        """
        self._check_fee_receivable()
        for document in self:
            if not document.fee_payment_method:
                raise UserError(self.env._("Choose how the fee of %(document)s is paid.", document=document.display_name))
        self._receive_fees()

    def _check_fee_receivable(self):
        """Refuse to receive money that is not due, and keep others from receiving it until the transaction ends.

        :raises UserError: where nothing is due, or another person receives it at this moment
        :raises AccessError: where the user may not change the document
        """
        self.check_access('write')
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(self.env._("Another person is receiving this fee at this moment.")) from error
        self.invalidate_recordset(['fee_state', 'fee_paid_date', 'fee_receipt_number'])
        for document in self:
            if document.fee_state == 'paid':
                raise UserError(self.env._(
                    "Nothing is due on %(document)s: it is paid already, by receipt %(receipt)s.",
                    document=document.display_name, receipt=document.fee_receipt_number))
            if document.fee_state != 'due':
                raise UserError(self.env._("Nothing is due on %(document)s.", document=document.display_name))

    def _receive_fees(self):
        """Number and mark what was checked; the addon that keeps the accounts makes its entries here."""
        today = today_in_algeria()
        for company, documents in self.grouped(lambda document: document._get_fee_company()).items():
            numbers = self.env['chamber.numbering']._take(company, 'fee_receipt', len(documents), today)
            for document, number in zip(documents, numbers, strict=True):
                document._write_fee({
                    'fee_receipt_number': number, 'fee_paid_date': today, 'fee_cashier_id': self.env.uid,
                })

    def _write_fee(self, values):
        """Write the mark of payment; documents that guard their fields let it through here."""
        self.write(values)

    def _is_fee_owed_back(self, cause):
        """Whether a fee that was paid is owed back when the document ends so.

        :param cause: how it ended, as the document calls it: the state that it took
        """
        return False

    def _is_fee_paid_back_by_accounts(self):
        """Whether what is owed back is paid by whoever keeps the accounts, and not noted by hand."""
        return False

    def _mark_fee_paid_back(self, values):
        """Note on documents that keep a list of their own that the accounts have paid a fee back.

        :param values: ``number``, ``date_paid``, ``cashier_id``, ``payment_method``, ``payment_reference``
        """

    def _owe_fees_back(self, cause):
        """Note what is owed back on documents that ended after payment; the addon that keeps the accounts does it.

        :param cause: see :meth:`_is_fee_owed_back`
        :return: the documents concerned
        """
        return self.filtered(lambda document: document.fee_paid_date and document._is_fee_owed_back(cause))
