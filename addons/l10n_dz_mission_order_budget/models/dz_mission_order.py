from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.l10n_dz_mission_order.models.dz_mission import OFFICER
from odoo.addons.l10n_dz_mission_order.models.dz_mission_order_guard import CHARGED_STATES, FINANCE
from odoo.addons.l10n_dz_mission_order.tools import engine

# states in which the estimate is held, and those in which what was spent is
HELD = ('approved', 'ordered', 'progress', 'reported')
SPENT = ('settled', 'closed')
READERS = (OFFICER, FINANCE, 'budget_commitment.budget_commitment_group_user')


class DzMissionOrder(models.Model):
    """What a mission is foreseen to cost, and the article that bears it."""
    _name = 'dz.mission.order'
    _inherit = ['dz.mission.order', 'budget.commitment.mixin']
    # what a reviewer reads in the inbox
    _tier_amount_fields = ('amount_foreseen',)

    budget_article_id = fields.Many2one(
        'budget.article', index='btree_not_null', ondelete='restrict',
        compute='_compute_budget_article_id', store=True, readonly=False, precompute=True,
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]", help="The credit that bears the mission.")
    budget_label = fields.Char(compute='_compute_budget_label', store=True, readonly=False, precompute=True)
    expense_estimate = fields.Monetary(
        "Expenses Foreseen", copy=False, help="Tickets, fuel and the like, beside the allowances.")
    amount_foreseen = fields.Monetary(
        "Cost Foreseen", compute='_compute_amount_foreseen', help="What an approved mission reserves on the budget.")
    budget_left = fields.Monetary("Credit Left", compute='_compute_budget_left')
    is_budget_short = fields.Boolean(compute='_compute_budget_left')

    _expense_estimate_positive = models.Constraint(
        'CHECK (COALESCE(expense_estimate, 0) >= 0)', "Expenses foreseen cannot be negative.")

    @api.depends('date_from', 'company_id', 'is_abroad')
    def _compute_budget_article_id(self):
        for order in self:
            article = order.budget_article_id
            if order.state in (False, 'draft') and order.date_from and order.date_to:
                rule = order._get_budget_rule()
                if not article or article in rule.budget_article_id | rule.budget_article_abroad_id:
                    proposed = rule and rule._get_budget_article(order.is_abroad)
                    # an article of the parent company alone bears no mission of its branch
                    article = proposed if proposed and proposed.company_id <= order.company_id else article
            order.budget_article_id = article

    def _get_budget_rule(self):
        try:
            return self._get_rule()
        except UserError:
            return self.env['dz.mission.rule']  # told when the mission is asked for

    @api.depends('budget_article_id')
    def _compute_budget_label(self):
        for order in self:
            # the name that is printed on the order
            article = order.budget_article_id.with_context(lang=order.company_id._get_official_lang('ar'))
            order.budget_label = article.display_name or order.budget_label

    @api.depends('amount_estimate', 'expense_estimate')
    def _compute_amount_foreseen(self):
        for order in self:
            order.amount_foreseen = order.amount_estimate + order.expense_estimate

    @api.depends('budget_article_id', 'analytic_account_id', 'state', 'amount_estimate', 'expense_estimate')
    @api.depends_context('uid')
    def _compute_budget_left(self):
        for order in self:
            may = order.state == 'asked' and (self.env.user in order.approver_ids or any(map(self.env.user.has_group, READERS)))
            situation = order._get_budget_situation() if may else self.env['budget.situation']
            order.budget_left = situation.available
            order.is_budget_short = bool(situation) and order.currency_id.compare_amounts(
                order.amount_foreseen, situation.available) > 0

    def _get_budget_situation(self):
        """Where the credit stands that would bear the mission; nothing where there is none."""
        # whoever decides sees what is left of the credit, and of that one alone
        order = self.sudo()
        if not order.budget_article_id:
            return order.env['budget.situation']
        try:
            line = order.env['budget.line']._find(
                order.budget_article_id, order.analytic_account_id, order.company_id, order._get_budget_date())
        except UserError:
            return order.env['budget.situation']  # told when the mission is approved
        return order.env['budget.situation'].search([('line_id', '=', line.id)])

    @api.constrains('budget_article_id', 'company_id')
    def _check_budget_company(self):
        for order in self:
            # the company of an article is no secret
            if order.budget_article_id.sudo().company_id not in (order.company_id, self.env['res.company']):
                raise ValidationError(self.env._(
                    "The article %(article)s belongs to another company.", article=order.budget_article_id.sudo().display_name))

    def write(self, vals):
        result = super().write(vals)
        if not engine.is_running() and {'budget_article_id', 'analytic_account_id'} & set(vals):
            self.filtered(lambda order: order.state in HELD)._budget_hold()
        return result

    def _check_open(self, names):
        """The article may still be named while a mission is in approval, by those who name the budget line."""
        if 'budget_article_id' in names and self.state != 'draft':
            if self.state not in ('asked', *CHARGED_STATES):
                raise self._get_closed_refusal()
            if not (self.env.user.has_group(OFFICER) or self.env.user.has_group(FINANCE)):
                raise AccessError(self.env._("The mission officer and finance name the article that bears a mission."))
            names = set(names) - {'budget_article_id', 'budget_label'}
        return super()._check_open(names)

    def _get_all_validation_exceptions(self):
        return [*super()._get_all_validation_exceptions(), 'budget_article_id']

    def _get_under_validation_exceptions(self):
        return [*super()._get_under_validation_exceptions(), 'budget_article_id', 'budget_label']
