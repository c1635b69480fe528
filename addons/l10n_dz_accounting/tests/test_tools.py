from decimal import Decimal

from odoo.tests import BaseCase

from ..tools import stamp_duty, statements, tax_grid

BRACKETS_2025 = ((300, 0), (30000, 1), (100000, Decimal('1.5')), (None, 2))


class TestStampDuty(BaseCase):

    def test_published_values(self):
        for amount, due in {
            0: '0', 300: '0', 301: '5', 400: '5', 500: '5', 501: '6', 10000: '100', 30000: '300', 30001: '451.50',
            100000: '1500', 100001: '2002', 950000: '19000',
        }.items():
            with self.subTest(amount=amount):
                self.assertEqual(stamp_duty.duty(amount, BRACKETS_2025, 5), Decimal(due))

    def test_a_part_of_a_hundred_counts_as_a_hundred(self):
        for amount, due in {'300.01': '5', '30000.01': '451.50', '100000.01': '2002', '999.99': '10', '1000.01': '11'}.items():
            with self.subTest(amount=amount):
                self.assertEqual(stamp_duty.duty(amount, BRACKETS_2025, 5), Decimal(due))

    def test_a_greatest_duty_where_the_law_has_one(self):
        self.assertEqual(stamp_duty.duty(2000000, ((None, 1),), 5, 10000), Decimal('10000'))

    def test_a_negative_amount_is_refused(self):
        with self.assertRaises(ValueError):
            stamp_duty.duty(-1, BRACKETS_2025)


class TestStatements(BaseCase):

    def test_the_longest_prefix_wins(self):
        rules = [statements.Rule('2', 'any', 'other'), statements.Rule('28', 'any', 'other', 'contra'),
                 statements.Rule('213', 'any', 'buildings')]
        cells, places, unmapped = statements.spread(
            [(1, '213000', Decimal(100)), (2, '218000', Decimal(50)), (3, '281300', Decimal(-30))], rules)
        self.assertEqual(cells, {('buildings', 'amount'): 100, ('other', 'amount'): 50, ('other', 'contra'): -30})
        self.assertEqual([places[key].row for key in (1, 2, 3)], ['buildings', 'other', 'other'])
        self.assertFalse(unmapped)

    def test_the_side_of_the_balance_decides(self):
        rules = [statements.Rule('512', 'debit', 'cash'), statements.Rule('512', 'credit', 'overdraft')]
        cells, _places, _unmapped = statements.spread(
            [(1, '512001', Decimal(70)), (2, '512002', Decimal(-20))], rules)
        self.assertEqual(cells, {('cash', 'amount'): 70, ('overdraft', 'amount'): -20})

    def test_what_no_rule_takes_is_named(self):
        _cells, _places, unmapped = statements.spread([('x', '900000', Decimal(1)), ('y', '800000', Decimal(0))], [])
        self.assertEqual(unmapped, ['x'])

    def test_sums_of_sums(self):
        values = statements.evaluate({'III': 'I - II', 'I': 'a + b', 'II': '-c'}, {
            'a': Decimal(1), 'b': Decimal(2), 'c': Decimal(4)})
        self.assertEqual(values['III'], 7)

    def test_a_circle_is_refused(self):
        with self.assertRaises(statements.BadFormula):
            statements.evaluate({'I': 'II', 'II': 'I'}, {})

    def test_a_formula_that_does_not_read_is_refused(self):
        for formula in ('a b', 'a + ', 'a * b'):
            with self.subTest(formula=formula), self.assertRaises(statements.BadFormula):
                statements.evaluate({'I': formula}, {'a': Decimal(1), 'b': Decimal(1)})


class TestTaxGrid(BaseCase):
    CELLS = {
        ('sales', 'balance'): ('tax_tags', '-S', None),
        ('purchases', 'balance'): ('tax_tags', 'P', None),
        ('carried', 'balance'): ('external', 'sum', 'editable;rounding=0'),
        ('pay', 'balance'): ('aggregation', 'sales.balance - purchases.balance - carried.balance', 'if_above(DZD(0))'),
        ('credit', 'balance'): (
            'aggregation', 'purchases.balance + carried.balance - sales.balance', 'if_above(DZD(0))'),
    }

    def test_what_is_owed_is_not_carried_and_the_other_way_round(self):
        for manual, pay, credit in ((0, 90, 0), (90, 0, 0), (100, 0, 10)):
            with self.subTest(manual=manual):
                amounts = tax_grid.evaluate(
                    self.CELLS, {'S': Decimal(-190), 'P': Decimal(100)}, {('carried', 'balance'): Decimal(manual)})
                self.assertEqual(amounts['pay', 'balance'], pay)
                self.assertEqual(amounts['credit', 'balance'], credit)

    def test_a_circle_is_refused(self):
        with self.assertRaises(tax_grid.BadGrid):
            tax_grid.evaluate({('a', 'b'): ('aggregation', 'a.b', None)}, {}, {})

    def test_a_formula_that_does_not_read_is_refused(self):
        with self.assertRaises(tax_grid.BadGrid):
            tax_grid.evaluate({('a', 'b'): ('aggregation', 'a / b', None)}, {}, {})
