from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

ON_ITS_WAY = ('draft', 'to_approve', 'approved', 'in_progress')


class StoreItem(models.Model):
    _inherit = 'store.item'

    def _get_ordered(self):
        """What open purchase requests for the store ask for and has not been received yet."""
        # whoever may read them: what is on its way is not bought twice
        lines = self.env['purchase.request.line'].sudo().search([
            ('store_id', '=', self.store_id.id), ('product_id', '=', self.product_id.id), ('cancelled', '=', False),
            ('request_id.state', 'in', ON_ITS_WAY)])
        ordered = sum(line.product_uom_id._compute_quantity(max(line.product_qty - line.qty_done, 0.0), self.uom_id)
                      for line in lines)
        return super()._get_ordered() + ordered

    def action_request_purchase(self):
        """Ask to buy what the articles lack: one purchase request for each store.

        :return: the action that shows the requests
        :raise AccessError: the user does not keep the stores, or may not ask for purchases
        :raise UserError: nothing lacks, or all of it is on its way
        """
        self.check_access('read')
        self.store_id._check_keeper()
        # of two storekeepers at once the second sees what the first asked for
        self.store_id._lock()
        self.invalidate_recordset(['missing', 'is_low'])
        lacking = self.filtered(lambda item: item.missing > 0)
        if not lacking:
            raise UserError(self.env._("Nothing is to be bought: no article is low, or it is on its way."))
        requests = self.env['purchase.request'].create([
            items._prepare_purchase_request(store) for store, items in lacking.grouped('store_id').items()])
        action = {'type': 'ir.actions.act_window', 'res_model': 'purchase.request',
                  'name': self.env._("Purchase Requests")}
        if len(requests) == 1:
            return {**action, 'res_id': requests.id, 'views': [(False, 'form')]}
        return {**action, 'domain': [('id', 'in', requests.ids)], 'views': [(False, 'list'), (False, 'form')]}

    def _prepare_purchase_request(self, store):
        operation = self.env['stock.picking.type'].search(
            [('code', '=', 'incoming'), ('company_id', '=', store.company_id.id)], limit=1)
        return {
            'company_id': store.company_id.id, 'origin': store.name, 'picking_type_id': operation.id,
            'line_ids': [Command.create({
                'product_id': item.product_id.id, 'name': item.product_id.display_name, 'product_qty': item.missing,
                'product_uom_id': item.uom_id.id, 'store_id': store.id,
                'estimated_cost': item.missing * item.product_id.with_company(store.company_id).standard_price,
            }) for item in self]}
