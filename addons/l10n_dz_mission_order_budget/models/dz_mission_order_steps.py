from odoo import models
from odoo.exceptions import UserError

from odoo.addons.budget_commitment.tools.credit import decimal

from .dz_mission_order import HELD, SPENT


class DzMissionOrder(models.Model):
    """What the steps of a mission do to the budget: reserve, adjust, bill, pay, release."""
    _inherit = 'dz.mission.order'

    def _set_state(self, state, **values):
        result = super()._set_state(state, **values)
        # what was approved before a budget was open is held when the order is given
        if state in ('approved', 'ordered'):
            self._budget_hold()
        elif state in ('refused', 'cancelled'):
            self._budget_release()
        elif state == 'settled':
            self._budget_spend()
        elif state == 'closed':
            self._budget_pay_rest()
        return result

    def _budget_hold(self):
        """Reserve what missions are foreseen to cost.

        :raises UserError: no article, or its credit would be exceeded
        """
        self._budget_check_article()
        self._budget_reserve()

    def _budget_check_article(self):
        for order in self:
            if not order.budget_article_id and self.env['account.move']._is_budget_required(
                    order.company_id, order._get_budget_date()):
                raise UserError(self.env._(
                    "%(order)s: name the budget article that bears the mission.", order=order.display_name))

    def _get_budget_needs(self):
        """The estimate, and after the settlement what was spent."""
        self.ensure_one()
        if self.state in HELD:
            return self._get_budget_parts(self.amount_foreseen)
        return self._get_budget_parts(self.amount_total) if self.state in SPENT else {}

    def _get_budget_parts(self, amount):
        # the analytic account is for finance to read, and counts whoever approves
        order = self.sudo()
        if not order.budget_article_id:
            return {}
        analytic = order.analytic_account_id
        return self._budget_split(order.budget_article_id, {str(analytic.id): 100} if analytic else {}, amount)

    def _get_budget_partner(self):
        # the name of the traveller is no secret
        return self.sudo().employee_id.work_contact_id

    def _budget_spend(self):
        """Adjust to what was spent, bill it, and pay what the advance has paid of it.

        :raises UserError: more was spent than foreseen and the credit does not allow it
        """
        self._budget_check_article()
        self._budget_reserve()
        for order in self:
            day = order._get_budget_date()
            order._budget_liquidate(order._get_budget_needs(), day)
            order._budget_pay(order._get_budget_parts(order._get_budget_advance()), day)

    def _get_budget_advance(self):
        """What the advance has paid of the mission."""
        return min(decimal(self.amount_advance), decimal(self.amount_total))

    def _budget_pay_rest(self):
        """Note what the balance has paid of missions that were billed."""
        for order in self:
            # a mission settled before the budget was kept holds nothing
            if self.env['budget.commitment']._get_of(order):
                rest = decimal(order.amount_total) - order._get_budget_advance()
                order._budget_pay(order._get_budget_parts(rest), order._get_budget_date())

    def _check_payable(self, kind):
        result = super()._check_payable(kind)
        if self._get_due(kind) > 0:
            self.env['budget.duty.rule']._check('pay', self.env.user, self._get_budget_duty_users())
        return result

    def _get_budget_duty_users(self):
        """{step: users} of what led to a payment of the mission."""
        # steps of others count, whoever may read them
        order = self.sudo()
        approved = order.review_ids.filtered(lambda review: review.status == 'approved')
        return {'request': order._tier_requesters(), 'approve': approved.done_by, 'liquidate': order.settled_by_id}
