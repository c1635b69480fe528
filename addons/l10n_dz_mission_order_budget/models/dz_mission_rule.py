from odoo import api, fields, models
from odoo.exceptions import ValidationError


class DzMissionRule(models.Model):
    _inherit = 'dz.mission.rule'

    budget_article_id = fields.Many2one(
        'budget.article', "Article Inside the Country", index='btree_not_null', ondelete='restrict',
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]",
        help="Proposed on missions inside the country.")
    budget_article_abroad_id = fields.Many2one(
        'budget.article', "Article Abroad", index='btree_not_null', ondelete='restrict',
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]",
        help="Proposed on missions abroad; empty: that inside the country.")

    @api.constrains('budget_article_id', 'budget_article_abroad_id', 'company_id')
    def _check_budget_company(self):
        for rule in self:
            articles = rule.budget_article_id | rule.budget_article_abroad_id
            if articles.company_id - rule.company_id:
                raise ValidationError(self.env._("Rules name articles of their own company, or of all companies."))

    def _get_budget_article(self, is_abroad):
        """The article that bears missions of one kind, where the rules name one."""
        self.ensure_one()
        return is_abroad and self.budget_article_abroad_id or self.budget_article_id
