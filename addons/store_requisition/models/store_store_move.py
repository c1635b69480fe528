from odoo import models
from odoo.exceptions import UserError


class StoreStore(models.Model):
    """How goods leave a store for consumption and come back: real moves of stock, valued as all others."""
    _inherit = 'store.store'

    def _move_out(self, quantities, origin):
        """Done moves to consumption: ``{product: quantity in its unit}``. The store is locked by the caller.

        :raise UserError: less is free in the store than asked for; nothing moves then
        """
        self.ensure_one()
        # the storekeeper was checked; moves of stock then follow whatever else he may do in the warehouse
        Move = self.env['stock.move'].sudo().with_company(self.company_id)
        moves = Move.create([
            self._prepare_move(product, quantity, origin, self.location_id, self.consumption_location_id)
            for product, quantity in quantities.items()])
        moves._action_confirm(merge=False)
        moves._action_assign()
        short = moves.filtered(lambda move: move.product_uom.compare(move.quantity, move.product_uom_qty) < 0)
        if short:
            raise UserError("\n".join(self.env._(
                "%(product)s: %(wanted)s wanted, %(free)s free in the store.", product=move.product_id.display_name,
                wanted=f'{move.product_uom_qty:g}', free=f'{move.quantity:g}') for move in short))
        moves.picked = True
        return moves._action_done()

    def _move_in(self, quantities, origin):
        """Done moves from consumption back: ``{move that went out: quantity in the unit of the product}``."""
        self.ensure_one()
        # see _move_out
        Move = self.env['stock.move'].sudo().with_company(self.company_id)
        moves = Move.create([{
            **self._prepare_move(move.product_id, quantity, origin, self.consumption_location_id, self.location_id),
            'origin_returned_move_id': move.id,
        } for move, quantity in quantities.items()])
        moves._action_confirm(merge=False)
        moves._action_assign()
        moves.picked = True
        return moves._action_done()

    def _prepare_move(self, product, quantity, origin, source, target):
        return {'product_id': product.id, 'product_uom': product.uom_id.id, 'product_uom_qty': quantity,
                'origin': origin, 'company_id': self.company_id.id, 'location_id': source.id,
                'location_dest_id': target.id}
