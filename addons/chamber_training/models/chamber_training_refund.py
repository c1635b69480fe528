from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingRefund(models.Model):
    """What a chamber owes back to somebody who had paid for a place that was cancelled."""
    _name = 'chamber.training.refund'
    _description = "Refund Due"
    _inherit = ['chamber.engine.mixin']
    _order = 'state, date_due, id'
    _rec_name = 'enrolment_id'

    _engine_free_fields = frozenset({'payment_method', 'payment_reference'})

    enrolment_id = fields.Many2one('chamber.training.enrolment', required=True, readonly=True, index=True, ondelete='restrict')
    session_id = fields.Many2one(related='enrolment_id.session_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='enrolment_id.company_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related='enrolment_id.partner_id', store=True, precompute=True, index=True)
    receipt_number = fields.Char(related='enrolment_id.fee_receipt_number', string="Payment Receipt")
    amount = fields.Monetary(required=True, readonly=True)
    currency_id = fields.Many2one('res.currency', required=True, readonly=True)
    cause = fields.Selection(
        [('session', "Session cancelled"), ('enrolment', "Enrolment cancelled")], required=True, readonly=True)
    reason = fields.Text(readonly=True)
    date_due = fields.Date(string="Owed Since", required=True, readonly=True)
    state = fields.Selection(
        [('due', "Owed back"), ('paid', "Paid back")], string="Status", required=True, default='due', readonly=True, index=True)
    payment_method = fields.Selection(
        lambda self: self.env['chamber.training.enrolment']._fields['fee_payment_method']._description_selection(self.env))
    payment_reference = fields.Char(help="Number of the cheque or of the transfer.")
    number = fields.Char(readonly=True, copy=False, help="Number of the payment, without gaps in the chamber.")
    date_paid = fields.Date(string="Paid Back On", readonly=True)
    cashier_id = fields.Many2one('res.users', string="Paid By", readonly=True, ondelete='restrict')

    _enrolment_once = models.Constraint('UNIQUE (enrolment_id)', "What an enrolment cost is owed back once.")
    _amount_positive = models.Constraint('CHECK (amount > 0)', "What is owed back is more than nothing.")
    _number_once = models.UniqueIndex('(company_id, number) WHERE number IS NOT NULL', "This number is already given.")
    _paid_complete = models.Constraint(
        "CHECK ((state = 'paid') = (number IS NOT NULL AND date_paid IS NOT NULL))", "What is paid back has its number and day.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What is owed back is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("What is owed back changes by its steps only.")

    def write(self, vals):
        if vals.keys() & self._engine_free_fields and any(refund.state == 'paid' for refund in self):
            raise UserError(self.env._("This is paid back already."))
        return super().write(vals)

    def action_mark_paid_back(self):
        """Mark as paid back, and give each payment its number, without gaps in the chamber.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: where it is paid already, the accounts pay it, or the means of payment or its number is missing
        """
        self.check_access('write')
        self.lock_for_update(allow_referencing=True)
        for refund in self:
            if refund.state == 'paid':
                raise UserError(self.env._("%(name)s was paid back already.", name=refund.partner_id.name))
            if refund.enrolment_id._is_fee_paid_back_by_accounts():
                raise UserError(self.env._(
                    "What %(name)s had paid is paid back by the cash desk; it is noted here by itself.",
                    name=refund.partner_id.name))
            if not refund.payment_method:
                raise UserError(self.env._("Choose how %(name)s is paid back.", name=refund.partner_id.name))
            if refund.payment_method != 'cash' and not refund.payment_reference:
                raise UserError(self.env._("Enter the number of the payment to %(name)s.", name=refund.partner_id.name))
        today = today_in_algeria()
        for company, refunds in self.grouped('company_id').items():
            numbers = self.env['chamber.numbering']._take(company, 'training_refund', len(refunds), today)
            for refund, number in zip(refunds, numbers, strict=True):
                as_engine(refund).write({
                    'state': 'paid', 'number': number, 'date_paid': today, 'cashier_id': self.env.uid})
