import doctest
from datetime import date
from decimal import Decimal
from fractions import Fraction

from odoo.tests import BaseCase

from ..tools import labels, plan


def yearly(periods):
    years = {}
    for period in periods:
        years[period.end.year] = years.get(period.end.year, Decimal(0)) + period.amount
    return {year: str(amount) for year, amount in years.items()}


class TestPlan(BaseCase):

    def test_examples_in_the_texts_hold(self):
        self.assertEqual([doctest.testmod(module).failed for module in (plan, labels)], [0, 0])

    def test_worked_tables_of_the_straight_line(self):
        cases = [
            ("1,200,000 over 5 years from 1 January", 1200000, date(2026, 1, 1), 5, 'month',
             {year: '240000.00' for year in range(2026, 2031)}),
            ("100,000 over 3 years from 17 April by month", 100000, date(2026, 4, 17), 3, 'month',
             {2026: '25000.00', 2027: '33333.33', 2028: '33333.33', 2029: '8333.34'}),
            ("150,000 over 5 years from 1 April by day", 150000, date(2026, 4, 1), 5, 'day',
             {2026: '22602.74', 2027: '30000.00', 2028: '30000.00', 2029: '30000.00', 2030: '30000.00', 2031: '7397.26'}),
            ("36,600 over 1 year from 1 March 2028 by day, a leap year", 36600, date(2028, 3, 1), 1, 'day',
             {2028: '30600.00', 2029: '6000.00'}),
            ("one centime", Decimal('0.01'), date(2026, 12, 31), 5, 'month',
             {2026: '0.00', 2027: '0.00', 2028: '0.00', 2029: '0.00', 2030: '0.00', 2031: '0.01'}),
        ]
        for name, base, start, years, basis, expected in cases:
            with self.subTest(name):
                self.assertEqual(yearly(plan.linear(Decimal(base), start, years, basis)), expected)

    def test_worked_tables_of_the_declining_method(self):
        cases = [
            ("100,000 over 5 years, coefficient 2, from 1 January", 100000, date(2026, 1, 1), 5, '2',
             {2026: '40000.00', 2027: '24000.00', 2028: '14400.00', 2029: '10800.00', 2030: '10800.00'}),
            ("100,000 over 5 years, coefficient 2, from 1 April", 100000, date(2026, 4, 1), 5, '2',
             {2026: '30000.00', 2027: '28000.00', 2028: '16800.00', 2029: '12600.00', 2030: '12600.00'}),
            ("800,000 over 4 years, coefficient 1.5, from 1 July", 800000, date(2026, 7, 20), 4, '1.5',
             {2026: '150000.00', 2027: '243750.00', 2028: '203125.00', 2029: '203125.00'}),
            ("1,000,000 over 10 years, coefficient 2.5, from 1 January", 1000000, date(2026, 1, 1), 10, '2.5',
             {2026: '250000.00', 2027: '187500.00', 2028: '140625.00', 2029: '105468.75', 2030: '79101.56', 2031: '59326.17',
              2032: '44494.63', 2033: '44494.63', 2034: '44494.63', 2035: '44494.63'}),
        ]
        for name, base, start, years, coefficient, expected in cases:
            with self.subTest(name):
                self.assertEqual(yearly(plan.declining(Decimal(base), start, years, Decimal(coefficient))), expected)

    def test_units_of_production_the_last_reading_takes_the_rest(self):
        readings = [(date(2026, 1, 1), 2500), (date(2026, 2, 1), 3333), (date(2026, 3, 1), 500000)]
        amounts = [str(period.amount) for period in plan.units(Decimal('3000000'), 200000, readings)]
        self.assertEqual(amounts, ['37500.00', '49995.00', '2912505.00'])

    def test_months_are_equal_and_the_last_takes_the_rest(self):
        periods = plan.linear(Decimal(100000), date(2026, 1, 1), 3)
        self.assertEqual([str(period.amount) for period in periods[:12]], ['2777.78'] * 11 + ['2777.75'])
        self.assertEqual((len(periods), periods[-1].end), (36, date(2028, 12, 31)))

    def test_any_plan_takes_the_base_and_never_goes_back(self):
        for base in ('0.30', '1.00', '59999.99', '150000.00', '123456789.01'):
            for years in (1, 3, 5, 7, 20, 50):
                for start in (date(2026, 1, 1), date(2024, 2, 29), date(2026, 12, 31)):
                    for basis in ('month', 'day'):
                        plans = [plan.linear(Decimal(base), start, years, basis)]
                        if years > 2:
                            plans.append(plan.declining(Decimal(base), start, years, Fraction(5, 2), basis))
                        for periods in plans:
                            with self.subTest(base=base, years=years, start=start, basis=basis):
                                self.assertEqual(sum(period.amount for period in periods), Decimal(base))
                                self.assertGreaterEqual(min(period.amount for period in periods), 0)
                                ends = [period.end for period in periods]
                                self.assertEqual(ends, sorted(set(ends)))

    def test_what_is_taken_up_to_a_day(self):
        by_month = plan.linear(Decimal(120000), date(2026, 1, 1), 1)
        by_day = plan.linear(Decimal(36500), date(2026, 1, 1), 1, 'day')
        cases = [
            (by_month, date(2026, 3, 30), 'month', '20000.00'), (by_month, date(2026, 3, 31), 'month', '30000.00'),
            (by_day, date(2026, 3, 10), 'day', '6900.00'), (by_day, date(2026, 12, 31), 'day', '36500.00'),
            (by_day, date(2025, 12, 31), 'day', '0')]
        for periods, day, basis, expected in cases:
            with self.subTest(day=day, basis=basis):
                self.assertEqual(str(plan.taken_until(periods, day, basis)), expected)
                left = plan.left_after(periods, day, basis)
                total = sum(period.amount for period in periods)
                self.assertEqual(sum((period.amount for period in left), Decimal(0)), total - Decimal(expected))

    def test_a_rest_is_shared_out_as_planned(self):
        periods = plan.linear(Decimal(1200), date(2026, 1, 1), 1)
        spread = plan.respread(periods, Decimal('100.00'))
        self.assertEqual([str(period.amount) for period in spread], ['8.33'] * 11 + ['8.37'])
