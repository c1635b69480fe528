import doctest
from datetime import date

from odoo.tests import BaseCase

from ..tools import balance, counted, nin, service, wording


class TestTools(BaseCase):

    def test_the_examples_are_true(self):
        for module in (balance, counted, nin, service, wording):
            with self.subTest(module=module.__name__):
                found = doctest.testmod(module)
                self.assertEqual(found.failed, 0)
                self.assertGreater(found.attempted, 0)

    def test_a_nin_has_18_digits(self):
        self.assertEqual(nin.parse("11 98-0123/4567.8901 23"), '119801234567890123')
        self.assertEqual(nin.parse(None), '')
        for text in ("12345", "1" * 18, "11980123456789012X", "1198012345678901234"):
            with self.subTest(text=text), self.assertRaises(nin.NinError):
                nin.parse(text)

    def test_service_counts_each_day_once(self):
        cases = (
            ([(date(2020, 1, 1), None)], date(2026, 3, 15), (6, 2, 15)),
            ([(date(2020, 1, 1), date(2020, 6, 30)), (date(2020, 6, 1), date(2020, 12, 31))], date(2026, 1, 1), (1, 0, 0)),
            ([(date(2027, 1, 1), None)], date(2026, 1, 1), (0, 0, 0)),
            ([], date(2026, 1, 1), (0, 0, 0)),
        )
        for periods, day, expected in cases:
            with self.subTest(periods=periods):
                self.assertEqual(service.served(periods, day), expected)

    def test_leave_is_taken_from_the_oldest_period(self):
        cases = (
            ([(1, 30), (2, 30), (3, 5)], 0, [(1, 30, 0, 30), (2, 30, 0, 30), (3, 5, 0, 5)]),
            ([(1, 30), (2, 30)], 45, [(1, 30, 30, 0), (2, 30, 15, 15)]),
            ([(1, 30), (2, 5)], 40, [(1, 30, 30, 0), (2, 5, 10, -5)]),
            ([], 3, []),
        )
        for earned, taken, rows in cases:
            with self.subTest(taken=taken):
                self.assertEqual(balance.by_period(earned, taken), rows)

    def test_a_value_left_out_is_named(self):
        with self.assertRaises(wording.WordingError) as caught:
            wording.fill("{a} {b} {c}", {'a': "x", 'b': ''})
        self.assertEqual(caught.exception.args, ('b', 'c'))

    def test_arabic_nouns_follow_the_number(self):
        cases = (
            (1, "يوم واحد"), (2, "يومان"), (7, "7 أيام"), (13, "13 يومًا"), (98, "98 يومًا"), (2.5, "2,5 يومًا"), (0, "0 يومًا"))
        for number, text in cases:
            with self.subTest(number=number):
                self.assertEqual(counted.counted(number, counted.DAYS), text)
