from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.store_requisition.tests.common import StoreCommon


@tagged('post_install', '-at_install')
class TestReceiving(StoreCommon):
    """What is bought for a store arrives in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper.group_ids = [
            Command.link(cls.env.ref(group).id)
            for group in ('purchase_request.group_purchase_request_user', 'stock.group_stock_user')]
        cls.buyer = new_test_user(
            cls.env, login='buyer_store', company_id=cls.office.id, company_ids=[Command.set(cls.office.ids)],
            groups='purchase.group_purchase_user,purchase_request.group_purchase_request_manager', tz='Africa/Algiers')
        cls.supplier = cls.env['res.partner'].create({'name': "Stationer"})
        if 'tier.definition' in cls.env:
            # who approves purchases is told by other addons, and is not this story
            cls.env['tier.definition'].search([('model', 'in', ('purchase.request', 'purchase.order'))]).active = False
        cls.items = {item.product_id: item for item in cls.store.item_ids}

    def _open_second_store(self):
        return self.env['store.store'].create({
            'name': "Workshop", 'code': 'ST2', 'company_id': self.office.id, 'keeper_ids': [Command.set(self.keeper2.ids)],
            'item_ids': [Command.create({'product_id': self.toner.id, 'minimum': 1, 'target': 3})]})

    def _order_requested(self, requests):
        """The order that the buyer makes of approved requests."""
        requests.button_approved()
        wizard = self.env['purchase.request.line.make.purchase.order'].with_user(self.buyer).with_context(
            active_model='purchase.request.line', active_ids=requests.line_ids.ids).create({'supplier_id': self.supplier.id})
        return self.env['purchase.order'].with_user(self.buyer).browse(wizard.make_purchase_order()['domain'][0][2][0])

    def _order(self, product, quantity=5):
        """An order that no request has come before."""
        return self.env['purchase.order'].with_user(self.buyer).create({
            'partner_id': self.supplier.id, 'order_line': [
                Command.create({'product_id': product.id, 'product_qty': quantity, 'price_unit': 100})]})

    def test_what_was_low_fills_its_store(self):
        self.items[self.toner].write({'minimum': 2, 'target': 6})
        low = self.env['store.item'].with_user(self.keeper).search([('is_low', '=', True)])
        self.assertEqual(low.product_id, self.toner)
        request = self.env['purchase.request'].browse(low.action_request_purchase()['res_id'])
        order = self._order_requested(request.sudo())
        order.order_line.price_unit = 7800
        order.button_confirm()
        picking = order.sudo().picking_ids.with_user(self.keeper)
        self.assertEqual(picking.move_ids.location_dest_id, self.store.location_id)
        picking.button_validate()
        self.assertEqual(picking.state, 'done')
        voucher = self.env['store.voucher'].search([('picking_id', '=', picking.id)])
        self.assertRecordValues(voucher, [{'kind': 'entry', 'store_id': self.store.id}])
        self.env.invalidate_all()
        self.assertRecordValues(self.items[self.toner], [{'quantity': 6, 'is_low': False, 'missing': 0}])

    def test_an_article_of_one_store_goes_there_without_a_request(self):
        order = self._order(self.paper)
        order.button_confirm()
        self.assertEqual(order.sudo().picking_ids.move_ids.location_dest_id, self.store.location_id)

    def test_what_no_store_or_more_than_one_holds_stays_in_the_warehouse(self):
        self._open_second_store()
        for product in (self.chair, self.toner):
            order = self._order(product)
            order.button_confirm()
            self.assertEqual(
                order.sudo().picking_ids.move_ids.location_dest_id, order.picking_type_id.default_location_dest_id,
                product.name)

    def test_two_stores_that_ask_for_the_same_receive_each_its_own(self):
        second = self._open_second_store()
        self.items[self.toner].write({'minimum': 2, 'target': 6})
        requests = self.env['purchase.request']
        for keeper in (self.keeper, self.keeper2):
            keeper.group_ids = [Command.link(self.env.ref('purchase_request.group_purchase_request_user').id)]
            low = self.env['store.item'].with_user(keeper).search([
                ('is_low', '=', True), ('store_id.keeper_ids', 'in', keeper.ids),
                ('store_id', '=', self.store.id if keeper == self.keeper else second.id)])
            requests |= self.env['purchase.request'].browse(low.action_request_purchase()['res_id']).sudo()
        order = self._order_requested(requests)
        order.button_confirm()
        self.assertEqual(
            {move.location_dest_id: move.product_uom_qty for move in order.sudo().picking_ids.move_ids},
            {self.store.location_id: 6, second.location_id: 3})
