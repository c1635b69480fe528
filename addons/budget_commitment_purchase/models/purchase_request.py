from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.budget_commitment.tools.credit import decimal

HELD = ('approved', 'in_progress')


class PurchaseRequest(models.Model):
    """An approved request reserves its estimate; what is ordered is reserved by the order instead."""
    _name = 'purchase.request'
    _inherit = ['purchase.request', 'budget.commitment.mixin']

    # whoever sent the request to be approved by its own button is under approval too
    _state_from = ['draft', 'to_approve']

    def write(self, vals):
        before = {request: request.state for request in self} if 'state' in vals else {}
        result = super().write(vals)
        entering = self.filtered(lambda request: request in before and request.state in HELD
                                 and before[request] not in HELD)
        entering._budget_check_approved()
        entering._budget_reserve()
        self.filtered(lambda request: request in before and request.state not in HELD
                      and before[request] in HELD)._budget_release()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get('state', 'draft') != 'draft' for vals in vals_list):
            raise UserError(self.env._("A request begins as a draft."))
        return super().create(vals_list)

    def _tier_requesters(self):
        """Who asked for the purchase does not approve it, whoever typed it."""
        return super()._tier_requesters() | self.requested_by

    def _on_tier_validated(self):
        """The last approval takes effect at once: nobody has to press a button after it."""
        result = super()._on_tier_validated()
        # the approvals were checked one by one
        self.sudo().button_approved()
        return result

    def _budget_check_approved(self):
        """Refuse a request whose lines lack an article, or that who asked has approved.

        :raise UserError: naming the line, or the rule
        """
        for request in self:
            request._budget_check_lines()
            approvers = request._get_reviews().done_by or self.env.user
            known = {'request': request._tier_requesters()}
            for approver in approvers:
                self.env['budget.duty.rule']._check('approve', approver, known)

    def _budget_check_lines(self):
        company = self._get_budget_company()
        lines = self.line_ids.filtered(lambda line: not line.cancelled)
        required = self.env['account.move']._is_budget_required(company, self._get_budget_date())
        for line in lines.filtered(lambda line: not line.budget_article_id or not line.estimated_cost):
            if required and not line.budget_article_id:
                raise UserError(self.env._("Choose a budget article for \"%(line)s\".", line=line.name or line.display_name))
            if required:
                raise UserError(self.env._("Estimate the cost of \"%(line)s\".", line=line.name or line.display_name))

    def _get_budget_needs(self):
        """The estimates of what is not ordered yet, taxes included."""
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.budget_article_id and not line.cancelled)
        return self._budget_sum(self._budget_split(
            line.budget_article_id, line.analytic_distribution,
            decimal(line.estimated_cost * line._get_budget_share_open())) for line in lines)

    def _get_budget_partner(self):
        return self.env['res.partner']

    def _budget_follow(self):
        """Let the reservation follow the lines of requests that hold one."""
        self.filtered(lambda request: request.state in HELD)._budget_reserve()
