import doctest
from datetime import date, datetime, timedelta
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..tools import allowance
from ..tools.allowance import Day, Hours, MissingRateError

RATES = {'meal': Decimal(250), 'night': Decimal(800), 'day': Decimal(1300)}
ABROAD = {'abroad': Decimal(20000), 'extra': Decimal(2000)}
# departure, return, [(lunch, dinner, night) of each day], allowance inside the country
CASES = [
    ('03-10 08:00', '03-10 17:00', [(1, 0, 0)], 250),
    ('03-10 11:00', '03-10 14:00', [(1, 0, 0)], 250),
    ('03-10 11:01', '03-10 14:00', [(0, 0, 0)], 0),
    ('03-10 11:00', '03-10 13:59', [(0, 0, 0)], 0),
    ('03-10 14:30', '03-10 17:30', [(0, 0, 0)], 0),
    ('03-10 08:00', '03-10 21:00', [(1, 1, 0)], 500),
    ('03-10 08:00', '03-10 20:59', [(1, 0, 0)], 250),
    ('03-10 18:00', '03-11 05:00', [(0, 1, 1), (0, 0, 0)], 1050),
    ('03-10 18:00', '03-11 04:59', [(0, 1, 0), (0, 0, 0)], 250),
    ('03-10 08:00', '03-11 09:00', [(1, 1, 1), (0, 0, 0)], 1300),
    ('03-10 08:00', '03-12 17:00', [(1, 1, 1), (1, 1, 1), (1, 0, 0)], 2850),
    ('03-10 23:00', '03-12 01:00', [(0, 0, 1), (1, 1, 0), (0, 0, 0)], 1300),
    ('02-27 08:00', '03-01 08:00', [(1, 1, 1), (1, 1, 1), (0, 0, 0)], 2600),
    ('03-10 17:00', '03-10 08:00', [], 0),
    ('03-10 08:00', '03-10 08:00', [], 0),
]
FULL = Day(date(2026, 3, 10), True, True, True, 24)


@tagged('post_install', '-at_install')
class TestAllowance(BaseCase):

    def _moment(self, text):
        return datetime.strptime(f'2026-{text}', '%Y-%m-%d %H:%M')

    def test_days_and_amounts_of_an_absence(self):
        for start, end, expected, total in CASES:
            with self.subTest(start=start, end=end):
                days = allowance.days_away(self._moment(start), self._moment(end), Hours())
                self.assertEqual([(day.lunch, day.dinner, day.night) for day in days], expected)
                parts = [part for day in days for part in allowance.inside(day, frozenset(), RATES)]
                self.assertEqual(sum(part.amount for part in parts), total)

    def test_meal_hours_are_settings(self):
        days = allowance.days_away(self._moment('03-10 12:00'), self._moment('03-10 13:30'), Hours(lunch=(12, 13.5)))
        self.assertTrue(days[0].lunch)

    def test_what_the_host_gives_is_not_paid(self):
        for provided, total in (
                ((), 1300), (('lunch',), 1050), (('lunch', 'dinner'), 800), (('night',), 500),
                (('lunch', 'dinner', 'night'), 0)):
            with self.subTest(provided=provided):
                parts = allowance.inside(FULL, frozenset(provided), RATES)
                self.assertEqual(sum(part.amount for part in parts), total)

    def test_a_full_day_without_its_rate_is_paid_by_parts(self):
        rates = {'meal': Decimal(400), 'night': Decimal(900)}
        self.assertEqual([(part.kind, part.quantity) for part in allowance.inside(FULL, frozenset(), rates)],
                         [('meal', 2), ('night', 1)])

    def test_a_missing_rate_is_told(self):
        with self.assertRaises(MissingRateError) as caught:
            allowance.inside(FULL, frozenset(), {'meal': Decimal(400)})
        self.assertEqual((caught.exception.kind, caught.exception.day), ('night', date(2026, 3, 10)))
        with self.assertRaises(MissingRateError):
            allowance.abroad(FULL, frozenset(), {'abroad': Decimal(1)}, extra=True)

    def test_a_rate_that_is_not_needed_may_be_missing(self):
        self.assertEqual(allowance.inside(FULL, frozenset({'night'}), {'meal': Decimal(400)})[0].amount, 800)

    def test_days_abroad(self):
        none, half, tenth = Decimal(0), Decimal(50), Decimal(10)
        for hours, provided, least, meal, night, extra, total in (
                (24, (), 0, none, none, False, 20000), (24, (), 0, none, none, True, 22000), (3, (), 4, none, none, False, 0),
                (4, (), 4, none, none, False, 20000), (0, (), 0, none, none, False, 0),
                (24, ('night',), 0, tenth, half, False, 10000), (24, ('lunch', 'dinner'), 0, tenth, half, False, 16000),
                (24, ('lunch', 'dinner', 'night'), 0, half, half, True, 2000)):
            with self.subTest(hours=hours, provided=provided, extra=extra):
                day = Day(date(2026, 3, 10), True, True, True, hours)
                parts = allowance.abroad(day, frozenset(provided), ABROAD, least, meal, night, extra)
                self.assertEqual(sum(part.amount for part in parts), total)

    def test_thresholds(self):
        for hours, distance, expected in ((5, 50, True), (4.9, 50, False), (5, 49.9, False), (0.1, 0, False)):
            with self.subTest(hours=hours, distance=distance):
                end = datetime(2026, 3, 10, 8) + timedelta(hours=hours)
                self.assertEqual(allowance.is_long_enough(datetime(2026, 3, 10, 8), end, distance, 5, 50), expected)
        self.assertTrue(allowance.is_long_enough(datetime(2026, 3, 10, 8), datetime(2026, 3, 10, 9), 0, 0, 0))

    def test_the_examples_of_the_tool_hold(self):
        self.assertEqual(doctest.testmod(allowance).failed, 0)
