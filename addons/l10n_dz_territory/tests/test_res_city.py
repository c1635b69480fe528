from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestResCity(TerritoryCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-06-15 09:00:00'))
        cls.commune = cls.bou_saada.seat_id

    def _move(self, city, state, day):
        return self.env['res.city.wilaya.period'].create({'city_id': city.id, 'state_id': state.id, 'date_start': day})

    def test_bou_saada_was_in_msila_until_the_law_of_2026(self):
        self.assertEqual(self.commune._get_state_on(date(2026, 4, 3)), self.msila)
        self.assertEqual(self.commune._get_state_on(date(2026, 4, 4)), self.bou_saada)
        self.assertEqual(self.commune._get_state_on('48'), self.msila)
        self.assertFalse(self.commune._get_state_on(date(1970, 1, 1)))
        self.assertRecordValues(self.commune.period_ids, [
            {'date_start': date(1984, 2, 4), 'date_end': date(2026, 4, 3), 'state_id': self.msila.id},
            {'date_start': date(2026, 4, 4), 'date_end': False, 'state_id': self.bou_saada.id},
        ])

    def test_a_period_in_the_past_changes_the_wilaya_of_today(self):
        self._move(self.commune, self.batna, date(2026, 6, 1))
        self.assertEqual(self.commune.state_id, self.batna)
        self.assertEqual(self.commune._get_state_on(date(2026, 5, 31)), self.bou_saada)

    def test_a_period_to_come_waits_for_its_day(self):
        self._move(self.commune, self.batna, date(2026, 7, 1))
        self.City._cron_apply_periods()
        self.assertEqual(self.commune.state_id, self.bou_saada)
        with freeze_time('2026-07-01 09:00:00'):
            self.City._cron_apply_periods()
        self.assertEqual(self.commune.state_id, self.batna)

    def test_a_period_withdrawn_gives_the_former_wilaya_back(self):
        period = self._move(self.commune, self.batna, date(2026, 6, 1))
        period.unlink()
        self.assertEqual(self.commune.state_id, self.bou_saada)
        self.assertFalse(self.commune.period_ids[-1].date_end)

    def test_a_commune_is_found_by_the_name_that_is_shown(self):
        city = self._commune('1601')
        shown = city.display_name
        self.assertRegex(shown, r'^.+ \(.+\)$')
        for typed in (shown, shown.upper(), f' {shown} ', shown[:-1], shown[:-3], shown.replace(' (', '(')):
            with self.subTest(typed=typed):
                self.assertEqual(self.City.search([('display_name', 'ilike', typed)]), city)
        self.assertEqual(self.City.search([('display_name', '=', shown)]), city)
        self.assertEqual(self.City.search([('display_name', 'in', [shown, "nowhere"])]), city)

    def test_an_arabic_reader_finds_it_by_the_arabic_name_that_is_shown(self):
        self._activate('ar_001')
        city = self._commune('1601').with_context(lang='ar_001')
        self.assertEqual(city.search([('display_name', 'ilike', city.display_name)]), city)
        self.assertEqual(city.name_search(city.display_name), [(city.id, city.display_name)])

    def test_a_commune_is_not_found_in_another_wilaya(self):
        name = self._commune('1601').name
        self.assertFalse(self.City.search([('display_name', 'ilike', f'{name} ({self.batna.name})')]))

    def test_two_periods_cannot_start_on_the_same_day(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            self._move(self.commune, self.batna, date(2026, 4, 4))

    def test_the_wilaya_of_a_dated_commune_cannot_be_overwritten(self):
        with self.assertRaises(ValidationError):
            self.commune.state_id = self.batna

    def test_two_communes_cannot_share_a_code(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            self.City.create({'name': "Double", 'country_id': self.algeria.id, 'ons_code': self.commune.ons_code})

    def test_cities_of_other_countries_work_as_before(self):
        us, california = self.env.ref('base.us'), self.env.ref('base.state_us_5')
        city = self.City.create({'name': "Fresno", 'country_id': us.id, 'state_id': california.id, 'zipcode': '93650'})
        self.assertEqual(city.display_name, "Fresno (93650)")
        city.state_id = self.env.ref('base.state_us_6')
        self.assertEqual(city.state_id.name, "Colorado")

    def test_homonyms_are_told_apart_by_their_wilaya(self):
        names = self.City.search([('official_name_fr', '=', "El Marsa")]).mapped('display_name')
        self.assertEqual(sorted(names), ["El Marsa (Alger)", "El Marsa (Chlef)", "El Marsa (Skikda)"])

    def test_search_by_either_language_alias_and_code(self):
        for typed, code in [
            ("سيدي عكاشة", '0211'), ("سِيدى عكاشه", '0211'), ("fenoughil", '0115'), ("Bains Romains", '1624'),
        ]:
            with self.subTest(typed=typed):
                self.assertIn(self._commune(code).id, [i for i, _name in self.City.name_search(typed)])
        self.assertEqual([i for i, _name in self.City.name_search('2801')], self._commune('2801').ids)

    def test_choosing_the_commune_fills_the_address(self):
        with Form(self.env['res.partner']) as form:
            form.name = "Potter"
            form.country_id = self.algeria
            form.city_id = self.commune
        self.assertEqual(form.record.state_id, self.bou_saada)
        self.assertEqual(form.record.city, self.commune.name)

    def test_form_adds_a_period(self):
        with Form(self.commune, view='l10n_dz_territory.res_city_view_form_commune') as form:
            with form.period_ids.new() as period:
                period.date_start = date(2026, 6, 10)
                period.state_id = self.batna
        self.assertEqual(self.commune.state_id, self.batna)

    def test_a_new_commune_takes_the_wilaya_of_its_periods(self):
        city = self.City.create({
            'name': "New town", 'country_id': self.algeria.id, 'ons_code': '9901',
            'period_ids': [Command.create({'state_id': self.batna.id, 'date_start': date(2026, 1, 1)})],
        })
        self.assertEqual(city.state_id, self.batna)
