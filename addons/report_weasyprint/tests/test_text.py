from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import text


@tagged('post_install', '-at_install')
class TestText(BaseCase):

    def test_direction_is_that_of_the_first_letter(self):
        for value, expected in (
            ("كريم Karim", 'rtl'), ("Karim كريم", 'ltr'), ("12 كريم", 'rtl'), ("12 500,00", 'ltr'), ("", 'ltr'),
        ):
            with self.subTest(value=value):
                self.assertEqual(text.text_direction(value), expected)

    def test_isolate_writes_the_direction_and_escapes(self):
        for value, expected in (
            ("RC-12", '<bdi dir="ltr">RC-12</bdi>'), ("كريم", '<bdi dir="rtl">كريم</bdi>'),
            (0, '<bdi dir="ltr">0</bdi>'), ("<b>", '<bdi dir="ltr">&lt;b&gt;</bdi>'), (None, ''), (False, ''),
        ):
            with self.subTest(value=value):
                self.assertEqual(str(text.isolate(value)), expected)

    def test_amounts_have_no_breakable_space(self):
        for value, decimals, expected in (
            (12500, 2, "12\u00a0500,00"), (0.005, 2, "0,01"), (-1234567.5, 2, "-1\u00a0234\u00a0567,50"),
            (999, 0, "999"), (1234.6, 0, "1\u00a0235"),
        ):
            with self.subTest(value=value):
                self.assertEqual(text.amount(value, decimals), expected)

    def test_quantities_have_the_decimals_that_they_have(self):
        for value, expected in (
            (30.0, "30"), (2.5, "2,5"), (0.0, "0"), (-0.0, "0"), (-1e-9, "0"), (100, "100"), (1 / 3, "0,333333"),
            (-7.25, "-7,25"), (1234567.5, "1\u00a0234\u00a0567,5"),
        ):
            with self.subTest(value=value):
                self.assertEqual(text.quantity(value), expected)

    def test_dates_use_the_months_of_algeria(self):
        expected_ar = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
                       "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
        self.assertEqual(
            [text.long_date_ar(date(2026, month, 15)) for month in range(1, 13)],
            [f'15 {month} 2026' for month in expected_ar])
        self.assertEqual(text.long_date_fr(date(2026, 8, 1)), "1er août 2026")
        self.assertEqual(text.long_date_fr(date(2026, 2, 28)), "28 février 2026")
        self.assertEqual(text.short_date(date(2026, 3, 5)), "05/03/2026")

    def test_no_date_prints_nothing(self):
        self.assertEqual([text.long_date_ar(False), text.long_date_fr(None), text.short_date(False)], ['', '', ''])
