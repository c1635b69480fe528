import doctest
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..tools import credit
from ..tools.credit import Standing, fault, fill, prorate

D = Decimal
# opened and credit 1000, committed 600, billed 400, paid 100
LINE = Standing(7, D(1000), D(1000), D(600), D(400), D(100))
CASES = [
    ('up to the last centime', {'committed': D(400)}, 0, None),
    ('one centime more', {'committed': D('400.01')}, 0, 'exceeded'),
    ('within the tolerance', {'committed': D(450)}, 50, None),
    ('beyond the tolerance', {'committed': D('450.01')}, 50, 'exceeded'),
    ('transfer of what is free', {'transfer': D(-400)}, 0, None),
    ('transfer of what is committed', {'transfer': D('-400.01')}, 0, 'reserved'),
    ('smaller amended credit', {'credit': D(-500)}, 0, 'reserved'),
    ('release', {'committed': D(-200)}, 0, None),
    ('release of what is billed', {'committed': D(-201)}, 0, 'liquidated'),
    ('bill of what is committed', {'liquidated': D(200)}, 0, None),
    ('bill of more', {'liquidated': D(201)}, 0, 'liquidated'),
    ('payment of what is billed', {'paid': D(300)}, 0, None),
    ('payment of more', {'paid': D(301)}, 0, 'paid'),
    ('credit note above the bills', {'liquidated': D(-401)}, 0, 'negative'),
    ('credit note below what is paid', {'liquidated': D(-350)}, 0, None),
    ('carry-over takes credit and commitment', {'carry': D(-200), 'committed': D(-200)}, 0, None),
]


@tagged('post_install', '-at_install')
class TestCredit(BaseCase):

    def test_what_a_line_allows(self):
        for name, deltas, tolerance, expected in CASES:
            with self.subTest(name):
                self.assertEqual(fault(LINE, deltas, D(tolerance)), expected)

    def test_a_line_that_used_its_tolerance_can_be_released_and_transferred_to(self):
        over = LINE._replace(committed=D(1050))
        self.assertIsNone(fault(over, {'committed': D(-10)}))
        self.assertIsNone(fault(over, {'credit': D(20)}))
        self.assertEqual(fault(over, {'committed': D('0.01')}), 'exceeded')

    def test_totals_after_a_movement(self):
        after = credit.after(LINE, {'transfer': D(-50), 'committed': D(30), 'liquidated': D(20), 'paid': D(10)})
        self.assertEqual(after, Standing(8, D(1000), D(950), D(630), D(420), D(110)))
        self.assertEqual(after.available, D(320))

    def test_parts_make_the_whole(self):
        for amount, weights, expected in [
            ('100', [1, 1, 1], ['33.33', '33.34', '33.33']),
            ('0.01', [1, 1], ['0.01', '0.00']),
            ('119', [100, 19], ['100.00', '19.00']),
            ('-10', [3, 1], ['-7.50', '-2.50']),
            ('5', [0, 0], ['0', '0']),
        ]:
            with self.subTest(amount=amount, weights=weights):
                parts = prorate(D(amount), [D(weight) for weight in weights])
                self.assertEqual(parts, [D(part) for part in expected])

    def test_rooms_are_filled_in_order(self):
        self.assertEqual(fill(D(10), [D(3), D(0), D(-2), D(4)]), ([3, 0, 0, 4], 3))
        self.assertEqual(fill(D(2), [D(3), D(9)]), ([2, 0], 0))

    def test_examples_in_the_code(self):
        self.assertEqual(doctest.testmod(credit).failed, 0)
