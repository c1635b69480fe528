from odoo import api, models
from odoo.fields import Domain


class PurchaseRequestLineMakePurchaseOrder(models.TransientModel):
    _inherit = 'purchase.request.line.make.purchase.order'

    @api.model
    def _get_order_line_search_domain(self, order, item):
        """What two stores ask for stays on two lines: each receives its own."""
        # who orders need not keep the stores
        store = item.line_id.sudo().store_id
        return list(Domain(super()._get_order_line_search_domain(order, item))
                    & Domain('purchase_request_lines.store_id', '=', store.id))
