from odoo import api, fields, models
from odoo.exceptions import UserError


class BudgetVersionLine(models.Model):
    _name = 'budget.version.line'
    _description = "Credit of a Version"
    _order = 'version_id, article_id, analytic_account_id, id'

    version_id = fields.Many2one('budget.version', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='version_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    article_id = fields.Many2one(
        'budget.article', required=True, index=True, ondelete='restrict',
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")
    chapter_id = fields.Many2one('budget.article', compute='_compute_chapter_id')
    analytic_account_id = fields.Many2one('account.analytic.account', index='btree_not_null', ondelete='restrict')
    amount = fields.Monetary("Credit", required=True)

    _amount_positive = models.Constraint('CHECK (amount >= 0)', "A credit is not below zero.")
    _one_line = models.UniqueIndex(
        '(version_id, article_id, COALESCE(analytic_account_id, 0))', "An article has one line in a version.")

    @api.depends('article_id')
    def _compute_chapter_id(self):
        for line in self:
            line.chapter_id = line.article_id.parent_id

    @api.constrains('article_id', 'version_id')
    def _check_article(self):
        for line in self:
            line.article_id._check_in_force(line.version_id.year_id.date_start)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_open()

    def _check_open(self):
        """Refuse changes of a version whose approval is asked for or given."""
        for version in self.version_id:
            if version.state != 'draft' or version._get_reviews():
                raise UserError(self.env._(
                    "%(version)s is being approved or decided: its credits do not change.", version=version.display_name))
