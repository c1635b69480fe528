from odoo import api, fields, models
from odoo.fields import Domain


class BudgetTolerance(models.Model):
    """By how much an article's credit may be exceeded, from a day on. Without one: not at all."""
    _name = 'budget.tolerance'
    _description = "Budget Tolerance"
    _order = 'article_id, date_start desc, id desc'
    _rec_name = 'source'

    article_id = fields.Many2one('budget.article', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one('res.company', index=True, help="Leave empty for all companies.")
    date_start = fields.Date("From", required=True, default=fields.Date.context_today)
    rate = fields.Float("Tolerance in %", digits=(5, 2), required=True)
    source = fields.Char(required=True, help="The text or decision that allows it.")
    confidence = fields.Selection(
        [('high', "High"), ('medium', "Medium"), ('low', "Low")], required=True, default='medium')

    _rate_bounds = models.Constraint('CHECK (rate >= 0 AND rate <= 100)', "A tolerance is between 0 and 100 %.")
    _one_a_day = models.UniqueIndex(
        '(article_id, COALESCE(company_id, 0), date_start)', "An article has one tolerance from a day on.")

    @api.model
    def _get_rates(self, articles, company, day):
        """{article id: tolerance in per cent} on a day; a rate of the company goes before the general one."""
        # whoever commits is held by the tolerances, also where he may not read them
        tolerances = self.sudo().search(
            Domain('article_id', 'in', articles.ids) & Domain('company_id', 'in', (False, company.id))
            & Domain('date_start', '<=', day), order='date_start')
        rates = {}
        for tolerance in tolerances.sorted(lambda tolerance: (bool(tolerance.company_id), tolerance.date_start)):
            rates[tolerance.article_id.id] = tolerance.rate
        return rates
