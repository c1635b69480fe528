from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestStore(StoreCommon):

    def test_a_store_makes_its_place_and_its_numbers(self):
        second = self.env['store.store'].with_user(self.manager).create({'name': "Cleaning", 'code': 'ST2'})
        self.assertRecordValues(second, [{
            'company_id': self.office.id, 'consumption_location_id': self.store.consumption_location_id.id}])
        self.assertNotEqual(second.location_id, self.store.location_id)
        self.assertEqual(second.location_id.usage, 'internal')
        second.item_ids = [Command.create({'product_id': self.toner.id})]
        self._receive(self.toner, 4, 3000, second)
        self.assertEqual(self._ask(store=second, toner=1).name, 'DM/ST2/2026/00001')
        self.assertEqual(self._ask(pen=1).name, 'DM/ST1/2026/00001')

    def test_two_stores_do_not_share_goods(self):
        second = self.env['store.store'].create({
            'name': "Cleaning", 'code': 'ST2', 'company_id': self.office.id, 'keeper_ids': [Command.set(self.keeper.ids)],
            'item_ids': [Command.create({'product_id': self.pen.id})]})
        requisition = self._approve(self._ask(store=second, pen=1))
        with self.assertRaisesRegex(UserError, "Nothing of this requisition"):
            requisition.with_user(self.keeper).action_prepare()

    def test_a_receipt_makes_an_entry_voucher(self):
        voucher = self._receive(self.toner, 4, 3000)
        self.assertRecordValues(voucher, [{'name': 'BE/ST1/2026/00003', 'kind': 'entry', 'value': 12000}])
        self.assertRecordValues(voucher.line_ids, [{'product_id': self.toner.id, 'quantity': 4, 'consumed': 0}])

    def test_a_receipt_opens_its_voucher(self):
        voucher = self._receive(self.toner, 4, 3000)
        action = voucher.picking_id.with_user(self.manager).action_view_store_vouchers()
        self.assertEqual((action['res_model'], action['res_id']), ('store.voucher', voucher.id))

    def test_low_articles_and_how_much_to_buy(self):
        items = {item.product_id: item for item in self.store.item_ids}
        items[self.paper].write({'minimum': 5, 'target': 30})
        items[self.pen].write({'minimum': 10, 'target': 50})
        items[self.toner].write({'minimum': 2})
        self._ask_approved(pen=3)
        low = self.env['store.item'].search([('is_low', '=', True), ('store_id', '=', self.store.id)])
        self.assertEqual(low.product_id, self.pen | self.toner)
        self.assertRecordValues(items[self.pen], [{'quantity': 10, 'promised': 3, 'missing': 43}])
        self.assertRecordValues(items[self.toner], [{'quantity': 0, 'promised': 0, 'missing': 2}])
        self.assertEqual(items[self.paper].missing, 0)
        self.store.invalidate_recordset()
        self.assertRecordValues(self.store, [{'item_count': 3, 'low_count': 2, 'queue_count': 1}])

    def test_an_article_stands_once_in_a_store(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            self.store.item_ids = [Command.create({'product_id': self.pen.id})]

    def test_services_and_numbered_goods_are_no_articles(self):
        for values in ({'is_storable': False}, {'tracking': 'serial'}):
            product = self._create_product("Odd", **values)
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.env['store.item'].create({'store_id': self.store.id, 'product_id': product.id})

    def test_the_place_is_of_the_company(self):
        foreign = self.env['stock.warehouse'].search([('company_id', '=', self.branch.id)], limit=1).lot_stock_id
        with self.assertRaisesRegex(ValidationError, "internal one of its company"), self.env.cr.savepoint():
            self.env['store.store'].create({
                'name': "X", 'code': 'X', 'company_id': self.office.id, 'location_id': foreign.id})
        with self.assertRaisesRegex(ValidationError, "virtual place"):
            self.env['store.store'].create({
                'name': "Y", 'code': 'Y', 'company_id': self.office.id,
                'consumption_location_id': self.store.location_id.id})

    def test_a_store_with_papers_stays_what_it_is(self):
        with self.assertRaisesRegex(UserError, "Papers were issued"):
            self.store.code = 'OTHER'
        self._ask(pen=1)
        with self.assertRaisesRegex(UserError, "archive it"):
            self.store.unlink()
        with self.assertRaisesRegex(UserError, "not written by hand"):
            self.store.revision = 0

    def test_receiving_is_for_storekeepers(self):
        self.assertEqual(self.store.with_user(self.keeper).action_receive()['res_model'], 'stock.picking')
        with self.assertRaises(AccessError):
            self.store.with_user(self.asker).action_receive()
