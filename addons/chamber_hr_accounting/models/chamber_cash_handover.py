from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine

from .desk_day import get_desk_day

TRANSFER_ACCOUNT = '581'


class ChamberCashHandover(models.Model):
    """Cash on its way from the desk to the bank or the post."""
    _name = 'chamber.cash.handover'
    _description = "Cash Handed Over to the Bank"
    _inherit = ['chamber.engine.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    session_id = fields.Many2one('chamber.cash.session', string="Cash Day", readonly=True, index=True, ondelete='restrict')
    date = fields.Date(required=True, readonly=True)
    amount = fields.Monetary(required=True, readonly=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    destination = fields.Selection([('bank', "Bank"), ('postal', "Postal account")], required=True, readonly=True)
    state = fields.Selection([('way', "On its way"), ('arrived', "Arrived")], required=True, default='way', readonly=True,
        index=True)
    cashier_id = fields.Many2one('res.users', string="Handed Over By", required=True, readonly=True, ondelete='restrict')
    slip_number = fields.Char(string="Number of the Deposit Slip", readonly=True)
    date_arrived = fields.Date(readonly=True)
    confirmed_by_id = fields.Many2one('res.users', readonly=True, ondelete='restrict')
    move_out_id = fields.Many2one(
        'account.move', string="Entry of the Desk", readonly=True, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')
    move_in_id = fields.Many2one(
        'account.move', string="Entry of the Bank", readonly=True, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This number is already given.")
    _amount_positive = models.Constraint('CHECK (amount > 0)', "More than nothing is handed over.")
    _arrived_with_slip = models.Constraint(
        "CHECK (state <> 'arrived' OR slip_number IS NOT NULL)", "Money arrives with the slip of the bank.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was handed over is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("What was handed over is written by the steps of the cash desk only.")

    @api.model
    def _hand_over(self, company, amount, destination):
        """Take cash out of the desk for the bank: account 58 holds it until the bank has it.

        :raises AccessError: for anyone but a cashier of the chamber
        :raises UserError: where the desk does not hold as much, or its day is closed
        """
        self.env['chamber.receipt']._check_cashier(company)
        if company.sudo().currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("Enter how much is handed over."))
        company._lock_chamber_accounts()
        today = get_desk_day(self)
        [number] = self.env['chamber.numbering']._take(company, 'cash_handover', 1, today)
        # cashiers keep no accounts: the entry of what they hand over is made by the engine
        engine = as_engine(self.sudo().with_company(company))
        handover = engine.create({
            'number': number, 'company_id': company.id, 'date': today, 'amount': amount, 'destination': destination,
            'cashier_id': self.env.uid})
        move = handover._create_entry('cash', today, -amount, number)
        movement = move.cash_movement_ids
        movement.handover_id = handover
        handover.write({'move_out_id': move.id, 'session_id': movement.session_id.id})
        handover._journal('handover', move)
        return handover.with_env(self.env)

    def _confirm(self, slip_number):
        """Book what the bank has received, with the number of its slip.

        :raises AccessError: for anyone but an accountant of the chamber
        :raises UserError: where it arrived already, the slip is missing, or the accountant handed it over himself
        """
        self.ensure_one()
        self.env['chamber.cash.session']._check_accountant(self.company_id)
        self.check_access('read')
        # as above
        handover = as_engine(self.sudo().with_company(self.company_id))
        handover.company_id._lock_chamber_accounts()
        handover.invalidate_recordset()
        if handover.state == 'arrived':
            raise UserError(self.env._("This money has arrived already."))
        if not (slip_number or '').strip():
            raise UserError(self.env._("Enter the number of the deposit slip."))
        if handover.cashier_id == self.env.user:
            raise UserError(self.env._("Who handed the cash over does not confirm that it arrived."))
        today = get_desk_day(self)
        move = handover._create_entry(handover.destination, today, handover.amount, slip_number.strip())
        handover.write({
            'state': 'arrived', 'slip_number': slip_number.strip(), 'date_arrived': today, 'confirmed_by_id': self.env.uid,
            'move_in_id': move.id})
        account = handover.company_id._get_chamber_account(TRANSFER_ACCOUNT)
        if account.reconcile:
            (handover.move_out_id | move).line_ids.filtered(lambda line: line.account_id == account).reconcile()
        handover._journal('arrival', move)

    def _create_entry(self, use, date, amount, label):
        """Post the entry of a money account against 58; ``amount`` above 0 where the account receives."""
        journal = self.company_id._get_chamber_journal(use)
        transfer = self.company_id._get_chamber_account(TRANSFER_ACCOUNT)
        # as above
        move = self.env['account.move'].sudo().with_company(self.company_id).create({
            'move_type': 'entry', 'company_id': self.company_id.id, 'journal_id': journal.id, 'date': date, 'ref': label,
            'line_ids': [
                (0, 0, {'name': label, 'account_id': journal.default_account_id.id,
                        'debit': max(amount, 0), 'credit': max(-amount, 0)}),
                (0, 0, {'name': label, 'account_id': transfer.id, 'debit': max(-amount, 0), 'credit': max(amount, 0)}),
            ],
        })
        move.action_post()
        return move

    def _journal(self, kind, move):
        self.env['chamber.money.act']._record([{
            'company_id': self.company_id.id, 'kind': kind, 'number': self.number, 'date': move.date, 'amount': self.amount,
            'handover_id': self.id, 'session_id': self.session_id.id, 'move_id': move.id, 'note': self.slip_number}])

    def action_confirm(self):
        """Ask for the number of the slip of what arrived.

        :raises AccessError: for anyone but an accountant of the chamber
        """
        self.ensure_one()
        self.env['chamber.cash.session']._check_accountant(self.company_id)
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Arrived at the Bank"), 'res_model': 'chamber.cash.confirm',
            'views': [(False, 'form')], 'target': 'new', 'context': {'default_handover_id': self.id}}
