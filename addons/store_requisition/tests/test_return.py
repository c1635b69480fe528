from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestReturn(StoreCommon):

    def _return(self, voucher, quantity, user=None):
        action = voucher.with_user(user or self.keeper).action_return()
        wizard = self.env['store.voucher.return'].with_user(user or self.keeper).browse(action['res_id'])
        with Form(wizard) as form, form.line_ids.edit(0) as line:
            line.quantity = quantity
        return voucher.browse(wizard.action_apply()['res_id'])

    def test_what_comes_back_is_in_the_store_again_at_its_cost(self):
        requisition = self._ask_approved(paper=5)
        voucher = self._deliver(requisition)
        back = self._return(voucher, 2)
        self.assertRecordValues(back, [{'name': 'BR/ST1/2026/00001', 'kind': 'return', 'exit_id': voucher.id, 'value': 1000}])
        self.assertEqual(self._get_quantity(self.paper), 17)
        self.assertRecordValues(requisition.line_ids, [{'quantity_returned': 2, 'quantity_counted': 3}])
        self.assertEqual(sum((voucher | back).line_ids.mapped('consumed_value')), 1500)

    def test_no_more_comes_back_than_was_delivered(self):
        voucher = self._deliver(self._ask_approved(paper=5))
        self._return(voucher, 4)
        with self.assertRaisesRegex(UserError, "at most 1 can come back"):
            self._return(voucher, 2)
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation):
            voucher.line_ids.sudo().quantity_returned = 6

    def test_nothing_comes_back_by_nothing(self):
        voucher = self._deliver(self._ask_approved(paper=5))
        with self.assertRaisesRegex(UserError, "Say how much"):
            self._return(voucher, 0)
        with self.assertRaisesRegex(UserError, "at most 5"):
            self._return(voucher, -1)

    def test_only_a_storekeeper_takes_back(self):
        voucher = self._deliver(self._ask_approved(paper=5))
        for user in (self.asker, self.head, self.reader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                voucher.with_user(user)._return({voucher.line_ids: 1})

    def test_an_entry_does_not_come_back(self):
        entry = self.env['store.voucher'].search([('kind', '=', 'entry')], limit=1)
        with self.assertRaisesRegex(UserError, "Say how much"):
            entry.with_user(self.keeper)._return({entry.line_ids: 1})
