from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, format_date

from .dz_mission_order_guard import FINANCE


class DzMissionOrder(models.Model):
    """Money: payments out and back, and the entry that settles a mission, once."""
    _inherit = 'dz.mission.order'

    advance_payment_id = fields.Many2one(
        'account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    return_payment_id = fields.Many2one(
        'account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    balance_payment_id = fields.Many2one(
        'account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    settlement_move_id = fields.Many2one(
        'account.move', "Entry", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    settled_by_id = fields.Many2one('res.users', "Settled by", readonly=True, copy=False, ondelete='restrict')
    date_settled = fields.Date("Settled on", readonly=True, copy=False)

    def _check_finance(self):
        """Let pass finance, but not for one's own mission.

        :raises AccessError: for anyone else
        """
        self.check_access('read')
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("This is done by finance."))
        if any(order.user_id == self.env.user for order in self):
            raise AccessError(self.env._("Nobody pays or settles his own mission."))

    def _lock_orders(self):
        """Wait for whoever pays or settles the same orders at this moment.

        Where the other one was first, PostgreSQL refuses the stale snapshot and Odoo runs the call again:
        it then finds the order paid or settled and says so.
        """
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT id FROM dz_mission_order WHERE id IN %s ORDER BY id FOR UPDATE", self._ids or (0,)),
                            log_exceptions=False)
        self.invalidate_recordset()

    def action_settle(self):
        """Settle reported missions: allowances and expenses against the advance, in one posted entry each.

        :raises AccessError: for anyone but finance, or for one's own mission
        :raises UserError: not reported, settled already, or no rate at a day
        """
        self._check_finance()
        self._lock_orders()
        for order in self:
            order._check_settleable()
            # finance need not be accountants: the entry follows from the mission
            order.sudo()._settle()

    def _check_settleable(self):
        if self.state in ('settled', 'closed'):
            raise UserError(self.env._("%(order)s was settled already, by %(user)s.", order=self.display_name,
                                       user=self.sudo().settled_by_id.name))  # the name only
        if self.state != 'reported':
            raise UserError(self.env._("%(order)s has no report: it is settled after that.", order=self.display_name))

    def _settle(self):
        self._recount_days(strict=True)
        move = self._post_settlement()
        self._set_state('settled', settlement_move_id=move.id, settled_by_id=self.env.uid,
                        date_settled=fields.Date.context_today(self))
        if self.currency_id.is_zero(self.amount_balance):
            self._close()

    def _close(self):
        self._reconcile_advances()
        self._set_state('closed')

    def _post_settlement(self):
        """The entry: expenses against what was advanced and what remains to be paid, both on the account of advances."""
        moves = self.env['account.move'].with_company(self.company_id)
        if self.currency_id.is_zero(self.amount_total):
            return moves
        journal, today = self._get_journal('general'), fields.Date.context_today(self)
        if self.company_id._get_violated_lock_dates(today, False, journal):
            raise UserError(self.env._("%(date)s is closed in the accounts of %(company)s.",
                                       date=format_date(self.env, today), company=self.company_id.name))
        expense, advance = self._get_account('expense_prefix'), self._get_account('advance_prefix')
        analytic = {str(self.analytic_account_id.id): 100} if self.analytic_account_id else False
        charges = [(self.env._("Mission allowances %(order)s", order=self.name), self.amount_allowance),
                   (self.env._("Mission expenses %(order)s", order=self.name), self.amount_expense)]
        lines = [{'account_id': expense.id, 'name': name, 'debit': amount, 'analytic_distribution': analytic}
                 for name, amount in charges if not self.currency_id.is_zero(amount)]
        lines.append({
            'account_id': advance.id, 'name': self.name, 'credit': self.amount_total, 'partner_id': self._get_payee().id})
        move = moves.create({
            'move_type': 'entry', 'journal_id': journal.id, 'company_id': self.company_id.id, 'date': today,
            'ref': self.display_name, 'line_ids': [Command.create(values) for values in lines]})
        move.action_post()
        return move

    def _get_account(self, name):
        """The first account of the company whose code begins as the rules of the day say.

        :raises UserError: there is none
        """
        prefix = self._get_rule()[name]
        Account = self.env['account.account'].with_company(self.company_id)
        account = Account.search([*Account._check_company_domain(self.company_id), ('code', '=like', f'{prefix}%')],
                                 order='code', limit=1)
        if not account:
            raise UserError(self.env._("%(company)s has no account %(prefix)s.", company=self.company_id.name, prefix=prefix))
        return account

    def _get_journal(self, kind):
        Journal = self.env['account.journal'].with_company(self.company_id)
        journals = Journal.search([*Journal._check_company_domain(self.company_id), ('type', '=', kind)])
        # a branch uses its own journal before that of its parent
        journal = max(journals, key=lambda journal: len(journal.company_id.parent_ids), default=journals)
        if not journal:
            raise UserError(self.env._("%(company)s has no journal for missions.", company=self.company_id.name))
        return journal

    def _get_payee(self):
        partner = self.employee_id.work_contact_id
        if not partner:
            raise UserError(self.env._("%(employee)s has no address that could be paid.", employee=self.employee_id.display_name))
        return partner

    def action_pay_balance(self):
        """Choose how the balance of a settled mission is paid or given back.

        :raises AccessError: for anyone but finance, or for one's own mission
        :raises UserError: not settled, or nothing is owed
        """
        self._check_payable('balance')
        return self._open_payment('balance')

    def _check_payable(self, kind):
        """Refuse a payment that is not due.

        :raises AccessError: for anyone but finance, or for one's own mission
        :raises UserError: telling why
        """
        self.ensure_one()
        self._check_finance()
        due = {
            'advance': self.advance_state == 'granted' and self.state in ('ordered', 'progress'),
            'return': self.advance_state == 'paid' and self.state == 'ordered',
            'balance': self.state == 'settled' and not self.currency_id.is_zero(self.amount_balance),
        }
        if not due[kind]:
            raise UserError(self.env._("%(order)s: nothing of that kind is to be paid now, or it was paid already.",
                                       order=self.display_name))

    def _get_due(self, kind):
        """What a payment amounts to; negative: it comes back from the traveller."""
        return {'advance': self.advance_granted, 'return': -self.advance_granted, 'balance': self.amount_balance}[kind]

    def _pay(self, kind, journal, day, memo):
        """Make and post the payment that is due; each once.

        :raises UserError: it is not due any more
        """
        self._lock_orders()
        self._check_payable(kind)
        # finance need not be accountants: what is paid was approved or settled, and is checked above
        order = self.sudo()
        payment = order.env['account.payment'].with_company(order.company_id).create(
            order._prepare_payment_values(kind, journal.sudo(), day, memo))
        if journal.sudo().type == 'cash':
            # cash leaves the drawer at once
            payment.outstanding_account_id = journal.sudo().default_account_id
        payment.action_post()
        order._write_step({
            'advance': {'advance_state': 'paid', 'advance_payment_id': payment.id},
            'return': {'advance_state': 'returned', 'return_payment_id': payment.id},
            'balance': {'balance_payment_id': payment.id},
        }[kind])
        if kind == 'balance':
            order._close()
        return payment

    def _prepare_payment_values(self, kind, journal, day, memo):
        amount = self._get_due(kind)
        return {
            'date': day, 'amount': abs(amount), 'payment_type': 'outbound' if amount > 0 else 'inbound',
            'partner_type': 'supplier', 'partner_id': self._get_payee().id, 'journal_id': journal.id,
            'currency_id': self.currency_id.id, 'destination_account_id': self._get_account('advance_prefix').id,
            'memo': ' — '.join(filter(None, [self.name, memo])),
        }

    def _reconcile_advances(self):
        """Match what stands on the account of advances for the mission, where that account is reconciled."""
        moves = self.settlement_move_id | self.advance_payment_id.move_id | self.balance_payment_id.move_id
        account = self._get_account('advance_prefix')
        lines = moves.line_ids.filtered(lambda line: line.account_id == account and not line.reconciled)
        if account.reconcile and len(lines) > 1:
            lines.reconcile()

    def action_print_account(self):
        """Print the account of expenses.

        :raises UserError: the mission has no report yet
        """
        self.check_access('read')
        if any(order.state not in ('reported', 'settled', 'closed') for order in self):
            raise UserError(self.env._("The account of expenses is printed once the mission is reported."))
        # whoever reads an order may print it, but only administrators read the list of reports
        return self.env.ref('l10n_dz_mission_order.dz_mission_account_report').sudo().report_action(self, config=False)

    def action_view_entry(self):
        """Open the entry of the settlement."""
        self.ensure_one()
        self.check_access('read')
        return self.settlement_move_id._get_records_action()
