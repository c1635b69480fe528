from odoo import api, fields, models


class PurchaseRequestLine(models.Model):
    _inherit = 'purchase.request.line'

    estimated_cost = fields.Monetary(help="Taxes included. This is what is reserved on the budget.")
    budget_article_id = fields.Many2one(
        'budget.article', index='btree_not_null', ondelete='restrict',
        compute='_compute_budget_article_id', store=True, readonly=False, precompute=True,
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")

    @api.depends('product_id')
    def _compute_budget_article_id(self):
        for line in self:
            if not line.budget_article_id:
                line.budget_article_id = line.product_id.categ_id._get_budget_article()

    def _get_budget_share_open(self):
        """The share of the line that no confirmed order covers, from 0 to 1."""
        self.ensure_one()
        # orders of others count
        ordered = sum(self.sudo().purchase_request_allocation_ids.filtered(
            lambda allocation: allocation.purchase_line_id.order_id.state == 'purchase'
        ).mapped('requested_product_uom_qty'))
        return max(1 - ordered / self.product_qty, 0) if self.product_qty else 1

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.request_id._budget_follow()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if {'estimated_cost', 'budget_article_id', 'product_qty', 'cancelled', 'analytic_distribution'} & set(vals):
            self.request_id._budget_follow()
        return result
