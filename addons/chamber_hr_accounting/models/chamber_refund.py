from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine

from .chamber_receipt import METHODS
from .desk_day import get_desk_day


class ChamberRefund(models.Model):
    """What a chamber owes back of a receipt: approved by the accountant, paid by the cashier, never twice."""
    _name = 'chamber.refund'
    _description = "Refund of a Fee"
    _inherit = ['chamber.engine.mixin']
    _order = 'state, date_due, id'
    _rec_name = 'display_reference'
    _rec_names_search = ['number', 'partner_id.name', 'receipt_id.number']

    _engine_free_fields = frozenset({'payment_method', 'payment_reference', 'payee_account'})

    receipt_line_id = fields.Many2one('chamber.receipt.line', required=True, readonly=True, index=True, ondelete='restrict')
    receipt_id = fields.Many2one(related='receipt_line_id.receipt_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='receipt_id.company_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related='receipt_id.partner_id', string="Owed To", store=True, precompute=True, index=True)
    display_reference = fields.Char(compute='_compute_display_reference')
    amount = fields.Monetary(required=True, readonly=True, help="The fee; the stamp duty is the State's and is not paid back.")
    currency_id = fields.Many2one('res.currency', required=True, readonly=True)
    cause = fields.Selection([('cancelled', "Withdrawn"), ('refused', "Refused"), ('other', "Other")], required=True,
        readonly=True)
    date_due = fields.Date(string="Owed Since", required=True, readonly=True)
    state = fields.Selection(
        [('due', "To approve"), ('approved', "To pay"), ('paid', "Paid back")], string="Status", required=True, default='due',
        readonly=True, index=True)
    approved_by_id = fields.Many2one('res.users', readonly=True, ondelete='restrict')
    payment_method = fields.Selection(METHODS)
    payment_reference = fields.Char(string="Number of the Payment", help="Of the cheque, the transfer or the postal order.")
    payee_account = fields.Char(string="RIB or RIP Paid To")
    number = fields.Char(readonly=True, copy=False, help="Number of the payment, without gaps in the chamber.")
    date_paid = fields.Date(string="Paid Back On", readonly=True)
    cashier_id = fields.Many2one('res.users', string="Paid By", readonly=True, ondelete='restrict')
    credit_note_id = fields.Many2one(
        'account.move', readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')
    payment_id = fields.Many2one(
        'account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')

    _line_once = models.Constraint('UNIQUE (receipt_line_id)', "What was paid is owed back once.")
    _amount_positive = models.Constraint('CHECK (amount > 0)', "What is owed back is more than nothing.")
    _number_once = models.UniqueIndex('(company_id, number) WHERE number IS NOT NULL', "This number is already given.")
    _paid_complete = models.Constraint(
        "CHECK ((state = 'paid') = (number IS NOT NULL AND date_paid IS NOT NULL))", "What is paid back has its number and day.")

    @api.depends('number', 'receipt_id.number')
    def _compute_display_reference(self):
        for refund in self:
            refund.display_reference = refund.number or refund.receipt_id.number

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What is owed back is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("What is owed back changes by its steps only.")

    def write(self, vals):
        if vals.keys() & self._engine_free_fields and any(refund.state == 'paid' for refund in self):
            raise UserError(self.env._("This is paid back already."))
        return super().write(vals)

    @api.model
    def _owe(self, documents, cause):
        """List what is owed back of documents that were paid here; what was paid before has no receipt here."""
        # the step that ends the document owes it, whoever takes it
        lines = self.env['chamber.receipt.line'].sudo().search(
            [('res_model', '=', documents._name), ('res_id', 'in', documents.ids)])
        owed = self.sudo().search([('receipt_line_id', 'in', lines.ids)]).receipt_line_id
        cause = cause if cause in dict(self._fields['cause'].selection) else 'other'
        return as_engine(self.sudo()).create([{
            'receipt_line_id': line.id, 'amount': line.amount, 'currency_id': line.currency_id.id, 'cause': cause,
            'date_due': get_desk_day(self),
        } for line in lines - owed])

    def _lock_state(self, *states):
        """Take hold of refunds that are in one of the states.

        :raises UserError: where one is in another state
        """
        self.company_id._lock_chamber_accounts()
        self.invalidate_recordset()
        for refund in self:
            if refund.state == 'paid':
                raise UserError(self.env._("%(name)s was paid back already.", name=refund.partner_id.name))
            if refund.state not in states:
                raise UserError(self.env._("What is owed to %(name)s is approved once, before it is paid.",
                    name=refund.partner_id.name))

    def action_approve(self):
        """Approve what is owed back and make its credit note.

        :raises AccessError: for anyone but an accountant of the chamber
        :raises UserError: where it is approved already
        """
        for company in self.company_id:
            self.env['chamber.cash.session']._check_accountant(company)
        self.check_access('read')
        # refunds are written by their steps
        refunds = as_engine(self.sudo())
        refunds._lock_state('due')
        for refund in refunds:
            note = refund._create_credit_note()
            refund.write({'state': 'approved', 'approved_by_id': self.env.uid, 'credit_note_id': note.id})
            refund._journal('refund_approved', note.name, note)

    def _create_credit_note(self):
        invoice = self.receipt_line_id.invoice_id.with_company(self.company_id)
        today = get_desk_day(self)
        reason = dict(self._fields['cause']._description_selection(self.env))[self.cause]
        note = invoice._reverse_moves([{
            'date': today, 'invoice_date': today, 'invoice_date_due': today, 'ref': f'{invoice.name} — {reason}',
            'fee_model': invoice.fee_model, 'fee_res_id': invoice.fee_res_id}])
        note.action_post()
        return note

    def action_pay(self):
        """Pay back what is approved, and number each payment, without gaps in the chamber.

        :raises AccessError: for anyone but a cashier of the chamber
        :raises UserError: where it is paid or not approved, the means of payment is missing, or the payer approved it
        """
        for company in self.company_id:
            self.env['chamber.receipt']._check_cashier(company)
        self.check_access('read')
        # refunds are written by their steps
        refunds = as_engine(self.sudo())
        refunds._lock_state('approved')
        for refund in refunds:
            if refund.approved_by_id == self.env.user:
                raise UserError(self.env._("Who approved a refund does not pay it."))
            refund._pay()

    def _pay(self):
        account = self._check_means()
        today = get_desk_day(self)
        [number] = self.env['chamber.numbering']._take(self.company_id, 'refund', 1, today)
        journal = self.company_id._get_chamber_journal(
            {'cash': 'cash', 'cheque': 'bank', 'postal': 'postal', 'bank': 'bank'}[self.payment_method])
        payment = self.env['account.payment'].with_company(self.company_id).create({
            'payment_type': 'outbound', 'partner_type': 'customer', 'partner_id': self.partner_id.id, 'amount': self.amount,
            'date': today, 'journal_id': journal.id, 'company_id': self.company_id.id, 'currency_id': self.currency_id.id,
            'payment_method_line_id': journal.outbound_payment_method_line_ids[:1].id,
            'memo': ' '.join(filter(None, [number, self.payment_reference]))})
        payment.action_post()
        (self.credit_note_id.line_ids | payment.move_id.line_ids).filtered(
            lambda line: line.account_id.account_type == 'asset_receivable').reconcile()
        payment.move_id.cash_movement_ids.refund_id = self
        self.write({
            'payee_account': account, 'state': 'paid', 'number': number, 'date_paid': today, 'cashier_id': self.env.uid,
            'payment_id': payment.id})
        self._journal('refund', number, payment.move_id)
        self.receipt_line_id._get_document()._mark_fee_paid_back({
            'number': number, 'date_paid': today, 'cashier_id': self.env.uid, 'payment_method': self.payment_method,
            'payment_reference': self.payment_reference})

    def _check_means(self):
        """Return the account paid to, if any.

        :raises UserError: where the means of payment lacks something
        """
        if not self.payment_method:
            raise UserError(self.env._("Choose how %(name)s is paid back.", name=self.partner_id.name))
        if self.payment_method != 'cash' and not self.payment_reference:
            raise UserError(self.env._("Enter the number of the payment to %(name)s.", name=self.partner_id.name))
        if self.payment_method == 'bank' and not self.payee_account:
            raise UserError(self.env._("Enter the RIB or RIP of %(name)s.", name=self.partner_id.name))
        if self.payment_method in ('bank', 'postal') and self.payee_account:
            return self.env['chamber.receipt']._check_account(self.payee_account)
        return False

    def _journal(self, kind, number, move):
        self.env['chamber.money.act']._record([{
            'company_id': self.company_id.id, 'kind': kind, 'number': number, 'date': get_desk_day(self),
            'partner_id': self.partner_id.id, 'amount': self.amount, 'payment_method': self.payment_method or False,
            'receipt_id': self.receipt_id.id, 'refund_id': self.id, 'move_id': move.id,
            'session_id': move.cash_movement_ids.session_id.id}])

    def action_view_document(self):
        """Open what had been paid.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        self.check_access('read')
        return self.receipt_line_id.action_open_document()
