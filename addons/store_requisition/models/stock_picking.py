from odoo import fields, models


class StockPicking(models.Model):
    """Transfers of the warehouse that enter or leave a store get its vouchers."""
    _inherit = 'stock.picking'

    store_voucher_ids = fields.One2many('store.voucher', 'picking_id', string="Vouchers", readonly=True)

    def _action_done(self):
        result = super()._action_done()
        for picking in self.filtered(lambda picking: picking.state == 'done'):
            picking._make_vouchers()
        return result

    def _make_vouchers(self):
        """One entry voucher for each store that received, one exit voucher for each that gave."""
        self.ensure_one()
        moves = self.move_ids.filtered(lambda move: move.state == 'done')
        stores = self.env['store.store']._find_by_location(moves.location_id | moves.location_dest_id)
        inner = moves.filtered(lambda move: stores.get(move.location_id) == stores.get(move.location_dest_id))
        # vouchers are made by what happened, nobody writes them
        Voucher = self.env['store.voucher'].sudo()
        for kind, name in (('entry', 'location_dest_id'), ('exit', 'location_id')):
            by_store = (moves - inner).grouped(lambda move, name=name: stores.get(move[name]))
            for store, group in by_store.items():
                if store:
                    Voucher._make(store, kind, group, {
                        'picking_id': self.id, 'partner_id': self.partner_id.id, 'origin': self.origin or self.name})

    def action_view_store_vouchers(self):
        """Open the vouchers of the stores that the transfer entered or left."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('store_requisition.store_voucher_action')
        if len(self.store_voucher_ids) == 1:
            return {**action, 'res_id': self.store_voucher_ids.id, 'views': [(False, 'form')]}
        return {**action, 'domain': [('picking_id', '=', self.id)], 'context': {}}
