import doctest
from datetime import date
from decimal import Decimal
from fractions import Fraction

from odoo.tests import BaseCase

from ..tools import holiday_list, leave, sheets, wage


class TestTools(BaseCase):

    def test_examples_of_the_tools_hold(self):
        for module in (wage, leave, sheets, holiday_list):
            with self.subTest(module=module.__name__):
                self.assertEqual(doctest.testmod(module).failed, 0)

    def test_thirtieths_never_rise_when_presence_falls(self):
        for length in (28, 29, 30, 31):
            paid = [wage.paid_thirtieths(length, present) for present in range(length, -1, -1)]
            self.assertEqual((paid[0], paid[-1]), (30, 0))
            self.assertEqual(paid, sorted(paid, reverse=True))

    def test_presence_of_more_than_the_month_is_refused(self):
        with self.assertRaises(ValueError):
            wage.paid_thirtieths(30, 31)

    def test_hour_and_overtime(self):
        self.assertEqual(wage.centimes(wage.hourly_wage(24000, Fraction('173.33'))), Decimal('138.46'))
        self.assertEqual(wage.centimes(wage.hourly_wage(20000, Fraction('173.33'))), Decimal('115.39'))
        self.assertEqual(wage.centimes(wage.overtime_pay(24000, Fraction('173.33'), 10, 50)), Decimal('2076.96'))

    def test_wage_of_two_stretches(self):
        parts = [wage.Stretch(Fraction(30000), Fraction(15)), wage.Stretch(Fraction(60000), Fraction(15))]
        self.assertEqual(wage.prorated_wage(parts, Fraction(1)), 45000)
        self.assertEqual(wage.prorated_wage([wage.Stretch(Fraction(30000), Fraction(0))], Fraction(0)), 0)

    def test_years_of_seniority(self):
        for start, day, years in (
                (date(2020, 3, 1), date(2026, 2, 28), 6), (date(2020, 3, 2), date(2026, 2, 28), 5),
                (date(2024, 2, 29), date(2025, 2, 28), 1), (date(2026, 5, 1), date(2026, 3, 31), 0), (None, date(2026, 1, 1), 0)):
            with self.subTest(start=start, day=day):
                self.assertEqual(wage.complete_years(start, day), years)

    def test_earned_leave_of_the_reference_year(self):
        self.assertEqual(
            [float(leave.earned_days(months, 2.5, 30, 11)) for months in (0, 1, 6, 10, 11, 12)], [0, 2.5, 15, 25, 30, 30])
        parts = leave.month_parts(date(2020, 1, 1), date(2027, 6, 30))
        self.assertEqual((parts[0][0], parts[-1][1]), (date(2026, 7, 1), date(2027, 6, 30)))
        self.assertEqual(sum(part for *_days, part in parts), 12)

    def test_public_holidays_of_2027(self):
        days = {holiday.key: holiday.day for holiday in holiday_list.public_holidays(2027)}
        self.assertEqual(days, {
            'new_year_1': date(2027, 1, 1), 'yennayer_1': date(2027, 1, 12), 'labour_day_1': date(2027, 5, 1),
            'independence_1': date(2027, 7, 5), 'revolution_1': date(2027, 11, 1), 'fitr_1': date(2027, 3, 9),
            'fitr_2': date(2027, 3, 10), 'fitr_3': date(2027, 3, 11), 'adha_1': date(2027, 5, 16), 'adha_2': date(2027, 5, 17),
            'adha_3': date(2027, 5, 18), 'muharram_1': date(2027, 6, 6), 'ashura_1': date(2027, 6, 15),
            'mawlid_1': date(2027, 8, 14)})

    def test_csv_is_read_back_and_no_text_is_a_formula(self):
        content = sheets.to_csv(['Name', 'Account', 'Amount'], [('=cmd()', '00799999000000020091', 1234.5), ('أمين', '1', 2.0)])
        self.assertEqual(content.decode('utf-8-sig').splitlines(), [
            'Name;Account;Amount', "'=cmd();00799999000000020091;1234,50", 'أمين;1;2,00'])
