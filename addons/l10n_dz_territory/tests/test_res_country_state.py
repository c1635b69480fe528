from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestResCountryState(TerritoryCase):

    def test_a_wilaya_is_found_on_older_maps_under_its_parent(self):
        self.assertEqual(self.bou_saada._get_state_on_map('69'), self.bou_saada)
        self.assertEqual(self.bou_saada._get_state_on_map('58'), self.msila)
        self.assertEqual(self.bou_saada._get_state_on_map(date(2000, 1, 1)), self.msila)
        self.assertEqual(self._wilaya('timimoun')._get_state_on_map('48'), self._wilaya('adrar'))
        self.assertFalse(self.bou_saada._get_state_on_map(date(1970, 1, 1)))

    def test_unknown_map_is_refused(self):
        with self.assertRaises(ValueError):
            self.State._get_map('31')
        with self.assertRaises(UserError):
            self.State.get_territory_map('31')

    def test_map_for_the_screen_covers_every_wilaya_once(self):
        for code, count in [('48', 48), ('58', 58), ('69', 69)]:
            data = self.State.get_territory_map(code)
            members = [member['code'] for area in data['areas'] for member in area['members']]
            with self.subTest(map=code):
                self.assertEqual(data['edition'], code)
                self.assertEqual(len(data['areas']), count)
                self.assertEqual(sorted(members), [f'{number:02}' for number in range(1, 70)])
        self.assertEqual([edition['count'] for edition in data['editions']], [48, 58, 69])

    def test_without_a_code_the_map_is_the_newest(self):
        self.assertEqual(self.State.get_territory_map()['edition'], '69')

    def test_on_the_map_of_58_msila_still_holds_bou_saada(self):
        areas = {area['code']: area for area in self.State.get_territory_map('58')['areas']}
        self.assertEqual([member['code'] for member in areas['28']['members']], ['28', '68'])

    def test_search_by_map(self):
        for code, count in [('48', 48), ('58', 58), ('69', 69)]:
            self.assertEqual(self.State.search_count([('map_code', '=', code)]), count)
        self.assertEqual(self.State.search_count([('map_code', '=', '31')]), 0)
        outside = self.State.search([('country_id', '=', self.algeria.id), ('map_code', '!=', '58')])
        self.assertEqual(len(outside), 11)

    def test_search_by_either_language_without_diacritics(self):
        for typed, key in [
            ("bejaia", 'bejaia'), ("BÉJAÏA", 'bejaia'), ("بجاية", 'bejaia'), ("بِجاية", 'bejaia'),
            ("الاغواط", 'laghouat'), ("الأغواط", 'laghouat'), ("تامنراست", 'tamanrasset'), ("تامنغست", 'tamanrasset'),
            ("algiers", 'alger'), ("ain oussara", 'ain_ouessara'), ("M Sila", 'm_sila'), ("16", 'alger'),
        ]:
            with self.subTest(typed=typed):
                found = self.State.with_context(country_id=self.algeria.id).name_search(typed)
                self.assertIn(self._wilaya(key).id, [state_id for state_id, _name in found])

    def test_import_by_exact_name_takes_one_wilaya(self):
        found = self.State.with_context(country_id=self.algeria.id).name_search("setif", operator='=')
        self.assertEqual([state_id for state_id, _name in found], self._wilaya('setif').ids)

    def test_search_stays_within_the_country_asked_for(self):
        found = self.State.with_context(country_id=self.env.ref('base.fr').id).name_search("bejaia")
        self.assertEqual(found, [])

    def test_the_search_bar_of_the_list(self):
        self.assertEqual(self.State.search([('any_name', 'ilike', "عين تموشنت")]), self.State)
        self.assertEqual(self.State.search([('any_name', 'ilike', "عين تيموشنت")]), self._wilaya('ain_temouchent'))

    def test_the_code_may_change_and_the_wilaya_stays_the_same(self):
        barika = self._wilaya('barika')
        barika.code = '70'
        self.assertEqual(barika.territory_key, 'barika')
        self.assertEqual(barika._get_state_on_map('58'), self.batna)
        self.assertIn('70', [area['code'] for area in self.State.get_territory_map('69')['areas']])

    def test_a_corrected_date_of_the_law_moves_the_map(self):
        self.env.ref('l10n_dz_territory.territory_edition_58').date_start = date(2021, 3, 1)
        self.assertEqual(len(self.State._get_map(date(2020, 1, 1))), 48)
        self.assertEqual(len(self.State._get_map('58')), 58)
        djanet = self._wilaya('djanet').seat_id
        self.assertEqual(djanet._get_state_on(date(2020, 1, 1)), self._wilaya('illizi'))
        self.assertEqual(djanet.period_ids.mapped('date_end'), [date(2021, 2, 28), False])

    def test_an_abolished_wilaya_leaves_the_map(self):
        self.bou_saada.date_end = date(2026, 12, 31)
        self.assertIn(self.bou_saada, self.State._get_map(date(2026, 12, 31)))
        self.assertNotIn(self.bou_saada, self.State._get_map(date(2027, 1, 1)))

    def test_two_wilayas_cannot_share_a_key(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            self.bou_saada.territory_key = 'batna'

    def test_a_wilaya_cannot_end_before_it_starts(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation):
            self.bou_saada.date_end = date(2026, 4, 3)

    def test_a_wilaya_cannot_come_from_itself(self):
        with self.assertRaises(ValidationError):
            self.msila.parent_id = self.bou_saada

    def test_two_maps_cannot_share_a_code_or_a_day(self):
        Edition = self.env['res.territory.edition']
        for values in ({'code': '69', 'date_start': '2030-01-01'}, {'code': '70', 'date_start': '2026-04-04'}):
            with self.subTest(values), mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
                Edition.create({'name': "Another map", **values})

    def test_a_wilaya_is_called_by_its_name_alone(self):
        self.assertEqual(self.bou_saada.display_name, "Bou Saâda")
        self.assertEqual(self.env.ref('base.state_us_5').display_name, "California (US)")

    def test_counts_and_links_between_screens(self):
        self.assertEqual(self.bou_saada.city_count, 23)
        communes = self.City.search(self.bou_saada.action_view_cities()['domain'])
        self.assertEqual(len(communes), 23)
        edition = self.env.ref('l10n_dz_territory.territory_edition_58')
        self.assertEqual(self.State.search_count(edition.action_view_wilayas()['domain']), 58)
