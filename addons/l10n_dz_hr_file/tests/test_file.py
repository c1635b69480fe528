from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import FileCase

NIN = '119901234567890123'
PIXEL = b'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='


class TestFile(FileCase):
    """Names, numbers, papers, family, deadlines."""

    def test_the_name_follows_the_language_of_the_reader(self):
        employee = self._create_employee(
            name=False, dz_first_name="Nadia", dz_last_name="Test", dz_first_name_ar="نادية", dz_last_name_ar="تجريبية")
        self.root['res.lang']._activate_lang('ar_001')
        self.assertEqual((employee.name, employee.display_name), ("Nadia Test", "Nadia Test"))
        arabic = employee.with_context(lang='ar_001')
        self.assertEqual(arabic.display_name, "نادية تجريبية")
        for user in (self.manager, self.clerk):
            public = self.env['hr.employee.public'].with_user(user).with_context(lang='ar_001').browse(employee.id)
            self.assertEqual(public.display_name, "نادية تجريبية")
        self.assertEqual(arabic.with_user(self.clerk).display_name, "نادية تجريبية")
        self.assertIn(employee.id, dict(self.env['hr.employee'].name_search("تجريبية")))
        employee.write({'dz_last_name': "Newname"})
        self.assertEqual(employee.name, "Nadia Newname")

    def test_a_person_is_entered_by_the_officer(self):
        with Form(self.env['hr.employee'].with_user(self.officer)) as form:
            form.dz_last_name_ar, form.dz_first_name_ar = "تجريبي", "أمين"
            form.dz_last_name, form.dz_first_name = "Test", "Amine"
            form.dz_nin_entry = "1199 0123 4567 8901 23"
        self.assertEqual((form.record.name, form.record.dz_name_ar), ("Amine Test", "أمين تجريبي"))
        # typed part by part, it is the whole name all the same
        self.assertEqual(form.record.legal_name, "Amine Test")
        self.assertEqual(form.record.dz_nin_entry, '••••••••••••••0123')
        self.assertEqual(form.record.sudo().dz_nin, NIN)

    def test_a_drawn_portrait_stays_with_its_user(self):
        drawn, pictured = self._create_user('drawn'), self._create_user('pictured')
        pictured.image_1920 = PIXEL
        self.assertTrue(drawn.image_1920.startswith(b'P'))
        for user, portrait in ((drawn, False), (pictured, PIXEL)):
            employee = self._create_employee(user.name)
            employee.image_1920 = False
            employee.with_user(self.officer).user_id = user
            with self.subTest(user=user.login):
                self.assertEqual(employee.image_1920, portrait)
                self.assertTrue(employee.avatar_128)

    def test_matricules_have_no_gap_in_a_company(self):
        first, second = self._create_employee("One"), self._create_employee("Two")
        self.assertEqual((first.dz_matricule, second.dz_matricule), ('00001', '00002'))
        company = self._create_company("Sahara Works")
        other = self._create_employee("Three", company=company)
        self.assertEqual(other.sudo().dz_matricule, '00001')
        with self.assertRaises(UserError), self.env.cr.savepoint():
            second.unlink()
        with self.assertRaises(UserError):
            second.dz_matricule = '00009'
        with self.assertRaises(UserError):
            self.env['hr.employee'].create({'name': "Four", 'dz_matricule': '00009'})
        with self.assertRaisesRegex(UserError, "the company does not change"):
            second.sudo().company_id = company
        self.assertEqual(self._create_employee("Five").dz_matricule, '00003')

    def test_a_wrong_nin_is_refused(self):
        employee = self._create_employee()
        for text in ("123", "abc", "0" * 18):
            with self.subTest(text=text), self.assertRaisesRegex(ValidationError, "18 digits"):
                employee.dz_nin_entry = text
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            employee.sudo().dz_nin = '12'
            self.env.flush_all()

    @mute_logger('odoo.sql_db')
    def test_a_nin_belongs_to_one_person_of_the_company(self):
        self._create_employee().dz_nin_entry = NIN
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._create_employee("Double").dz_nin_entry = NIN
            self.env.flush_all()

    def test_saving_the_masked_nin_keeps_it(self):
        employee = self._create_employee(dz_nin=NIN)
        employee.dz_nin_entry = employee.dz_nin_entry
        self.assertEqual(employee.sudo().dz_nin, NIN)
        employee.dz_nin_entry = False
        self.assertFalse(employee.sudo().dz_nin)

    def test_missing_papers_show_until_they_are_there(self):
        employee = self._create_employee(sex='female')
        service = self.env.ref('l10n_dz_hr_file.document_kind_service')
        family = self.env.ref('l10n_dz_hr_file.document_kind_family')
        self.assertTrue(employee.dz_is_incomplete)
        self.assertNotIn(service, employee.dz_missing_kind_ids)
        self.assertNotIn(family, employee.dz_missing_kind_ids)
        employee.marital = 'married'
        self.assertIn(family, employee.dz_missing_kind_ids)
        self.env['dz.hr.document'].create([
            {'employee_id': employee.id, 'kind_id': kind.id} for kind in employee.dz_missing_kind_ids])
        self.assertFalse(employee.dz_is_incomplete)
        self.assertNotIn(employee, self.env['hr.employee'].search([('dz_is_incomplete', '=', True)]))
        employee.dz_document_ids[:1].date_end = date(2026, 3, 14)
        self.assertEqual(employee.dz_missing_kind_ids, employee.dz_document_ids[:1].kind_id)
        self.assertIn(employee, self.env['hr.employee'].search([('dz_is_incomplete', '=', True)]))

    def test_what_is_wanted_is_dated(self):
        employee = self._create_employee()
        birth = self.env.ref('l10n_dz_hr_file.document_kind_birth')
        self.env.ref('l10n_dz_hr_file.requirement_birth').date_to = date(2026, 3, 14)
        employee.invalidate_recordset()
        self.assertNotIn(birth, employee.dz_missing_kind_ids)

    def test_children_are_counted(self):
        employee = self._create_employee()
        child = self.env['dz.hr.child'].create([
            {'name': name, 'employee_id': employee.id, 'birth_date': date(2015, 1, 1)} for name in ("A", "B")])[0]
        self.assertEqual(employee.children, 2)
        child.is_dependent = False
        self.assertEqual(employee.children, 1)
        child.employee_id.dz_child_ids.unlink()
        self.assertEqual(employee.children, 0)

    def test_seniority_is_counted_from_all_contracts(self):
        employee = self._create_employee(start=date(2020, 1, 1), end=date(2020, 12, 31))
        employee.sudo().create_version({
            'date_version': date(2022, 3, 16), 'contract_date_start': date(2022, 3, 16), 'contract_date_end': False})
        self.assertEqual(employee.dz_hired_date, date(2020, 1, 1))
        self.assertEqual(employee.dz_seniority, "5 years, 0 months")

    def _deadlines(self, employee):
        self.env.flush_all()
        found = self.env['dz.hr.deadline'].search([('employee_id', '=', employee.id), ('date_notice', '<=', '2026-03-15')])
        return {(deadline.kind, deadline.date) for deadline in found}

    def test_deadlines_come_in_time(self):
        trial = self._create_employee("Trial", start=date(2026, 1, 1), end=date(2026, 12, 31), trial_date_end=date(2026, 5, 14))
        self.assertEqual(self._deadlines(trial), {('trial', date(2026, 5, 14))})
        ending = self._create_employee("Ending", end=date(2026, 4, 30))
        self.assertEqual(self._deadlines(ending), {('contract', date(2026, 4, 30))})
        man = self._create_employee("Man", birthday=date(1966, 6, 1), sex='male')
        self.assertEqual(self._deadlines(man), {('retirement', date(2026, 6, 1))})
        woman = self._create_employee("Woman", birthday=date(1971, 6, 1), sex='female')
        self.assertEqual(self._deadlines(woman), {('retirement_women', date(2026, 6, 1))})
        young = self._create_employee("Young")
        self.assertFalse(self._deadlines(young))
        paper = self.env['dz.hr.document'].create({
            'employee_id': young.id, 'kind_id': self.env.ref('l10n_dz_hr_file.document_kind_identity').id,
            'date_end': date(2026, 4, 1), 'reference': "C-1"})
        self.assertEqual(self._deadlines(young), {('paper', date(2026, 4, 1))})
        paper.copy({'date_end': date(2036, 4, 1)})
        self.assertFalse(self._deadlines(young))
        self._sign(young, 'confirmation', date(2026, 4, 10))
        self.assertEqual(self._deadlines(young), {('decision', date(2026, 4, 10))})

    def test_the_age_of_retirement_is_dated(self):
        man = self._create_employee("Man", birthday=date(1966, 6, 1), sex='male')
        self.env.ref('l10n_dz_hr_file.limit_retirement_age').date_to = date(2026, 5, 31)
        self.env.flush_all()
        self.env['dz.hr.limit'].create({
            'code': 'retirement_age', 'value': 62, 'date_from': date(2026, 6, 1), 'source': "A later law"})
        self.assertFalse(self._deadlines(man))

    @mute_logger('odoo.sql_db')
    def test_wrong_dates_of_papers_and_limits_are_refused(self):
        employee = self._create_employee()
        kind = self.env.ref('l10n_dz_hr_file.document_kind_identity')
        for model, values in (
                ('dz.hr.document', {'employee_id': employee.id, 'kind_id': kind.id, 'date': '2026-01-02',
                                    'date_end': '2026-01-01'}),
                ('dz.hr.limit', {'code': 'notice_days', 'value': 1, 'date_from': '2026-01-02', 'date_to': '2026-01-01',
                                 'source': "x", 'company_id': self.company.id}),
                ('dz.hr.requirement', {'kind_id': kind.id, 'date_from': '2026-01-02', 'date_to': '2026-01-01', 'source': "x"}),
                ('dz.hr.grid', {'name': "x", 'company_id': self.company.id, 'date_from': '2010-01-02',
                                'date_to': '2010-01-01', 'point_value': 1, 'source': "x"})):
            with self.subTest(model=model), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env[model].create(values)
