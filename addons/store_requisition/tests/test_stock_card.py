import doctest
from datetime import datetime

from odoo.tests import BaseCase, tagged

from odoo.addons.store_requisition.tools import stock_card
from odoo.addons.store_requisition.tools.stock_card import Movement, make_card


@tagged('post_install', '-at_install')
class TestStockCardArithmetic(BaseCase):

    def test_examples_of_the_documentation(self):
        self.assertEqual(doctest.testmod(stock_card).failed, 0)

    def test_movements_come_in_the_order_of_time(self):
        day = datetime(2026, 3, 1)
        late, early = Movement(datetime(2026, 3, 9), 'B', '', -2, -20), Movement(datetime(2026, 3, 2), 'A', '', 5, 50)
        card = make_card([late, early], day)
        self.assertEqual([row.balance for row in card.rows], [5, 3])
        self.assertEqual((card.opening, card.entered, card.left, card.closing, card.closing_value), (0, 5, 2, 3, 30))

    def test_a_card_without_movements_keeps_its_balance(self):
        card = make_card([Movement(datetime(2026, 2, 1), 'A', '', 5, 50)], datetime(2026, 3, 1))
        self.assertEqual((card.opening, card.closing, card.closing_value, card.rows), (5, 5, 50, []))
