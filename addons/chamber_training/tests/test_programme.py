from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestProgramme(TrainingCase):

    def _create_price(self, **values):
        return self.env['chamber.training.price'].create({
            'programme_id': self.programme.id, 'kind': 'full', 'amount': 4000, 'date_start': '2026-01-01', **values})

    def test_hours_are_those_of_the_modules(self):
        self.assertEqual(self.programme.hours, 7)
        self.programme.module_ids[0].hours = 5
        self.assertEqual(self.programme.hours, 8.5)

    def test_a_price_applies_from_a_day_to_a_day(self):
        self._create_price(amount=4000, date_end='2026-06-30')
        self._create_price(amount=5000, date_start='2026-07-01')
        self.assertEqual(self.programme._get_price('full', date(2026, 6, 30)), 4000)
        self.assertEqual(self.programme._get_price('full', date(2026, 7, 1)), 5000)
        self.assertEqual(self.programme._get_price('full', date(2025, 12, 31)), 0)
        self.assertEqual(self.programme.price_full, 4000)

    def test_without_a_subsidised_price_the_full_one_is_asked(self):
        self._create_price(amount=4000)
        self.assertEqual(self.programme._get_price('subsidised', date(2026, 3, 1)), 4000)
        self._create_price(kind='subsidised', amount=1000)
        self.assertEqual(self.programme._get_price('subsidised', date(2026, 3, 1)), 1000)
        self.assertEqual(self.programme._get_price('full', date(2026, 3, 1)), 4000)

    @mute_logger('odoo.sql_db')
    def test_a_price_is_not_negative(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create_price(amount=-1)

    @mute_logger('odoo.sql_db')
    def test_a_price_does_not_end_before_it_starts(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create_price(date_end='2025-12-31')

    @mute_logger('odoo.sql_db')
    def test_two_prices_of_a_kind_do_not_apply_on_one_day(self):
        self._create_price()
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self._create_price(date_start='2026-02-01', amount=3000)

    def test_the_subsidised_price_is_not_above_the_full_one(self):
        self._create_price(amount=4000)
        with self.assertRaisesRegex(ValidationError, "not above the full price"):
            self._create_price(kind='subsidised', amount=4001)

    def test_the_full_price_is_not_lowered_under_the_subsidised_one(self):
        full = self._create_price(amount=4000)
        self._create_price(kind='subsidised', amount=3000)
        with self.assertRaisesRegex(ValidationError, "not above the full price"):
            full.amount = 2000

    def test_a_programme_does_not_come_before_itself(self):
        second = self._create_programme(code='T-02', prerequisite_ids=[Command.set(self.programme.ids)])
        third = self._create_programme(code='T-03', prerequisite_ids=[Command.set(second.ids)])
        with self.assertRaisesRegex(ValidationError, "cannot come before itself"):
            self.programme.prerequisite_ids = third

    def test_a_prerequisite_is_not_a_programme_of_another_chamber(self):
        foreign = self._create_programme(code='T-B', company_id=self.chamber_05.id)
        with self.assertRaisesRegex(ValidationError, "national catalogue or to the same chamber"):
            self._create_programme(
                code='T-A', company_id=self.chamber_16.id, prerequisite_ids=[Command.set(foreign.ids)])

    def test_a_test_certifies_a_qualification_and_a_course_a_participation(self):
        self.assertEqual(self.programme.certificate_kind, 'participation')
        test = self._create_programme(code='T-Q', kind='test')
        self.assertEqual(test.certificate_kind, 'qualification')
        with self.assertRaisesRegex(ValidationError, "certified by a test"):
            self.programme.certificate_kind = 'qualification'

    @mute_logger('odoo.sql_db')
    def test_two_programmes_do_not_share_a_code(self):
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._create_programme(code='T-01')

    @mute_logger('odoo.sql_db')
    def test_the_minimum_share_of_hours_is_a_percentage(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.programme.minimum_share = 101
            self.programme.flush_recordset()

    def test_a_manager_of_a_chamber_adds_to_its_own_catalogue(self):
        with Form(self.env['chamber.training.programme'].with_user(self.training_manager_16)) as form:
            form.name = "Weaving of Algiers"
            form.code = 'A-01'
        self.assertEqual(form.record.company_id, self.chamber_16)
        self.assertFalse(form.record.is_national)

    def test_a_programme_of_the_national_manager_is_for_all_chambers(self):
        with Form(self.env['chamber.training.programme'].with_user(self.training_national)) as form:
            form.name = "Design"
            form.code = 'N-01'
        self.assertFalse(form.record.company_id)
        self.assertTrue(form.record.is_national)
        self.assertEqual(form.record.with_user(self.training_officer_05).name, "Design")

    def test_a_manager_of_a_chamber_does_not_change_the_national_catalogue(self):
        programme = self.programme.with_user(self.training_manager_16)
        with self.assertRaises(AccessError):
            programme.name = "Mine"
        with self.assertRaises(AccessError):
            programme.action_publish()
        with self.assertRaises(AccessError):
            self.env['chamber.training.price'].with_user(self.training_manager_16).create(
                {'programme_id': self.programme.id, 'amount': 1, 'date_start': '2026-01-01'})

    def test_the_programmes_of_another_chamber_are_hidden(self):
        own = self._create_programme(code='T-B', company_id=self.chamber_05.id)
        found = self.env['chamber.training.programme'].with_user(self.training_officer_16).search([('code', '=', 'T-B')])
        self.assertFalse(found)
        with self.assertRaises(AccessError):
            own.with_user(self.training_manager_16).name = "Taken"

    def test_an_officer_does_not_write_programmes(self):
        own = self._create_programme(code='T-A', company_id=self.chamber_16.id)
        with self.assertRaises(AccessError):
            own.with_user(self.training_officer_16).seats = 7

    def test_what_says_nothing_to_a_visitor_is_not_published(self):
        programme = self._create_programme(code='T-P', theme_id=False, module_ids=[])
        with self.assertRaisesRegex(UserError, "a summary in one sentence\n- its theme\n- at least one module"):
            programme.action_publish()
        programme.write({
            'summary': "Learn", 'theme_id': self.theme.id, 'module_ids': [Command.create({'name': "A", 'hours': 2})]})
        programme.action_publish()
        self.assertTrue(programme.is_published)
        programme.action_unpublish()
        self.assertFalse(programme.is_published)

    def test_a_test_is_published_with_its_grid_only(self):
        test = self._create_programme(code='T-Q', kind='test', summary="Show what you can do")
        with self.assertRaisesRegex(UserError, "the grid of marks of the jury"):
            test.action_publish()

    def test_an_unpublished_programme_has_no_public_page(self):
        with self.assertRaisesRegex(UserError, "not on the public page"):
            self.programme.action_open_public_page()

    def test_a_programme_with_sessions_is_not_deleted(self):
        self._create_session()
        with self.assertRaisesRegex(UserError, "archive it instead"):
            self.programme.with_user(self.training_national).unlink()

    def test_open_sessions_and_programmes_of_a_theme_are_counted(self):
        self._create_session()._set_state('open')
        self.assertEqual(self.programme.open_session_count, 1)
        self.assertEqual(self.theme.programme_count, 1)
        action = self.programme.action_view_sessions()
        self.assertEqual(self.env[action['res_model']].search_count(action['domain']), 1)
