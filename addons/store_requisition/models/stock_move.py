from odoo import models
from odoo.exceptions import UserError


class StockMove(models.Model):
    """A store does not go below zero, whoever takes from it and by whatever paper."""
    _inherit = 'stock.move'

    def _action_done(self, cancel_backorder=False):
        stores = self._get_left_stores()
        stores._lock()
        moves = super()._action_done(cancel_backorder=cancel_backorder)
        if stores:
            moves._check_stores(stores)
        return moves

    def _get_left_stores(self):
        locations = self.location_id | self.move_line_ids.location_id
        by_location = self.env['store.store']._find_by_location(locations)
        return self.env['store.store'].union(*by_location.values())

    def _check_stores(self, stores):
        """Refuse moves after which a shelf of the stores would hold less than nothing.

        :raise UserError: naming the articles
        """
        # quants of the stores, whoever may read them
        below = self.env['stock.quant'].sudo().search([
            ('location_id', 'child_of', stores.location_id.ids), ('product_id', 'in', self.product_id.ids),
            ('quantity', '<', 0)])
        short = below.filtered(lambda quant: quant.product_uom_id.compare(quant.quantity, 0) < 0)
        if short:
            raise UserError(self.env._(
                "There is not enough in the store: %(products)s.",
                products=", ".join(short.product_id.mapped('display_name'))))
