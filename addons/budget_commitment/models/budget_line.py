from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class BudgetLine(models.Model):
    """The credit of one article in one year. Its amounts are what its movements say; nothing is written here."""
    _name = 'budget.line'
    _description = "Budget Line"
    _order = 'year_id, article_id, analytic_account_id, id'
    _rec_names_search = ['article_id.code', 'article_id.name']

    year_id = fields.Many2one('budget.year', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='year_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    article_id = fields.Many2one('budget.article', required=True, readonly=True, index=True, ondelete='restrict')
    chapter_id = fields.Many2one(
        'budget.article', compute='_compute_chapter_id', store=True, precompute=True, index=True, ondelete='restrict')
    analytic_account_id = fields.Many2one(
        'account.analytic.account', readonly=True, index='btree_not_null', ondelete='restrict')
    movement_ids = fields.One2many('budget.movement', 'line_id', readonly=True)
    commitment_ids = fields.One2many('budget.commitment', 'line_id', readonly=True)

    _one_line = models.UniqueIndex(
        '(year_id, article_id, COALESCE(analytic_account_id, 0))', "An article has one line in a budget.")

    @api.depends('article_id')
    def _compute_chapter_id(self):
        for line in self:
            line.chapter_id = line.article_id._get_chapter()

    @api.depends('article_id', 'analytic_account_id', 'year_id')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for line in self:
            line.display_name = ' / '.join(filter(None, [
                line.year_id.display_name, line.article_id.display_name, line.analytic_account_id.display_name]))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A budget line is not deleted: reduce its credit by an amended budget."))

    @api.model
    def _get_or_make(self, year, article, analytic):
        """The line of an article in a year, made where there is none yet."""
        # lines are made by the steps of the budget only
        Line = self.sudo()
        line = Line.search([('year_id', '=', year.id), ('article_id', '=', article.id),
                            ('analytic_account_id', '=', analytic.id)])
        return line or Line.create({
            'year_id': year.id, 'article_id': article.id, 'analytic_account_id': analytic.id})

    @api.model
    def _find(self, article, analytic, company, day):
        """The line on which an expense of that day is charged: of its analytic account, else of the article alone.

        :raise UserError: no budget is open on that day, or it has no such line, or the article is not in force
        """
        article._check_in_force(day)
        year = self.env['budget.year']._get_open(company, day)
        if not year:
            raise UserError(self.env._("No budget of %(company)s is open on %(date)s.", company=company.name,
                                       date=format_date(self.env, day)))
        # whoever commits need not be allowed to read budgets
        lines = self.sudo().search([('year_id', '=', year.id), ('article_id', '=', article.id),
                                    ('analytic_account_id', 'in', (False, analytic.id))])
        line = lines.filtered('analytic_account_id') or lines
        if not line:
            raise UserError(self.env._("The budget %(budget)s has no credit for article %(article)s.",
                                       budget=year.display_name, article=article.display_name))
        return line

    def action_view_movements(self):
        """Open the movements of the line."""
        self.ensure_one()
        self.check_access('read')
        return self._get_view_of('budget_commitment.budget_movement_action')

    def action_view_commitments(self):
        """Open the commitments on the line."""
        self.ensure_one()
        self.check_access('read')
        return self._get_view_of('budget_commitment.budget_commitment_action')

    def _get_view_of(self, xml_id):
        action = self.env['ir.actions.act_window']._for_xml_id(xml_id)
        return {**action, 'domain': [('line_id', '=', self.id)], 'context': {}}
