import doctest

from odoo.tests import BaseCase, tagged
from odoo.tools import SQL

from ..tools import latin_arabic
from ..tools.latin_arabic import search_key, search_key_sql
from .common import TerritoryCase


class TestSearchKey(BaseCase):

    def test_names_that_people_write_differently_have_one_key(self):
        for one, other in [
            ("Béjaïa", "BEJAIA"), ("Aïn M'Lila", "ain m’lila"), ("Bou-Saâda", "bou saada"),
            ("الأغواط", "الاغواط"), ("إيليزي", "ايليزى"), ("تيزي وزو", "تِيزِي  وزّو"),
            ("المنيعة", "المنيعه"), ("ولاية ٤٨", "ولايه 48"), ("کوبا", "كوبا"), ("Œuvre", "œuvre"),
        ]:
            with self.subTest(one=one, other=other):
                self.assertEqual(search_key(one), search_key(other))

    def test_different_names_keep_different_keys(self):
        for one, other in [("Mila", "M'Sila"), ("بسكرة", "بشار"), ("Aïn Defla", "Aïn Defla Nord")]:
            with self.subTest(one=one, other=other):
                self.assertNotEqual(search_key(one), search_key(other))

    def test_nothing_gives_an_empty_key(self):
        self.assertEqual([search_key(text) for text in (None, '', "  ", "٪ — !")], [''] * 4)

    def test_examples_of_the_documentation(self):
        self.assertEqual(doctest.testmod(latin_arabic).failed, 0)


@tagged('post_install', '-at_install')
class TestSearchKeySql(TerritoryCase):

    def test_python_and_sql_give_the_same_key_for_every_name(self):
        cities = self.City.search([('ons_code', '!=', False)])
        names = [*cities.mapped('official_name_ar'), *cities.mapped('official_name_fr'),
                 *self.State.search([]).mapped('name'), "Œuvre Æ Ø ß İ ﷲ ﻼ ２٣۴ ñ Ł", "تـــطويل\u200f الكتابةِ", ""]
        rows = self.env.execute_query(SQL(
            "SELECT name, %s FROM unnest(%s) AS name", search_key_sql(SQL("name")), names))
        self.assertEqual(len(rows), len(names))
        self.assertEqual([(name, key) for name, key in rows if key != search_key(name)], [])
