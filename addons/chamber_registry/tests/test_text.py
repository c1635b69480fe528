import doctest

from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import SQL

from ..tools import identifiers, text

FOLDED = [
    # typed, folded
    ("BENALI Kheïra", "benali kheira"),
    ("Nait-Ouâli  Saïd", "nait ouali said"),
    ("D'Œuvre", "d oeuvre"),
    ("Łódź Øre ßa", "lodz ore ssa"),
    ("أحمد", "احمد"), ("إبراهيم", "ابراهيم"), ("آمنة", "امنه"), ("ٱلزهراء", "الزهرا"),
    ("مصطفى", "مصطفي"), ("مُحَمَّد", "محمد"), ("مـحـمـد", "محمد"), ("رؤوف", "رووف"), ("عائشة", "عايشه"),
    ("ﻻﻟﺔ", "لاله"), ("فاطمة الزهراء", "فاطمه الزهرا"), ("ڨالمة", "قالمه"), ("گمرة", "قمره"), ("یاسمین", "ياسمين"),
    ("٢٠٢٦/۱۲", "2026 12"), ("\u200fكريم\u200e", "كريم"), ("ⵣ ⴰⵎⴰⵣⵉⵖ", "ⵣ ⴰⵎⴰⵣⵉⵖ"),
    ("  ", ""), ("—…«»", ""), ("e\u0301te\u0301", "ete"), ("½ Ⅳ ①", "1 2 iv 1"), ("Ünal\tÇelik\n", "unal celik"),
]


class TestText(BaseCase):

    def test_names_are_folded_in_both_scripts(self):
        for typed, folded in FOLDED:
            with self.subTest(typed=typed):
                self.assertEqual(text.normalise(typed), folded)

    def test_nothing_is_folded_to_nothing(self):
        self.assertEqual(text.normalise(None), '')

    def test_examples_of_the_documentation(self):
        for module in (text, identifiers):
            results = doctest.testmod(module)
            self.assertGreater(results.attempted, 0)
            self.assertFalse(results.failed)


@tagged('post_install', '-at_install')
class TestTextInSql(TransactionCase):

    def test_sql_folds_as_python_does(self):
        typed = [case for case, __ in FOLDED]
        # every letter of the two scripts and of the tables, alone and in company
        typed += [chr(code) for code in range(0x20, 0x250)] + [chr(code) for code in range(0x600, 0x700)]
        typed += [chr(code) for code in range(0xfb50, 0xfdff)] + [f"a{chr(code)}b" for code in range(0xfe70, 0xfeff)]
        typed += [letter for letter in text.FOLDED_FROM] + [letter for letter, __ in text.FOLDED_PAIRS]
        rows = self.env.execute_query(SQL(
            "SELECT typed, chamber_normalise(typed) FROM unnest(%s) AS typed", typed))
        self.assertGreater(len(rows), 1000)
        self.assertEqual([row for row in rows if row[1] != text.normalise(row[0])], [])

    def test_sql_function_is_immutable(self):
        [(volatility,)] = self.env.execute_query(SQL(
            "SELECT provolatile::text FROM pg_proc WHERE proname = 'chamber_normalise'"))
        self.assertEqual(volatility, 'i')
