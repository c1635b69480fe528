from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ChamberCase


@tagged('post_install', '-at_install')
class TestCraftActivity(ChamberCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sector = cls.env.ref('chamber_registry.chamber_craft_activity_s01')
        cls.edition = cls.env['chamber.craft.edition'].create({
            'name': "Test", 'code': 'test', 'date_start': '2026-01-01'})

    def _create_activity(self, **values):
        return self.env['chamber.craft.activity'].create({
            'name': "Boulangerie", 'parent_id': self.sector.id, 'edition_id': self.edition.id, 'is_official': True,
            'code': '0100001', **values})

    def test_the_provisional_nomenclature_is_loaded(self):
        Activity = self.env['chamber.craft.activity']
        self.assertEqual(Activity.search_count([('level', '=', 'domain')]), 3)
        self.assertEqual(Activity.search_count([('level', '=', 'sector'), ('id', 'child_of', self.sector.domain_id.id)]), 8)
        provisional = self.env.ref('chamber_registry.chamber_craft_edition_provisional').activity_ids
        self.assertEqual(len(provisional), 240)
        self.assertFalse(any(provisional.mapped('code')))
        self.assertEqual(self.sector.with_context(lang='ar_001').name, "المواد الغذائية")
        self.assertEqual(self.sector.with_context(lang='fr_FR').name, "Alimentation")
        self.assertEqual((self.craft_activity.sector_id, self.craft_activity.domain_id.code), (self.sector, '1'))

    def test_a_key_of_import_is_never_shown(self):
        self.assertNotIn(self.craft_activity.local_key, self.craft_activity.display_name)
        self.assertEqual(self.craft_activity.local_key, 'X01-001')

    @mute_logger('odoo.sql_db')
    def test_a_provisional_activity_takes_no_code(self):
        with self.assertRaises(CheckViolation):
            self._create_activity(is_official=False)

    @mute_logger('odoo.sql_db')
    def test_an_official_activity_needs_a_code(self):
        with self.assertRaises(CheckViolation):
            self._create_activity(code=False)

    @mute_logger('odoo.sql_db')
    def test_a_code_has_seven_digits(self):
        with self.assertRaises(CheckViolation):
            self._create_activity(code='010001')

    def test_a_code_starts_with_its_sector(self):
        with self.assertRaises(ValidationError):
            self._create_activity(code='0200001')

    @mute_logger('odoo.sql_db')
    def test_a_code_is_unique_in_its_edition(self):
        self._create_activity()
        with self.assertRaises(UniqueViolation):
            self._create_activity(name="Autre")

    def test_a_code_returns_in_the_next_edition(self):
        self._create_activity()
        later = self.env['chamber.craft.edition'].create({'name': "Later", 'code': 'later', 'date_start': '2030-01-01'})
        self.assertTrue(self._create_activity(edition_id=later.id))

    def test_an_activity_stands_under_a_sector(self):
        with self.assertRaises(ValidationError):
            self._create_activity(parent_id=self.sector.domain_id.id, code='1000001')

    def test_valid_within_its_own_dates_and_those_of_its_edition(self):
        activity = self._create_activity(date_end='2026-06-30')
        self.assertFalse(activity._is_valid_on(date(2025, 12, 31)))
        self.assertTrue(activity._is_valid_on(date(2026, 1, 1)))
        self.assertTrue(activity._is_valid_on(date(2026, 6, 30)))
        self.assertFalse(activity._is_valid_on(date(2026, 7, 1)))
        self.edition.date_end = date(2026, 3, 31)
        self.assertFalse(activity._is_valid_on(date(2026, 4, 1)))

    def test_the_search_for_valid_activities_agrees(self):
        activities = self._create_activity() | self._create_activity(code='0100002', date_end='2026-06-30') \
            | self._create_activity(code='0100003', date_start='2025-06-01') | self.craft_activity
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 1)):
            with self.subTest(day=day):
                found = self.env['chamber.craft.activity'].search(
                    activities._get_valid_domain(day) & Domain('id', 'in', activities.ids))
                self.assertEqual(found, activities.filtered(lambda activity, day=day: activity._is_valid_on(day)).sorted())

    def test_an_expired_activity_is_refused_and_its_successor_named(self):
        successor = self._create_activity(code='0100009', name="Boulangerie moderne")
        self.craft_activity.write({'date_end': '2025-12-31', 'replaced_by_id': successor.id})
        with self.assertRaisesRegex(UserError, r"Boulangerie moderne"):
            self.craft_activity._check_choosable_on(date(2026, 3, 15))
        self.craft_activity._check_choosable_on(date(2025, 12, 31))

    def test_an_activity_not_yet_in_force_is_refused(self):
        with self.assertRaisesRegex(UserError, r"31/12/2025"):
            self._create_activity()._check_choosable_on(date(2025, 12, 31))

    def test_a_sector_is_not_chosen_for_an_activity(self):
        with self.assertRaises(UserError):
            self.sector._check_choosable_on(date(2026, 3, 15))

    def test_found_in_either_script_and_by_code(self):
        official = self._create_activity()
        Activity = self.env['chamber.craft.activity'].with_user(self.agent_16)
        for typed, found in (
            ("0100001", official), ("01000", official), ("boulangerie", official),
            ("الخبز التقليدى", self.craft_activity), ("pain TRADITIONNEL", self.craft_activity),
        ):
            with self.subTest(typed=typed):
                self.assertIn(found.id, Activity.search([('display_name', 'ilike', typed)]).ids)
        self.assertFalse(Activity.search([('display_name', 'ilike', "pain introuvable")]))
        self.assertNotIn(official, Activity.search([('display_name', 'not ilike', "boulangerie")]))
