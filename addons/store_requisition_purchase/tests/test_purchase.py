from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.store_requisition.tests.common import StoreCommon


@tagged('post_install', '-at_install')
class TestPurchase(StoreCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper.group_ids = [Command.link(cls.env.ref('purchase_request.group_purchase_request_user').id)]
        cls.items = {item.product_id: item for item in cls.store.item_ids}
        cls.items[cls.pen].write({'minimum': 10, 'target': 50})
        cls.items[cls.toner].write({'minimum': 2, 'target': 6})

    def _request(self, user=None):
        low = self.env['store.item'].with_user(user or self.keeper).search([('is_low', '=', True)])
        return self.env['purchase.request'].browse(low.action_request_purchase()['res_id'])

    def test_what_is_low_is_asked_for_once(self):
        request = self._request()
        self.assertRecordValues(request, [{'state': 'draft', 'requested_by': self.keeper.id, 'company_id': self.office.id}])
        self.assertEqual({line.product_id: line.product_qty for line in request.line_ids}, {self.pen: 40, self.toner: 6})
        self.assertEqual(request.line_ids.filtered(lambda line: line.product_id == self.pen).estimated_cost, 1600)
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "Nothing is to be bought"):
            self._request()

    def test_a_cancelled_line_is_asked_for_again(self):
        request = self._request()
        request.line_ids.filtered(lambda line: line.product_id == self.toner).write({'cancelled': True})
        self.env.invalidate_all()
        again = self._request()
        self.assertRecordValues(again.line_ids, [{'product_id': self.toner.id, 'product_qty': 6, 'store_id': self.store.id}])

    def test_only_who_keeps_the_store_asks_to_buy(self):
        with self.assertRaises(AccessError):
            self._request(self.asker)

    def test_a_storekeeper_without_the_role_of_purchases_is_refused(self):
        with self.assertRaises(AccessError):
            self._request(self.keeper2)
