from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from ..tools import engine

PAYER = 'budget_commitment.budget_commitment_group_payer'


class BudgetPaymentOrder(models.Model):
    """Carrying out payment orders, once each."""
    _inherit = 'budget.payment.order'

    def action_pay(self):
        """Pay approved orders: one posted payment each, settled with its bills.

        :raise AccessError: for anyone but payers
        :raise UserError: not approved, paid already, paid otherwise meanwhile, or a step of the same person before
        """
        self.check_access('read')
        if not self.env.user.has_group(PAYER):
            raise AccessError(self.env._("Only payers may carry out a payment order."))
        self._lock_orders()
        for order in self:
            order._check_payable()
            self.env['budget.duty.rule']._check('pay', self.env.user, order._get_duty_users())
            order._pay()

    def _lock_orders(self):
        """Wait for whoever pays the same orders at this moment.

        Where the other one was first, PostgreSQL refuses the stale snapshot and Odoo runs the call again:
        it then finds the order paid and says so.
        """
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "SELECT id FROM budget_payment_order WHERE id IN %s ORDER BY id FOR UPDATE", self._ids or (0,)),
            log_exceptions=False)
        self.invalidate_recordset()

    def _check_payable(self):
        """Refuse an order that cannot be paid now.

        :raise UserError: telling why
        """
        self.ensure_one()
        if self.state == 'paid':
            raise UserError(self.env._(
                "Payment order %(order)s was paid already, by %(user)s on %(date)s.", order=self.name,
                user=self.sudo().paid_by_id.name, date=format_date(self.env, self.date_paid)))
        if self.state != 'approved':
            raise UserError(self.env._("Payment order %(order)s is not approved.", order=self.display_name))
        if not self.journal_id:
            raise UserError(self.env._("Choose the account from which the order is paid."))
        self.line_ids._check_payable()

    def _pay(self):
        # payers need not be accountants: what they may pay was approved, and is checked above
        order = self.sudo()
        day = order.date_payment or fields.Date.context_today(self)
        bills = order.line_ids.move_id
        payment = self.env['account.payment'].sudo().with_company(order.company_id).create(
            order._prepare_payment_values(day))
        # marked first: who would pay a second time meets this row
        order._write_step({
            'state': 'paid', 'date_paid': day, 'paid_by_id': self.env.uid, 'payment_id': payment.id})
        with engine.step('pay'):
            payment.action_post()
            account = payment.destination_account_id
            lines = (payment.move_id.line_ids | bills.line_ids).filtered(
                lambda line: line.account_id == account and not line.reconciled)
            lines.reconcile()
        bills.matched_payment_ids += payment

    def _prepare_payment_values(self, day):
        account = self.line_ids.move_id.line_ids.filtered(
            lambda line: line.account_id.account_type == 'liability_payable').account_id
        if len(account) != 1:
            raise UserError(self.env._("The bills of one payment order are owed on one account."))
        return {
            'date': day, 'amount': self.amount_total, 'payment_type': 'outbound', 'partner_type': 'supplier',
            'partner_id': self.partner_id.id, 'partner_bank_id': self.partner_bank_id.id,
            'journal_id': self.journal_id.id, 'currency_id': self.currency_id.id, 'destination_account_id': account.id,
            'memo': ' — '.join(filter(None, [self.name, self.memo])),
        }
