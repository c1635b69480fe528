from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    budget_article_id = fields.Many2one(
        'budget.article', index='btree_not_null', ondelete='restrict',
        compute='_compute_budget_article_id', store=True, readonly=False, precompute=True,
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")

    @api.depends('product_id')
    def _compute_budget_article_id(self):
        for line in self:
            if line.move_id.is_purchase_document(include_receipts=True) and not line.budget_article_id:
                line.budget_article_id = line._get_budget_article()

    def write(self, vals):
        if 'budget_article_id' in vals:
            posted = self.filtered(lambda line: line.parent_state == 'posted'
                                   and line.budget_article_id.id != (vals['budget_article_id'] or False))
            if posted:
                raise UserError(self.env._(
                    "Bill %(bill)s is posted: its articles do not change.", bill=posted[0].move_id.name))
        return super().write(vals)

    def _get_budget_article(self):
        """The article that the line proposes. To be extended."""
        self.ensure_one()
        return self.product_id.categ_id._get_budget_article()

    def _get_budget_document(self):
        """The document whose commitment the line settles: the bill itself, or the one that a credit note corrects."""
        self.ensure_one()
        return self.move_id.reversed_entry_id if self.move_id.move_type == 'in_refund' else self.move_id

    def _get_budget_amount(self):
        """What the line costs in the currency of the company, taxes included."""
        self.ensure_one()
        return self.currency_id._convert(
            self.price_total, self.company_id.currency_id, self.company_id, self.move_id.invoice_date or self.move_id.date)


class ProductCategory(models.Model):
    _inherit = 'product.category'

    budget_article_id = fields.Many2one(
        'budget.article', ondelete='restrict', domain=[('kind', '=', 'article')],
        help="Proposed on purchases of products of this category and those below it.")

    def _get_budget_article(self):
        """The article of the category, else of the nearest one above it that has one."""
        category = self
        # whoever enters a purchase need not be allowed to read categories
        while category and not category.sudo().budget_article_id:
            category = category.sudo().parent_id
        return category.sudo().budget_article_id.sudo(self.env.su)
