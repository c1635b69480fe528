from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.budget_commitment.tools.credit import ZERO, decimal


class PurchaseOrder(models.Model):
    """A confirmed order reserves its amount, taxes included, in place of the requests it comes from."""
    _name = 'purchase.order'
    _inherit = ['purchase.order', 'budget.commitment.mixin']

    is_budget_closed = fields.Boolean("Closed for the Budget", readonly=True, copy=False)

    def write(self, vals):
        before = {order: order.state for order in self} if 'state' in vals else {}
        result = super().write(vals)
        changed = self.filtered(lambda order: order in before and order.state != before[order])
        for order in changed:
            if order.state == 'purchase':
                order._budget_confirm()
            elif before[order] == 'purchase':
                order._budget_leave()
        return result

    def _get_budget_requests(self):
        """The purchase requests that the orders come from, with full rights."""
        # buyers need not be allowed to read the requests of all
        return self.sudo().order_line.purchase_request_lines.request_id

    def _tier_requesters(self):
        """Who asked for the purchase does not approve its order."""
        return super()._tier_requesters() | self._get_budget_requests()._tier_requesters()

    def _budget_check_approved(self):
        """Refuse an order whose lines lack an article, or that who asked for it has approved.

        :raise UserError: naming the line, or the rule
        """
        self._budget_check_lines()
        approvers = self._get_reviews().done_by or self.env.user
        known = {'request': self._tier_requesters() if self._get_reviews()
                 else self._get_budget_requests()._tier_requesters()}
        for approver in approvers:
            self.env['budget.duty.rule']._check('approve', approver, known)

    def _budget_check_lines(self):
        bare = self.order_line.filtered(
            lambda line: not line.display_type and line.price_total and not line.budget_article_id)
        if bare and self.env['account.move']._is_budget_required(self.company_id, self._get_budget_date()):
            raise UserError(self.env._("Choose a budget article for \"%(line)s\".", line=bare[0].name))

    def _get_budget_needs(self):
        """What was ordered on each article, taxes included; nothing more once the order is closed."""
        self.ensure_one()
        if self.state != 'purchase' or self.is_budget_closed:
            return {}
        return self._budget_sum(self._budget_split(
            line.budget_article_id, line.analytic_distribution, line._get_budget_amount())
            for line in self.order_line if line.budget_article_id)

    def _get_budget_plan(self, requests):
        """Documents with their needs: the requests first, that the order finds what they held."""
        held = requests.filtered(lambda request: request.state in ('approved', 'in_progress'))
        return [*((request, request._get_budget_needs()) for request in held),
                *((order, order._get_budget_needs()) for order in self)]

    def _budget_confirm(self):
        """Reserve the order and give back, at the same moment, what its requests held for it."""
        self._budget_check_approved()
        self.env['budget.commitment']._settle(
            self._get_budget_plan(self._get_budget_requests()), self._get_budget_date())

    def _budget_leave(self):
        """A confirmed order that is cancelled frees its credit; its requests hold again what it had taken off them."""
        Commitment = self.env['budget.commitment']
        day = self._get_budget_date()
        freed = {key: sum((decimal(commitment.rest) for commitment in commitments), ZERO)
                 for key, commitments in Commitment._by_key(Commitment._get_of(self)).items()}
        plan = [(self, {})]
        for request, needs in self._get_budget_plan(self._get_budget_requests())[:-1]:
            plan.append((request, self._limit_needs(request, needs, freed)))
        Commitment._settle(plan, day)

    def _limit_needs(self, request, needs, freed):
        """The needs of a request, raised by no more than what was freed: a cancellation never exceeds a credit."""
        Commitment = self.env['budget.commitment']
        held = {key: sum((decimal(commitment.committed) for commitment in commitments), ZERO)
                for key, commitments in Commitment._by_key(Commitment._get_of(request)).items()}
        limited = {}
        for (article, analytic), need in needs.items():
            key = (article, analytic) if (article, analytic) in freed else (article, analytic.browse())
            part = min(need, held.get(key, ZERO) + freed.get(key, ZERO))
            freed[key] = freed.get(key, ZERO) - max(part - held.get(key, ZERO), ZERO)
            limited[key] = limited.get(key, ZERO) + part
        return limited

    def _budget_follow(self):
        """Let the reservation follow the lines of confirmed orders."""
        for order in self.filtered(lambda order: order.state == 'purchase'):
            order._budget_check_lines()
            order._budget_reserve()

    def action_budget_close(self):
        """Close orders of which nothing more is expected: what was not billed becomes free again.

        :raise UserError: for an order that is not confirmed
        """
        self.check_access('write')
        for order in self:
            if order.state != 'purchase':
                raise UserError(self.env._("%(order)s is not confirmed.", order=order.display_name))
        self.write({'is_budget_closed': True})
        self._budget_release()

    def action_budget_reopen(self):
        """Reserve again what closed orders still expect.

        :raise UserError: the credit is taken meanwhile
        """
        self.check_access('write')
        self.write({'is_budget_closed': False})
        self._budget_follow()
