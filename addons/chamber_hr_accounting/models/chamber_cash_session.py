from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount, format_date

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberCashSession(models.Model):
    """One day of a cash desk: what was there, what came and left, what was counted."""
    _name = 'chamber.cash.session'
    _description = "Cash Day"
    _inherit = ['chamber.engine.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    journal_id = fields.Many2one('account.journal', string="Cash Journal", required=True, readonly=True, ondelete='restrict')
    date = fields.Date(string="Day", required=True, readonly=True, index=True)
    state = fields.Selection([('open', "Open"), ('closed', "Closed")], required=True, default='open', readonly=True, index=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    opening_balance = fields.Monetary(required=True, readonly=True)
    movement_ids = fields.One2many('chamber.cash.movement', 'session_id', readonly=True)
    movement_count = fields.Integer(compute='_compute_balance')
    amount_in = fields.Monetary(string="Received", compute='_compute_balance')
    amount_out = fields.Monetary(string="Paid Out", compute='_compute_balance')
    balance = fields.Monetary(string="Should Be There", compute='_compute_balance', help="Opening balance and movements.")
    count_ids = fields.One2many('chamber.cash.count', 'session_id', readonly=True)
    counted_other = fields.Monetary(string="Centimes", readonly=True)
    counted_balance = fields.Monetary(string="Counted", readonly=True)
    difference = fields.Monetary(readonly=True, help="Counted less what should be there: below 0 where money is missing.")
    difference_note = fields.Text(string="Explanation", readonly=True)
    difference_move_id = fields.Many2one(
        'account.move', string="Entry of the Difference", readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')
    is_difference_open = fields.Boolean(string="Difference to Book", readonly=True, index='btree_not_null')
    opened_by_id = fields.Many2one('res.users', readonly=True, ondelete='restrict')
    closed_by_id = fields.Many2one('res.users', readonly=True, ondelete='restrict')
    closed_datetime = fields.Datetime(string="Closed On", readonly=True)

    _day_once = models.Constraint('UNIQUE (journal_id, date)', "This cash desk already has this day.")
    _one_open = models.UniqueIndex("(journal_id) WHERE state = 'open'", "Close the open day of this cash desk first.")
    _closed_complete = models.Constraint(
        "CHECK (state <> 'closed' OR (closed_by_id IS NOT NULL AND counted_balance IS NOT NULL))",
        "A day is closed by somebody who counted.")
    _difference_explained = models.Constraint(
        "CHECK (difference IS NULL OR difference = 0 OR difference_note IS NOT NULL)", "Explain the difference.")

    @api.depends('number', 'date')
    def _compute_display_name(self):
        for session in self:
            session.display_name = f'{session.number} — {format_date(self.env, session.date)}'

    @api.depends('movement_ids.amount', 'opening_balance')
    def _compute_balance(self):
        for session in self:
            amounts = session.movement_ids.mapped('amount')
            session.movement_count = len(amounts)
            session.amount_in = sum(amount for amount in amounts if amount > 0)
            session.amount_out = -sum(amount for amount in amounts if amount < 0)
            session.balance = session.opening_balance + sum(amounts)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A cash day is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("Cash days are written by the steps of the cash desk only.")

    @api.model
    def _check_accountant(self, company):
        """Refuse who does not keep the accounts of a chamber.

        :raises AccessError: for anyone but an accountant who is a member of the chamber
        """
        if self.env.su:
            return
        if not self.env.user.has_group('chamber_hr_accounting.chamber_hr_accounting_group_accountant'):
            raise AccessError(self.env._("This step belongs to the accountant."))
        if company not in self.env.user.company_ids:
            raise AccessError(self.env._("These are the accounts of another chamber."))

    @api.model
    def _record_moves(self, moves):
        """Write posted entries of cash journals into the day of their desk, which opens by itself.

        :raises UserError: where the day is closed, an earlier one is not, the money is not there, or the desk would
            hold more than it may
        """
        # whoever posts the entry may; the cash journal follows
        for move in as_engine(moves.sudo()).sorted('id'):
            account = move.journal_id.default_account_id
            amount = sum(move.line_ids.filtered(lambda line, account=account: line.account_id == account).mapped('balance'))
            if move.company_currency_id.is_zero(amount):
                continue
            move.company_id._lock_chamber_accounts()
            session = as_engine(self.sudo())._get_open_session(move)
            as_engine(self.env['chamber.cash.movement'].sudo()).create({  # as above
                'session_id': session.id, 'name': move.name, 'label': move.ref, 'partner_id': move.partner_id.id,
                'amount': amount, 'move_id': move.id})
            session._check_balance(amount)

    @api.model
    def _check_not_beside(self, moves):
        """Refuse entries of other journals on the account of a desk that has begun: none of its days would show them.

        Before its first day, an entry of opening balances tells what the desk holds.

        :raises UserError: naming the account, the entry and the journal of the desk
        """
        # whoever posts the entry need not read the desk
        lines, sessions = moves.sudo().line_ids, self.sudo()
        desks = {journal.default_account_id: journal for journal in self.env['account.journal'].sudo().search(
            [('chamber_use', '=', 'cash'), ('default_account_id', 'in', lines.account_id.ids)])}
        beside = lines.filtered(lambda line: line.account_id in desks and line.journal_id != desks[line.account_id])
        if not beside:
            return
        # a first receipt at this very moment would open the day without what the entry brings
        journals = self.env['account.journal'].union(*(desks[account] for account in beside.account_id))
        journals.company_id._lock_chamber_accounts()
        begun = {journal for [journal] in sessions._read_group([('journal_id', 'in', journals.ids)], ['journal_id'])}
        for line in beside:
            desk = desks[line.account_id]
            if desk in begun:
                raise UserError(self.env._(
                    "%(entry)s would move the cash of the desk (account %(account)s) without its cash day. Book it in the"
                    " journal “%(journal)s”.", entry=line.move_id.display_name, account=line.account_id.display_name,
                    journal=desk.display_name))

    def _get_open_session(self, move):
        """The open day of the desk on the day of an entry; the first entry of a day opens it."""
        journal, date = move.journal_id, move.date
        session = self.search([('journal_id', '=', journal.id), ('state', '=', 'open')])
        if session.date == date:
            return session
        if session and session.date < date:
            raise UserError(self.env._(
                "The cash day of %(date)s is not closed: count the desk first.", date=format_date(self.env, session.date)))
        last = self.search([('journal_id', '=', journal.id)], limit=1)
        if last and last.date >= date:
            raise UserError(self.env._(
                "The cash day of %(date)s is closed: no more cash is received or paid on it.", date=format_date(self.env, date)))
        [number] = self.env['chamber.numbering']._take(journal.company_id, 'cash_day', 1, date)
        return self.create({
            'number': number, 'company_id': journal.company_id.id, 'journal_id': journal.id, 'date': date,
            'opening_balance': last.counted_balance if last else self._get_book_balance(journal, move),
            'opened_by_id': self.env.uid})

    @api.model
    def _get_book_balance(self, journal, except_move):
        """What the accounts say the desk held before its first day here."""
        [[total]] = self.env['account.move.line']._read_group([
            ('account_id', '=', journal.default_account_id.id), ('parent_state', '=', 'posted'), ('move_id', '!=',
                except_move.id),
        ], aggregates=['balance:sum'])
        return total or 0.0

    def _check_balance(self, amount):
        """Refuse a desk that is empty below nothing, or fuller than it may be.

        :param amount: of the last movement
        """
        currency = self.currency_id
        if currency.compare_amounts(self.balance, 0) < 0:
            raise UserError(self.env._(
                "There is not enough cash in the desk: %(balance)s.",
                balance=format_amount(self.env, self.balance - amount, currency)))
        ceiling = self.env['chamber.cash.ceiling']._get_amount('balance', self.company_id, self.date)
        if amount > 0 and ceiling is not None and currency.compare_amounts(self.balance, ceiling) > 0:
            raise UserError(self.env._(
                "With %(amount)s the desk would hold %(balance)s in cash, more than the %(ceiling)s that it may: hand cash"
                " over to the bank first.", amount=format_amount(self.env, amount, currency),
                balance=format_amount(self.env, self.balance, currency), ceiling=format_amount(self.env, ceiling, currency)))
