from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class DzPayrollBudgetArticle(models.Model):
    """Which article of the budget bears the wages and contributions booked on an account, from a day on."""
    _name = 'dz.payroll.budget.article'
    _description = "Budget Article of Payroll"
    _inherit = ['dated.value.mixin']
    _order = 'prefix, date_from desc, company_id'
    _rec_name = 'prefix'

    prefix = fields.Char("Account", required=True, help="Beginning of the account codes. The longest one wins.")
    article_id = fields.Many2one(
        'budget.article', required=True, index=True, ondelete='restrict',
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int8range(hashtextextended(prefix, 0), hashtextextended(prefix, 0), '[]') WITH =,"
        " int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "This account already has an article in that period: end it first.")

    @api.constrains('article_id', 'company_id')
    def _check_company_of_article(self):
        for rule in self:
            if rule.article_id.company_id and rule.article_id.company_id != rule.company_id:
                raise ValidationError(self.env._("The article is of the same company, or of all companies."))

    @api.model
    def _get_articles(self, company, day, codes):
        """Return {account code: article} for account codes on a day: the longest beginning, of one length the nearest company.

        What a parent company says holds for its branches, but for articles that are its own: they bear none of theirs.

        :raises UserError: naming the account that no article bears
        """
        rules = self._get_in_force(company, day, domain=Domain('article_id.company_id', 'in', [False, company.id]))
        found = {}
        for code in codes:
            fitting = rules.filtered(lambda rule: code.startswith(rule.prefix))  # noqa: B023  (used at once)
            if not fitting:
                raise UserError(self.env._(
                    "No budget article bears account %(account)s on %(day)s: a budget manager names one under Budget > "
                    "Configuration > Articles of Payroll.", account=code, day=format_date(self.env, day)))
            found[code] = max(fitting, key=lambda rule: (len(rule.prefix), rule._get_nearness())).article_id
        return found
