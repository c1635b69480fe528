from datetime import date

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from ..models.dz_hr_wording import PLACEHOLDERS
from ..tools import wording
from .common import FileCase


class TestWording(FileCase):

    def test_an_unknown_placeholder_is_refused(self):
        record = self.env.ref('l10n_dz_hr_file.wording_confirmation')
        for text in ("{salary_of_all}", "{employee.name}", "{employee", "a } b", "{}"):
            with self.subTest(text=text), self.assertRaises(ValidationError), self.env.cr.savepoint():
                record.body_fr = text

    def test_every_placeholder_has_a_value(self):
        decision = self._prepare(self._create_employee(), 'confirmation')
        for language in ('ar', 'fr'):
            self.assertEqual(set(decision._get_wording_values(language)), set(PLACEHOLDERS))

    def test_the_texts_of_the_addon_are_right(self):
        for record in self.env['dz.hr.wording'].search([]):
            for text in (record.title_ar, record.title_fr, record.body_ar, record.body_fr):
                wording.check(text, PLACEHOLDERS)
        self.assertFalse(self.env['dz.hr.decision.kind'].search([('wording_ids', '=', False)]))

    def test_the_company_own_wording_goes_first_from_its_day(self):
        own = self.env['dz.hr.wording'].create({
            'kind_id': self.env.ref('l10n_dz_hr_file.kind_confirmation').id, 'company_id': self.company.id,
            'date_from': date(2026, 3, 1), 'title_ar': "تثبيت", 'title_fr': "Titularisation",
            'body_ar': "{employee} من {effect_date}", 'body_fr': "{employee}, du {effect_date}"})
        employee = self._create_employee(dz_first_name="Amine", dz_last_name="Test", dz_name_ar=False)
        decision = self._sign(employee, 'confirmation', date(2026, 3, 2))
        self.assertEqual(decision.title_fr, "Titularisation")
        self.assertEqual(decision.text_fr, "\u2068Amine Test\u2069, du \u20682 mars 2026\u2069")
        earlier = self._prepare(self._create_employee("Other"), 'confirmation', date(2026, 2, 28))
        self.assertNotEqual(earlier._fill_texts()['title_fr'], own.title_fr)

    @mute_logger('odoo.sql_db')
    def test_two_wordings_of_a_day_are_refused(self):
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.env.ref('l10n_dz_hr_file.wording_confirmation').copy({'date_from': date(2026, 1, 1)})

    def test_each_language_has_its_names(self):
        employee = self._create_employee(
            dz_first_name="Amine", dz_last_name="Test", dz_first_name_ar="أمين", dz_last_name_ar="تجريبي")
        decision = self._sign(employee, 'work_certificate')
        self.assertIn("أمين تجريبي", decision.text_ar)
        self.assertIn("Amine Test", decision.text_fr)
        self.assertIn("1er janvier 2024", decision.text_fr)
