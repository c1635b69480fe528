from odoo import api, fields, models
from odoo.exceptions import UserError

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

    def action_mark_fee_paid(self):
        """Mark the fees as paid and give each its receipt number, without gaps in the chamber.

        :raises UserError: where nothing is due or the means of payment is not chosen
        :raises AccessError: where the user may not change the document
        """
        self.check_access('write')
        for document in self:
            if document.fee_state != 'due':
                raise UserError(self.env._("Nothing is due on %(document)s.", document=document.display_name))
            if not document.fee_payment_method:
                raise UserError(self.env._("Choose how the fee of %(document)s is paid.", document=document.display_name))
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
