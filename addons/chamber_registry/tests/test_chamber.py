from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation, UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from .common import ChamberCase


@tagged('post_install', '-at_install')
class TestChamber(ChamberCase):

    def test_a_wilaya_chamber_is_a_branch_of_the_national_one(self):
        self.assertEqual(self.chamber_16.parent_id, self.national_chamber)
        self.assertEqual(self.chamber_16.root_id, self.national_chamber)

    def test_a_wilaya_chamber_stands_under_no_other(self):
        with self.assertRaises(ValidationError):
            self._create_chamber('wilaya', "غرفة بلا أصل", 'T-99', parent_id=self.chamber_05.id)

    @mute_logger('odoo.sql_db')
    def test_two_chambers_have_two_codes(self):
        with self.assertRaises(UniqueViolation):
            self._create_chamber('wilaya', "غرفة أخرى", 'T-16')

    @mute_logger('odoo.sql_db')
    def test_a_chamber_has_a_code(self):
        with self.assertRaises(CheckViolation):
            self._create_chamber('wilaya', "غرفة بلا رمز", False)

    def test_the_chamber_of_a_wilaya_is_that_of_the_day(self):
        coverage = self.chamber_16.coverage_ids
        coverage.date_end = date(2025, 12, 31)
        coverage.flush_recordset()
        self.env['chamber.coverage'].create({
            'company_id': self.chamber_05.id, 'state_id': self.state_16.id, 'date_start': date(2026, 1, 1)})
        Company = self.env['res.company']
        self.assertEqual(Company._get_chamber_of(self.state_16, date(2025, 12, 31)), self.chamber_16)
        self.assertEqual(Company._get_chamber_of(self.state_16, date(2026, 1, 1)), self.chamber_05)

    @mute_logger('odoo.sql_db')
    def test_a_wilaya_has_one_chamber_at_a_time(self):
        with self.assertRaises(ExclusionViolation):
            self.env['chamber.coverage'].create({
                'company_id': self.chamber_05.id, 'state_id': self.state_16.id, 'date_start': date(2026, 1, 1)})

    @mute_logger('odoo.sql_db')
    def test_a_coverage_does_not_end_before_it_starts(self):
        with self.assertRaises(CheckViolation):
            self.chamber_16.coverage_ids.write({'date_start': date(2026, 2, 1), 'date_end': date(2026, 1, 1)})

    @users('agent_05')
    def test_a_user_learns_which_chamber_covers_another_wilaya(self):
        chamber = self.env['res.company']._get_chamber_of(self.state_16)
        self.assertEqual(chamber.id, self.chamber_16.id)

    def test_documents_bear_the_name_in_their_language(self):
        self.assertEqual(self.chamber_16._get_chamber_name('ar_001'), "غرفة الجزائر للاختبار")
        self.assertEqual(self.chamber_16._get_chamber_name('fr_FR'), "Chambre T-16")

    def test_the_president_s_name_follows_the_president(self):
        self.chamber_16.president_id = self._create_registrant(family_name_ar="زروقي", given_name_ar="نبيل")
        self.assertEqual(self.chamber_16.president_name, "زروقي نبيل")
