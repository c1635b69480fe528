from odoo.tests import tagged, users
from odoo.tools import SQL

from .common import ChamberCase


@tagged('post_install', '-at_install')
class TestSearch(ChamberCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fatima = cls._create_registrant(
            family_name_ar="بوعلام", given_name_ar="فاطمة الزهراء", family_name_latin="Boualem",
            given_name_latin="Fatima-Zohra", phone='0555 98 76 54', ref='16/2026/000123')

    def _find(self, typed):
        return self.env['res.partner'].search([('display_name', 'ilike', typed), ('is_registrant', '=', True)])

    @users('agent_16')
    def test_found_by_name_in_either_script_any_order_any_spelling(self):
        for typed in ("بوعلام", "فاطمه الزهرا", "الزهراء بوعلام", "فَاطِمَة", "boualem", "BOUÂLEM fatima", "zohra boualem"):
            with self.subTest(typed=typed):
                self.assertEqual(self._find(typed), self.fatima.with_env(self.env))

    @users('agent_16')
    def test_found_by_telephone_and_number(self):
        for typed in ("0555987654", "+213 555 98 76 54", "٠٥٥٥ ٩٨ ٧٦ ٥٤", "98 76 54", "16/2026/000123", "000123"):
            with self.subTest(typed=typed):
                self.assertEqual(self._find(typed), self.fatima.with_env(self.env))

    @users('agent_16')
    def test_not_found_by_what_is_not_there(self):
        for typed in ("بوعلام خديجة", "boualem karim", "0555987655"):
            with self.subTest(typed=typed):
                self.assertFalse(self._find(typed))

    @users('agent_05')
    def test_another_chamber_finds_nothing(self):
        for typed in ("بوعلام", "boualem", "0555987654"):
            self.assertFalse(self._find(typed))

    @users('agent_16')
    def test_ordinary_contacts_are_still_found(self):
        contact = self.env['res.partner'].create({'name': "Quincaillerie Zéralda", 'email': 'zeralda@example.com'})
        self.assertIn(contact, self.env['res.partner'].search([('display_name', 'ilike', "zeralda@example")]))
        self.assertEqual(self.env['res.partner'].name_search("Quincaillerie Z"), [(contact.id, contact.display_name)])

    @users('agent_16')
    def test_the_negation_leaves_out_what_is_found(self):
        found = self.env['res.partner'].search([('is_registrant', '=', True), ('display_name', 'not ilike', "boualem")])
        self.assertNotIn(self.fatima.id, found.ids)

    def test_the_key_follows_the_registrant(self):
        self.fatima.phone = '0661 00 11 22'
        self.assertEqual(self._find("0661001122"), self.fatima)
        self.assertFalse(self._find("0555987654"))

    def test_sql_gives_the_same_key(self):
        self.fatima.flush_recordset()
        [(key, folded)] = self.env.execute_query(SQL(
            "SELECT registrant_search_key, chamber_normalise(registrant_search_key) FROM res_partner WHERE id = %s",
            self.fatima.id))
        self.assertEqual(key, folded)

    def test_search_has_an_index_for_its_operator(self):
        [(definition,)] = self.env.execute_query(SQL(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'res_partner_registrant_search_key_trigram'"))
        self.assertIn('USING gin (registrant_search_key gin_trgm_ops)', definition)
        query = self.env['res.partner'].sudo()._search(self.env['res.partner']._get_search_key_domain("boualem"))
        self.assertIn('"res_partner"."registrant_search_key" LIKE', query.select().code)
