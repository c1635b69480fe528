from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    """What is bought for a store arrives in it, not beside it."""
    _inherit = 'purchase.order.line'

    location_final_id = fields.Many2one(
        compute='_compute_location_final_id', store=True, precompute=True, readonly=False)

    @api.depends('product_id', 'order_id.picking_type_id', 'purchase_request_lines.store_id')
    def _compute_location_final_id(self):
        # a replenishment rule says itself where its goods go
        lines = self.filtered(lambda line: not line.orderpoint_id)
        stores = lines._get_receiving_stores()
        for line in lines:
            line.location_final_id = stores[line].location_id

    def _get_receiving_stores(self):
        """Return {line: store}: the one that asked for the article, else the only one of the warehouse that holds it.

        The store is empty where nobody asked and none, or more than one, holds the article.
        """
        # who orders need not keep the stores
        lines = self.sudo()
        items = self.env['store.item'].sudo().search([  # as above
            ('product_id', 'in', lines.product_id.ids), ('company_id', 'in', lines.company_id.ids),
            ('store_id.active', '=', True)])
        held = items.grouped(lambda item: (item.product_id, item.company_id))
        found = {}
        for line in lines:
            stores = line.purchase_request_lines.store_id
            warehouse = line.order_id.picking_type_id.default_location_dest_id
            if not stores and warehouse:
                stores = held.get((line.product_id, line.company_id), items.browse()).store_id.filtered(
                    lambda store, warehouse=warehouse: store.location_id._child_of(warehouse))
            found[line] = stores if len(stores) == 1 else stores.browse()
        return found
