from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    def _fee_depends(self):
        return [*super()._fee_depends(), 'state', 'asked_datetime', 'session_id.price_kind', 'session_id.programme_id']

    def _get_fee_amount(self):
        """The price of the programme on the day when the place was asked for, owed by those who are accepted."""
        if self.state != 'accepted':
            return 0.0
        return self._get_price()

    def _get_price(self):
        """What the place costs, in dinars, whether it is given or not."""
        self.ensure_one()
        day = day_in_algeria(self.asked_datetime) if self.asked_datetime else today_in_algeria()
        # sudo: prices are public
        return self.sudo().session_id.programme_id._get_price(self.session_id.price_kind, day)

    def _check_fee_receivable(self):
        """Officers of the chamber receive the price of accepted people; see ``chamber.fee.mixin``.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: for somebody who is not accepted, or where nothing is due
        """
        self._check_officer()
        # whoever cancels at this moment waits, so that a payment is never forgotten
        for _session, _places, enrolments in self._lock():
            enrolments._check_state('accepted')
        return super()._check_fee_receivable()

    def _write_fee(self, values):
        return super(ChamberTrainingEnrolment, as_engine(self))._write_fee(values)

    @api.model
    def _check_payment_free(self, vals):
        """Refuse another means of payment for what is paid.

        :raises UserError: naming the enrolment
        """
        if 'fee_payment_method' in vals:
            for enrolment in self.filtered('fee_paid_date'):
                raise UserError(self.env._("%(enrolment)s is paid already.", enrolment=enrolment.display_name))

    def write(self, vals):
        self._check_payment_free(vals)
        return super().write(vals)

    def _is_fee_owed_back(self, cause):
        """Whoever loses his place has his money back."""
        return True

    def _mark_fee_paid_back(self, values):
        result = super()._mark_fee_paid_back(values)
        # the list is that of the training room, the money was paid by the cash desk
        as_engine(self.sudo().refund_ids).write({**values, 'state': 'paid'})
        return result

    def _create_refunds(self, cause, reason):
        """List what is owed back of what these people have paid.

        :param cause: ``session`` or ``enrolment``: which of them was cancelled
        """
        paid = self.filtered(lambda enrolment: enrolment.fee_paid_date and enrolment.fee_amount)
        paid._owe_fees_back('cancelled')
        return as_engine(self.env['chamber.training.refund']).create([
            {
                'enrolment_id': enrolment.id, 'amount': enrolment.fee_amount, 'currency_id': enrolment.fee_currency_id.id,
                'cause': cause, 'reason': reason, 'date_due': today_in_algeria(),
            }
            for enrolment in paid
        ])
