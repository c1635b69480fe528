from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    _inherit = 'purchase.order.line'

    budget_article_id = fields.Many2one(
        'budget.article', index='btree_not_null', ondelete='restrict',
        compute='_compute_budget_article_id', store=True, readonly=False, precompute=True,
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")

    @api.depends('product_id', 'purchase_request_lines')
    def _compute_budget_article_id(self):
        for line in self:
            if not line.budget_article_id:
                # buyers need not be allowed to read the requests of all
                asked = line.sudo().purchase_request_lines.budget_article_id[:1]
                line.budget_article_id = asked or line.product_id.categ_id._get_budget_article()

    def _get_budget_amount(self):
        """What the line costs in the currency of the company, taxes included."""
        self.ensure_one()
        order = self.order_id
        return order.currency_id._convert(
            self.price_total, order.company_id.currency_id, order.company_id, order.date_order or fields.Date.context_today(self))

    def _prepare_account_move_line(self, move=False):
        return {**super()._prepare_account_move_line(move), 'budget_article_id': self.budget_article_id.id}

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id._budget_follow()
        return lines

    def write(self, vals):
        result = super().write(vals)
        names = {'product_qty', 'price_unit', 'discount', 'tax_ids', 'budget_article_id', 'analytic_distribution'}
        if names & set(vals):
            self.order_id._budget_follow()
        return result

    def unlink(self):
        orders = self.order_id
        result = super().unlink()
        orders._budget_follow()
        return result
