from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestDelivery(StoreCommon):

    def test_partly_possible_the_remainder_stays(self):
        requisition = self._ask_approved(pen=14, toner=2)
        self._deliver(requisition)
        self.assertEqual(requisition.state, 'partial')
        self.assertEqual(requisition.line_ids.mapped('quantity_left'), [4, 2])
        self._receive(self.pen, 10, 40)
        self._receive(self.toner, 5, 3000)
        second = self._deliver(requisition)
        self.assertEqual(requisition.state, 'delivered')
        self.assertEqual(second.name, 'BS/ST1/2026/00002')
        self.assertEqual(second.line_ids.mapped('quantity'), [4, 2])
        self.assertEqual(self._get_quantity(self.pen), 6)

    def test_received_when_every_voucher_is_confirmed(self):
        requisition = self._ask_approved(pen=4)
        first = self._deliver(requisition, pen=1)
        first.with_user(self.asker).action_confirm()
        self.assertEqual(requisition.state, 'partial')
        second = self._deliver(requisition, pen=3)
        self.assertEqual(requisition.state, 'delivered')
        second.with_user(self.asker).action_confirm()
        self.assertEqual(requisition.state, 'received')

    def test_the_remainder_may_be_given_up(self):
        requisition = self._ask_approved(pen=4, toner=1)
        self._deliver(requisition).with_user(self.asker).action_confirm()
        requisition.with_user(self.keeper).action_close()
        self.assertEqual(requisition.state, 'received')
        self.assertEqual(sum(requisition.line_ids.mapped('quantity_left')), 0)
        self.assertEqual(requisition.closed_by_id, self.keeper)
        with self.assertRaisesRegex(UserError, "partly delivered"):
            requisition.with_user(self.keeper).action_close()

    def test_scanned_one_by_one(self):
        requisition = self._ask_approved(pen=2, paper=1).with_user(self.keeper)
        for product in (self.pen, self.pen, self.paper):
            self.assertFalse(requisition.on_barcode_scanned(product.barcode))
        self.assertEqual(requisition.line_ids.mapped('quantity_ready'), [2, 1])
        self.assertIn("all that was asked for", requisition.on_barcode_scanned(self.pen.barcode)['warning']['message'])
        self.assertIn("on no line", requisition.on_barcode_scanned('999')['warning']['message'])
        self.assertEqual(requisition.line_ids.mapped('quantity_ready'), [2, 1])

    def test_ticked_and_unticked(self):
        requisition = self._ask_approved(pen=14).with_user(self.keeper)
        requisition.line_ids.action_ready()
        self.assertEqual(requisition.line_ids.quantity_ready, 10)
        requisition.line_ids.action_ready()
        self.assertEqual(requisition.line_ids.quantity_ready, 0)

    def test_nothing_is_delivered_before_the_approval(self):
        requisition = self._ask(pen=2).with_user(self.keeper)
        with self.assertRaisesRegex(UserError, "not to be delivered"):
            requisition.action_prepare()
        with self.assertRaisesRegex(UserError, "not to be delivered"):
            requisition.action_deliver()
        with self.assertRaisesRegex(UserError, "Only what is approved"):
            requisition.line_ids.quantity_ready = 1

    def test_delivered_twice_is_refused(self):
        requisition = self._ask_approved(pen=2)
        self._deliver(requisition)
        with self.assertRaisesRegex(UserError, "not to be delivered"):
            requisition.with_user(self.keeper2).action_deliver()
        self.assertEqual(self._get_quantity(self.pen), 8)

    def test_more_than_asked_is_not_prepared(self):
        requisition = self._ask_approved(pen=2)
        with self.assertRaisesRegex(UserError, "only 2 are still to be delivered"):
            self._get_line(requisition.with_user(self.keeper), 'pen').quantity_ready = 3

    def test_more_than_there_is_is_not_delivered(self):
        requisition = self._ask_approved(pen=14)
        with self.assertRaisesRegex(UserError, "Pen: 14 wanted, 10 free in the store"), self.env.cr.savepoint():
            self._deliver(requisition, pen=14)
        self.assertEqual((self._get_quantity(self.pen), requisition.state), (10, 'approved'))

    def test_nothing_prepared_nothing_delivered(self):
        requisition = self._ask_approved(pen=1, toner=1).with_user(self.keeper)
        with self.assertRaisesRegex(UserError, "Nothing is prepared"):
            requisition.action_deliver()
        empty = self._ask_approved(toner=1).with_user(self.keeper)
        with self.assertRaisesRegex(UserError, "Nothing of this requisition"):
            empty.action_prepare()

    def test_no_other_paper_of_the_warehouse_takes_a_store_below_zero(self):
        operation = self.env['stock.picking.type'].search([
            ('code', '=', 'outgoing'), ('company_id', '=', self.office.id)], limit=1)
        customer = self.env.ref('stock.stock_location_customers')
        picking = self.env['stock.picking'].create({
            'picking_type_id': operation.id, 'location_id': self.store.location_id.id, 'location_dest_id': customer.id,
            'move_ids': [Command.create({
                'product_id': self.pen.id, 'product_uom_qty': 11, 'product_uom': self.pen.uom_id.id,
                'location_id': self.store.location_id.id, 'location_dest_id': customer.id})]})
        picking.action_confirm()
        picking.move_ids.write({'quantity': 11, 'picked': True})
        with self.assertRaisesRegex(UserError, "not enough in the store: Pen"), self.env.cr.savepoint():
            picking.button_validate()
        picking.move_ids.quantity = 10
        picking.with_context(skip_backorder=True).button_validate()
        self.assertEqual(self.env['store.voucher'].search([('picking_id', '=', picking.id)]).kind, 'exit')

    def test_only_who_asked_confirms_and_once(self):
        voucher = self._deliver(self._ask_approved(pen=1))
        with self.assertRaises(AccessError):
            voucher.with_user(self.head).action_confirm()
        with self.assertRaises(AccessError):
            voucher.with_user(self.keeper).action_confirm()
        voucher.with_user(self.asker).action_confirm()
        with self.assertRaisesRegex(UserError, "confirmed already"):
            voucher.with_user(self.asker).action_confirm()

    def test_a_storekeeper_does_not_confirm_what_he_handed_to_himself(self):
        self.keeper_employee.department_id = self.training
        requisition = self._approve(self._ask(self.keeper, pen=1))
        voucher = self._deliver(requisition, self.keeper)
        with self.assertRaisesRegex(UserError, "handed these goods over yourself"):
            voucher.with_user(self.keeper).action_confirm()

    def test_delivered_at_the_average_cost_of_the_day(self):
        self._receive(self.paper, 20, 700)
        voucher = self._deliver(self._ask_approved(paper=5))
        self.assertEqual(voucher.value, 3000)  # 40 reams for 24,000 DA: 600 DA each
        line = voucher.line_ids.with_user(self.reader)
        self.assertRecordValues(line, [{'consumed': 5, 'consumed_value': 3000, 'department_id': self.training.id}])

    def test_consumption_by_service(self):
        self.colleague_employee.department_id = self.register
        self._deliver(self._ask_approved(paper=2, pen=1))
        self._deliver(self._approve(self._ask(self.colleague, paper=3), self.other_head))
        groups = self.env['store.voucher.line'].with_user(self.reader)._read_group(
            [('kind', 'in', ('exit', 'return'))], ['department_id'], ['consumed:sum', 'consumed_value:sum'])
        self.assertEqual({department.name: figures for department, *figures in groups},
                         {"Training": [3, 1040], "Register": [3, 1500]})
