from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class BudgetArticle(models.Model):
    """The nomenclature of the budget: chapters, and the articles on which credits are opened."""
    _name = 'budget.article'
    _description = "Budget Article"
    _parent_store = True
    _order = 'code, id'
    _rec_names_search = ['code', 'name']

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection([('chapter', "Chapter"), ('article', "Article")], required=True, default='article')
    parent_id = fields.Many2one(
        'budget.article', string="Chapter", index=True, ondelete='restrict', domain=[('kind', '=', 'chapter')])
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many('budget.article', 'parent_id', string="Articles")
    company_id = fields.Many2one(
        'res.company', index=True, ondelete='restrict', help="Leave empty for a nomenclature of all companies.")
    date_start = fields.Date("In Force From", required=True, default=lambda self: self._default_date_start())
    date_end = fields.Date("In Force To")
    is_carried_over = fields.Boolean(
        "Unspent Credit Goes On", help="At the end of the year, credit that is not committed goes to the next year too.")
    tolerance_ids = fields.One2many('budget.tolerance', 'article_id', string="Tolerances")

    _date_order = models.Constraint(
        'CHECK (date_end IS NULL OR date_end >= date_start)', "An article cannot end before it begins.")
    _code_unique = models.Constraint(
        "EXCLUDE USING gist (int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " int8range(hashtextextended(code, 0), hashtextextended(code, 0), '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two articles in force on the same day cannot have the same code.")

    @api.model
    def _default_date_start(self):
        return fields.Date.context_today(self).replace(month=1, day=1)

    @api.depends('code', 'name')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for article in self:
            article.display_name = ' '.join(filter(None, [article.code, article.name]))

    @api.constrains('kind', 'parent_id')
    def _check_kind(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A chapter cannot stand below itself."))
        for article in self:
            if article.kind == 'article' and not article.parent_id:
                raise ValidationError(self.env._("Article %(article)s needs a chapter.", article=article.display_name))
            if article.parent_id.kind == 'article':
                raise ValidationError(self.env._(
                    "%(article)s can stand below a chapter only.", article=article.display_name))

    @api.constrains('company_id', 'parent_id')
    def _check_company_of_chapter(self):
        for article in self:
            if article.parent_id.company_id and article.parent_id.company_id != article.company_id:
                raise ValidationError(self.env._("An article is of the same company as its chapter."))

    @api.constrains('code', 'kind', 'parent_id')
    def _check_unused(self):
        # lines of every company count
        used = self.env['budget.line'].sudo().search([('article_id', 'in', self.ids)], limit=1)
        if used.year_id.filtered(lambda year: year.state != 'draft'):
            raise UserError(self.env._(
                "Credits were opened on %(article)s: end it and make another.", article=used.article_id.display_name))

    def _get_chapter(self):
        """The uppermost chapter above the article."""
        self.ensure_one()
        return self.browse(int(self.parent_path.split('/')[0])) if self.parent_path else self.parent_id

    @api.model
    def _get_current_domain(self, day):
        """Domain of what is in force on a day."""
        return Domain('date_start', '<=', day) & (Domain('date_end', '=', False) | Domain('date_end', '>=', day))

    def _check_in_force(self, day):
        """Refuse articles that cannot be charged on a day.

        :raise UserError: a chapter, or an article that is not in force
        """
        for article in self:
            if article.kind != 'article':
                raise UserError(self.env._("%(article)s is a chapter: choose an article.", article=article.display_name))
            if not article.filtered_domain(self._get_current_domain(day)):
                raise UserError(self.env._(
                    "Article %(article)s is not in force on %(date)s.", article=article.display_name,
                    date=format_date(self.env, day)))
