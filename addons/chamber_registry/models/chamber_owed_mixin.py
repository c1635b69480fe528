from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine, is_engine


class ChamberOwedMixin(models.AbstractModel):
    """What a chamber owes to somebody for a document of whatever room: asked for once, then paid or given up.

    Without the addon that keeps the accounts, whoever pays notes it by hand with the reference of the payment.
    """
    _name = 'chamber.owed.mixin'
    _description = "Owed by the Chamber"

    # written by the steps below only
    OWED_FIELDS = frozenset({
        'owed_partner_id', 'owed_currency_id', 'owed_amount', 'owed_state', 'owed_proof', 'owed_asked_date', 'owed_asked_by_id',
        'owed_paid_date', 'owed_paid_by_id', 'owed_cancelled_date',
    })

    # written by people, besides the steps
    OWED_FREE_FIELDS = frozenset({'owed_payment_reference', 'owed_cancel_reason'})

    owed_partner_id = fields.Many2one(
        'res.partner', string="Owed To", compute='_compute_owed_partner_id', store=True, precompute=True, copy=False,
        index='btree_not_null', ondelete='restrict')
    owed_currency_id = fields.Many2one('res.currency', default=lambda self: self._get_owed_dinar_id(), readonly=True, copy=False)
    owed_amount = fields.Monetary(
        string="Owed", currency_field='owed_currency_id', compute='_compute_owed_amount', store=True, precompute=True,
        copy=False)
    owed_state = fields.Selection(
        [('none', "Nothing owed"), ('owed', "Owed"), ('asked', "Payment asked"), ('paid', "Paid"), ('cancelled', "Given up")],
        string="Payment Status", compute='_compute_owed_state', store=True, precompute=True, index=True)
    owed_proof = fields.Text(string="What Proves It", readonly=True, copy=False)
    owed_asked_date = fields.Date(string="Payment Asked On", readonly=True, copy=False)
    owed_asked_by_id = fields.Many2one('res.users', string="Asked By", readonly=True, copy=False, ondelete='restrict')
    owed_paid_date = fields.Date(string="Payment Made On", readonly=True, copy=False)
    owed_paid_by_id = fields.Many2one('res.users', string="Noted By", readonly=True, copy=False, ondelete='restrict')
    owed_payment_reference = fields.Char(
        string="Reference of the Payment", copy=False, help="Number of the cheque, of the transfer or of the payment order.")
    owed_cancelled_date = fields.Date(string="Given Up On", readonly=True, copy=False)
    owed_cancel_reason = fields.Char(string="Why It Is Given Up", copy=False)

    @api.depends(lambda self: self._owed_depends())
    def _compute_owed_amount(self):
        for document in self:
            # what was asked for does not change behind the back of those who pay
            if not document.owed_asked_date:
                document.owed_amount = document._get_owed_amount()

    @api.depends(lambda self: self._owed_depends())
    def _compute_owed_partner_id(self):
        for document in self:
            if not document.owed_asked_date:
                document.owed_partner_id = document._get_owed_partner()

    @api.depends('owed_amount', 'owed_asked_date', 'owed_paid_date', 'owed_cancelled_date')
    def _compute_owed_state(self):
        for document in self:
            document.owed_state = (
                'cancelled' if document.owed_cancelled_date else 'paid' if document.owed_paid_date
                else 'asked' if document.owed_asked_date else 'owed' if document.owed_amount else 'none')

    @api.model
    def _get_owed_dinar_id(self):
        return self.env['ir.model.data']._xmlid_to_res_id('base.DZD')

    def _owed_depends(self):
        """Names of the fields that say how much is owed, and to whom."""
        return []

    def _get_owed_amount(self):
        """The amount owed, taxes included, in ``owed_currency_id``."""
        return 0.0

    def _get_owed_company(self):
        """The chamber that owes the money."""
        return self.company_id

    def _get_owed_partner(self):
        """Who is to be paid."""
        return self.partner_id

    def _get_owed_kind(self):
        """What the money is for: by default the model; kinds are charged each to its own article and account."""
        return self._name

    def _get_owed_reason(self):
        """In one line, why the money is owed: the subject of the bill."""
        return self.display_name

    def _get_owed_proof(self):
        """What proves that the work was done, line by line; nothing is asked for without it."""
        return []

    def _get_owed_cause(self):
        """The record that people open to see what the money is for."""
        return self

    @api.model
    def _get_owed_domain(self):
        """Documents for which money is owed or waited for."""
        return Domain('owed_state', 'in', ('owed', 'asked'))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_owed_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_owed_fields(vals)
        if 'owed_payment_reference' in vals and not is_engine(self):
            for document in self.filtered('owed_paid_date'):
                raise UserError(self.env._("%(document)s is paid already.", document=document.display_name))
        return super().write(vals)

    @api.model
    def _get_owed_free_fields(self):
        """Names of the fields of a payment that people write."""
        return self.OWED_FREE_FIELDS

    @api.model
    def _is_of_payment(self, vals):
        """Whether values are about the payment only, and leave the document as it is."""
        return vals.keys() <= self.OWED_FIELDS | self._get_owed_free_fields()

    def _refuse_owed_fields(self, vals):
        if self.OWED_FIELDS & vals.keys() and not is_engine(self):
            raise UserError(self.env._("What the chamber owes changes by its steps only."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        for document in self:
            if document.owed_state in ('asked', 'paid'):
                raise UserError(self.env._(
                    "The payment of %(document)s was asked for: it is not deleted.", document=document.display_name))

    def _hold_owed(self, *states):
        """Let one person at a time take a step, and only where it makes sense.

        :raises AccessError: where the user may not change the document
        :raises UserError: for another state, or where another person takes a step at this moment
        """
        self.check_access('write')
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(self.env._("Another person takes a step of this payment at this moment.")) from error
        self.invalidate_recordset(sorted(self.OWED_FIELDS))
        labels = dict(self._fields['owed_state']._description_selection(self.env))
        for document in self:
            if document.owed_state not in states:
                raise UserError(self.env._(
                    "%(document)s: %(state)s.", document=document.display_name, state=labels[document.owed_state]))

    def action_ask_payment(self):
        """Ask for the payment of what is owed; the amount stays as it is from then on.

        :raises AccessError: where the user may not change the document
        :raises UserError: where nothing is owed, it was asked already, or nothing proves it
        """
        self._hold_owed('owed')
        for document in self:
            document._check_owed_payable()
            document._write_owed({
                'owed_proof': '\n'.join(document._get_owed_proof()), 'owed_asked_date': today_in_algeria(),
                'owed_asked_by_id': self.env.uid})
            document._ask_owed()

    def _check_owed_payable(self):
        """Refuse to ask for what cannot be paid.

        :raises UserError: saying what is missing
        """
        if not self.owed_partner_id:
            raise UserError(self.env._("%(document)s: nobody is named to be paid.", document=self.display_name))
        if not self._get_owed_proof():
            raise UserError(self.env._("%(document)s: nothing proves yet that it is owed.", document=self.display_name))

    def _ask_owed(self):
        """What follows where payment is asked for; the addon that keeps the accounts commits and bills here."""

    def action_mark_owed_paid(self):
        """Note by hand that what was asked for is paid.

        :raises AccessError: where the user may not change the document
        :raises UserError: without the reference of the payment, where the accounts do it, or where it is paid already
        """
        self._hold_owed('asked')
        for document in self:
            document._check_owed_by_hand()
            if not document.owed_payment_reference:
                raise UserError(self.env._("Enter the reference of the payment of %(document)s.", document=document.display_name))
            document._mark_owed_paid(today_in_algeria(), document.owed_payment_reference)

    def _check_owed_by_hand(self):
        """Refuse to note a payment by hand where the accounts do it.

        :raises UserError: where that is so
        """

    def _mark_owed_paid(self, date, reference):
        """Note that the money was paid.

        :param reference: number of the payment
        """
        self._write_owed({'owed_paid_date': date, 'owed_paid_by_id': self.env.uid, 'owed_payment_reference': reference})

    def action_cancel_owed(self):
        """Give up what is owed or asked for: it is not paid.

        :raises AccessError: where the user may not change the document
        :raises UserError: without a reason, or where it is paid already
        """
        self._hold_owed('owed', 'asked')
        for document in self:
            if not (document.owed_cancel_reason or '').strip():
                raise UserError(self.env._("Say why %(document)s is not paid.", document=document.display_name))
            if document.owed_state == 'asked':
                document._release_owed()
            document._write_owed({'owed_cancelled_date': today_in_algeria()})

    def _release_owed(self):
        """What follows where a payment that was asked for is given up; the addon that keeps the accounts frees the credit."""

    def action_owe_again(self):
        """Owe again what was given up: it can be asked for anew.

        :raises AccessError: where the user may not change the document
        :raises UserError: where it was not given up
        """
        self._hold_owed('cancelled')
        self._reset_owed()

    def _reset_owed(self):
        """Let the amount follow its document again, as before anybody asked for it."""
        for document in self:
            document._write_owed({
                'owed_asked_date': False, 'owed_asked_by_id': False, 'owed_cancelled_date': False, 'owed_cancel_reason': False,
                'owed_proof': False})
            document._write_owed({'owed_amount': document._get_owed_amount()})

    def _write_owed(self, values):
        """Write a step; documents that guard their fields let it through here."""
        as_engine(self).write(values)
