from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged, users
from odoo.tools import mute_logger

from .common import ChamberCase

FORM = 'chamber_registry.res_partner_registrant_view_form'


@tagged('post_install', '-at_install')
class TestRegistrant(ChamberCase):

    @users('agent_16')
    def test_the_agent_enters_an_artisan(self):
        Partner = self.env['res.partner'].with_context(default_is_registrant=True, default_registrant_type='artisan')
        with Form(Partner, view=FORM) as form:
            form.family_name_ar, form.given_name_ar = "حداد", "ليلى"
            form.family_name_latin, form.given_name_latin = "Haddad", "Leïla"
            form.sex = 'female'
            form.birth_date = date(1990, 3, 1)
            form.city_id = self.city_16.with_env(self.env)
            form.phone = '٠٥٥٥ ١٢ ٣٤ ٥٦'
            form.nin_entry = '119900512345678901'
        self.assertRecordValues(form.record, [{
            'name': "حداد ليلى", 'name_latin': "Haddad Leïla", 'is_company': False, 'chamber_id': self.chamber_16.id,
            'state_id': self.state_16.id, 'phone': '+213 555 12 34 56', 'nationality_id': self.env.ref('base.dz').id,
            'registrant_doubts': '',
        }])
        self.assertEqual(form.record.sudo().nin, '119900512345678901')

    def test_a_cooperative_bears_its_legal_name(self):
        cooperative = self._create_registrant(
            registrant_type='cooperative', legal_name_ar="تعاونية النحاس", legal_name_latin="Coopérative du cuivre")
        self.assertRecordValues(cooperative, [{
            'name': "تعاونية النحاس", 'name_latin': "Coopérative du cuivre", 'is_company': True}])

    def test_the_name_follows_its_parts(self):
        registrant = self._create_registrant()
        registrant.given_name_ar = "سمير"
        self.assertEqual(registrant.name, "بن علي سمير")

    def test_the_latin_name_serves_where_the_arabic_is_missing(self):
        registrant = self._create_registrant(family_name_ar=False, given_name_ar=False)
        self.assertEqual(registrant.name, "Benali Karim")

    def test_an_ordinary_contact_keeps_its_name(self):
        contact = self.env['res.partner'].create({'name': "Quincaillerie", 'family_name_latin': "Autre"})
        contact.family_name_latin = "Encore"
        self.assertEqual(contact.name, "Quincaillerie")

    @mute_logger('odoo.sql_db')
    def test_a_registrant_has_a_chamber(self):
        with self.assertRaises(CheckViolation):
            self._create_registrant(chamber_id=False)

    @freeze_time('2026-03-15')
    def test_nobody_is_born_tomorrow(self):
        self._create_registrant(birth_date='2026-03-15')
        with self.assertRaises(ValidationError):
            self._create_registrant(birth_date='2026-03-16')

    def test_nobody_is_two_hundred_years_old(self):
        with self.assertRaises(ValidationError):
            self._create_registrant(birth_date='1826-03-15')

    def test_the_address_follows_the_commune(self):
        registrant = self._create_registrant()
        registrant.city_id = self.city_05
        self.assertRecordValues(registrant, [{'state_id': self.state_05.id, 'city': self.city_05.name}])

    def test_identifiers_are_stored_as_digits(self):
        registrant = self._create_registrant(
            vat='408 020 000 150 039', nis='١٢٣ ٤٥٦ ٧٨٩ ٠١٢ ٣٤٥', rib='007 99999 0000000200 91', ccp='200 / 12')
        self.assertRecordValues(registrant, [{
            'vat': '408020000150039', 'nis': '123456789012345', 'rib': '00799999000000020091', 'ccp': '000000020012'}])

    def test_a_wrong_identifier_is_named_in_the_refusal(self):
        for fname, typed, words in (
            ('vat', '40802000015003', r'15 / 20.*14'), ('nis', '12345', r'NIS.*15.*5'),
            ('rib', '00799999000000020092', r'RIB.*92'), ('ccp', '200 13', r'CCP.*13'),
            ('nis', '12345678901234A', r'NIS.*only digits'),
        ):
            with self.subTest(fname=fname), self.assertRaisesRegex(ValidationError, words):
                self._create_registrant(**{fname: typed})

    def test_the_refusal_speaks_the_language_of_the_user(self):
        with self.assertRaisesRegex(ValidationError, "مفتاح"):
            self.env['res.partner'].with_context(lang='ar_001').create({
                'name': "x", 'rib': '00799999000000020092'})

    def test_a_foreign_tax_number_is_left_to_its_country(self):
        registrant = self._create_registrant(vat='FR23334175221', country_id=self.env.ref('base.fr').id)
        registrant.vat = 'FR40303265045'
        self.assertEqual(registrant.vat, 'FR40303265045')

    @mute_logger('odoo.sql_db')
    def test_a_registrant_is_not_the_contact_of_another(self):
        cooperative = self._create_registrant(registrant_type='cooperative', legal_name_ar="تعاونية الصوف")
        with self.assertRaises(CheckViolation):
            self._create_registrant(parent_id=cooperative.id)

    def test_a_contact_of_a_registrant_belongs_to_its_chamber(self):
        cooperative = self._create_registrant(registrant_type='cooperative', legal_name_ar="تعاونية الصوف")
        contact = self.env['res.partner'].create({'name': "أمين المال", 'parent_id': cooperative.id})
        self.assertEqual(contact.chamber_id, self.chamber_16)

    def test_registrants_are_not_merged(self):
        registrants = self._create_registrant() | self._create_registrant()
        with self.assertRaises(UserError):
            self.env['base.partner.merge.automatic.wizard']._merge(registrants.ids)

    def test_a_copy_has_no_identifier(self):
        registrant = self._create_registrant(nin='109840512345678901', nis='123456789012345')
        self.assertRecordValues(registrant.copy(), [{'nin_masked': '', 'nis': False}])

    def test_the_history_of_a_registrant_begins_with_a_sentence_of_the_register(self):
        env = self.env(user=self.agent_16, context={'lang': 'en_US'})
        partner = env['res.partner'].create({
            'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': self.chamber_16.id,
            'family_name_ar': "زموري", 'given_name_ar': "شهرزاد"})
        self.assertIn("Registrant entered.", partner.message_ids.body)
