from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    """What is bought for a store arrives in it, not beside it."""
    _inherit = 'purchase.order.line'

    location_final_id = fields.Many2one(
        compute='_compute_location_final_id', store=True, precompute=True, readonly=False)

    @api.depends('product_id', 'order_id.picking_type_id', 'purchase_request_lines.store_id')
    def _compute_location_final_id(self):
        for line in self:
            # a replenishment rule says itself where its goods go
            if not line.orderpoint_id:
                line.location_final_id = line._get_receiving_store().location_id

    def _get_receiving_store(self):
        """The store that asked for the article, else the only one of the warehouse that holds it, else none."""
        # who orders need not keep the stores
        line = self.sudo()
        stores = line.purchase_request_lines.store_id or line.env['store.item'].search([
            ('product_id', '=', line.product_id.id), ('company_id', '=', line.company_id.id),
            ('store_id.active', '=', True),
            ('store_id.location_id', 'child_of', line.order_id.picking_type_id.default_location_dest_id.ids)]).store_id
        return stores if len(stores) == 1 else stores.browse()
