from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.credit import ZERO, decimal, prorate

BILLS = ('in_invoice', 'in_receipt')


class AccountMove(models.Model):
    """Bills liquidate what was committed; one that comes from no other document commits at the same moment."""
    _name = 'account.move'
    _inherit = ['account.move', 'budget.commitment.mixin']

    budget_order_line_ids = fields.One2many(
        'budget.payment.order.line', 'move_id', string="Payment Orders", readonly=True,
        groups='budget_commitment.budget_commitment_group_user')

    is_paid_by_order = fields.Boolean(compute='_compute_is_paid_by_order')

    @api.depends('move_type', 'invoice_line_ids.budget_article_id', 'company_id')
    def _compute_is_paid_by_order(self):
        for move in self:
            # a setting of the company, read for whoever settles
            move.is_paid_by_order = (move.move_type in BILLS and move.company_id.sudo().budget_is_order_required
                                     and bool(move.invoice_line_ids.budget_article_id))

    def write(self, vals):
        before = {move: move.state for move in self} if 'state' in vals else {}
        result = super().write(vals)
        changed = self.filtered(lambda move: move in before and move.state != before[move]
                                and move.is_purchase_document(include_receipts=True))
        changed.filtered(lambda move: before[move] == 'posted')._budget_unpost()
        changed.filtered(lambda move: move.state == 'posted')._budget_post()
        return result

    def _get_budget_lines(self):
        return self.invoice_line_ids.filtered(lambda line: line.display_type == 'product' and line.price_total)

    def _get_budget_amounts(self):
        """{document: {(article, analytic account): amount}} of the lines that are charged to the budget."""
        self.ensure_one()
        amounts = {}
        for line in self._get_budget_lines().filtered('budget_article_id'):
            document = line._get_budget_document()
            if document:
                parts = self._budget_split(
                    line.budget_article_id, line.analytic_distribution, line._get_budget_amount())
                amounts[document] = self._budget_sum([amounts.get(document, {}), parts])
        return amounts

    def _check_budget_articles(self):
        """Refuse a bill with a line that no article bears, while a budget is open.

        :raise UserError: naming the line
        """
        for move in self.filtered(lambda move: move.move_type in BILLS):
            bare = move._get_budget_lines().filtered(lambda line: not line.budget_article_id)
            if bare and move._is_budget_required(move.company_id, move.date):
                raise UserError(self.env._(
                    "Choose a budget article for \"%(line)s\".", line=bare[0].name or bare[0].display_name))

    @api.model
    def _is_budget_required(self, company, day):
        """Whether an expense of that day needs an article."""
        # whoever enters an expense need not read budgets
        return company.sudo().budget_is_required and bool(self.env['budget.year']._get_open(company, day))

    def _budget_post(self):
        self._check_budget_articles()
        Commitment = self.env['budget.commitment']
        for move in self:
            for document, amounts in move._get_budget_amounts().items():
                if move.move_type in BILLS:
                    if document == move:
                        Commitment._settle([(move, amounts)], move.date)
                    document._budget_liquidate(amounts, move.date, cause=move)
                else:
                    document._budget_liquidate(
                        {key: -amount for key, amount in amounts.items()}, move.date, cause=move)
                    if document._name == self._name:
                        document._budget_refund(amounts, move)

    def _budget_refund(self, amounts, refund):
        """A bill that was its own commitment gives back what its credit note takes off it."""
        Commitment = self.env['budget.commitment']
        held = {key: sum((decimal(commitment.committed) for commitment in commitments), ZERO)
                for key, commitments in Commitment._by_key(Commitment._get_of(self)).items()}
        for (article, analytic), amount in amounts.items():
            key = (article, analytic) if (article, analytic) in held else (article, analytic.browse())
            held[key] = max(held.get(key, ZERO) - decimal(amount), ZERO)
        Commitment._settle([(self, held)], refund.date, cause=refund)

    def _budget_unpost(self):
        """Take back all that these bills and credit notes did to the budget."""
        Commitment = self.env['budget.commitment']
        for move in self:
            sums = Commitment._sums_of_causes(move)
            Commitment._write_deltas([
                (commitment, {name: -values[name] for name in ('committed', 'liquidated')})
                for commitment, values in sums.items()], 'adjust', move.date, move)

    def _budget_settle_payments(self, day, leaving=None):
        """Let "paid" follow the payments that are matched with these bills and credit notes.

        :param leaving: partial reconciliations that are about to be undone
        """
        Commitment = self.env['budget.commitment']
        for move in self:
            refunds, notes, money = move._get_budget_matches(leaving)
            due = Commitment._sums_of_causes(move | refunds)
            own = Commitment._sums_of_causes(move)
            total = decimal(abs(move.amount_total_signed)) - notes
            weights = [values['liquidated'] for values in due.values()]
            share = decimal(money * sum(weights) / total) if total else ZERO
            parts = prorate(share, weights)
            Commitment._write_deltas([
                (commitment, {'paid': part - own.get(commitment, {}).get('paid', ZERO)})
                for commitment, part in zip(due, parts, strict=True)], 'pay', day, move)

    def _get_budget_matches(self, leaving=None):
        """(credit notes matched with the bill, their amount, the amount of money matched with it)."""
        self.ensure_one()
        refunds, notes, money = self.browse(), ZERO, ZERO
        # accounts of taxes may be matched too: what is owed is on the payable account
        lines = self.line_ids.filtered(
            lambda line: line.account_id.account_type in ('liability_payable', 'asset_receivable'))
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        for partial in partials - (leaving or partials.browse()):
            other = (partial.debit_move_id | partial.credit_move_id).move_id - self
            if other.is_purchase_document(include_receipts=True):
                refunds |= other if self.move_type in BILLS else self.browse()
                notes += decimal(partial.amount)
            elif other:
                money += decimal(partial.amount)
        return refunds, notes, money

    def _get_budget_duty_users(self):
        """{step: users} of what led to these bills. To be extended by the addons of other documents."""
        # steps of others count, whoever may read them
        movements = self.env['budget.movement'].sudo().search([
            ('cause_model', '=', 'account.move'), ('cause_id', 'in', self.ids), ('kind', '=', 'liquidate')])
        return {'request': self.env['res.users'], 'approve': self.env['res.users'],
                'liquidate': movements.chain_user_id}

    def action_make_payment_order(self):
        """Make payment orders for these posted bills, one for each payee, and open them.

        :raise UserError: a bill is not posted or owes nothing
        """
        self.check_access('read')
        for move in self:
            if move.move_type not in BILLS or move.state != 'posted' or not move.amount_residual:
                raise UserError(self.env._("%(bill)s is not a posted bill that is still owed.", bill=move.display_name))
        orders = self.env['budget.payment.order']._make_for(self)
        return orders._get_records_action(name=self.env._("Payment Orders"))
