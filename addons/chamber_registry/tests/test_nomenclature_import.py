import base64

from odoo.exceptions import UserError
from odoo.tests import tagged, users

from .common import ChamberCase

ANNEX = """code,name_ar,name_fr
0100011,صناعة الخبز التقليدي,Fabrication de pain traditionnel
0100012,صناعة الكسكسي,Fabrication de couscous traditionnel
0200011,نشاط جديد تماما,Activité sans équivalent
"""


@tagged('post_install', '-at_install')
class TestNomenclatureImport(ChamberCase):

    def _create_import(self, text=ANNEX, encoding='utf-8', **values):
        return self.env['chamber.nomenclature.import'].create({
            'file': base64.b64encode(text.encode(encoding)), 'file_name': 'annex.csv', 'edition_code': '2026',
            'edition_name': "Nomenclature 2026", 'date_start': '2026-01-01', 'legal_text': "Décret de test", **values})

    def _assert_nothing_written(self):
        self.assertFalse(self.env['chamber.craft.edition'].search([('code', '=', '2026')]))
        self.assertFalse(self.env['chamber.craft.activity'].search([('is_official', '=', True)]))
        self.assertFalse(self.env['chamber.craft.activity'].search([('replaced_by_id', '!=', False)]))

    @users('national')
    def test_the_annex_is_read_mapped_and_applied(self):
        wizard = self._create_import()
        wizard.action_preview()
        bread = self.craft_activity.with_env(self.env)
        self.assertRecordValues(wizard.line_ids, [
            {'line_number': 2, 'code': '0100011', 'provisional_id': bread.id, 'similarity': 100},
            {'line_number': 3, 'code': '0100012', 'provisional_id': wizard.line_ids[1].provisional_id.id,
             'similarity': wizard.line_ids[1].similarity},
            {'line_number': 4, 'code': '0200011', 'provisional_id': False, 'similarity': 0},
        ])
        self.assertIn("Couscous", wizard.line_ids[1].provisional_id.with_context(lang='fr_FR').name)
        self.assertFalse(wizard.errors)
        wizard.action_apply()
        official = self.env['chamber.craft.edition'].search([('code', '=', '2026')]).activity_ids.sorted('code')
        self.assertRecordValues(official, [
            {'code': '0100011', 'is_official': True, 'level': 'activity', 'parent_id': bread.parent_id.id},
            {'code': '0100012', 'is_official': True, 'level': 'activity', 'parent_id': bread.parent_id.id},
            {'code': '0200011', 'is_official': True, 'level': 'activity', 'parent_id': official[2].sector_id.id},
        ])
        self.assertEqual(official[0].with_context(lang='ar_001').name, "صناعة الخبز التقليدي")
        self.assertEqual(official[0].with_context(lang='fr_FR').name, "Fabrication de pain traditionnel")
        self.assertEqual((bread.replaced_by_id, str(bread.date_end)), (official[0], '2025-12-31'))

    @users('national')
    def test_the_mapping_is_corrected_by_hand(self):
        wizard = self._create_import()
        wizard.action_preview()
        wizard.line_ids[0].provisional_id = False
        wizard.action_apply()
        self.assertFalse(self.craft_activity.replaced_by_id)

    @users('national')
    def test_every_fault_is_listed_with_its_line_and_nothing_is_written(self):
        wizard = self._create_import(
            "code;name_fr;name_ar\n123;Court;قصير\n9900011;Inconnu;مجهول\n\n0100011;Pain;\n0100011;Encore;مرة أخرى\n")
        wizard.action_preview()
        lines = wizard.errors.split('\n')
        self.assertEqual(len(lines), 4)
        for line, words in zip(lines, (
            "Line 2: the code must have 7 digits", "Line 3: its first two digits", "Line 5: the Arabic name",
            "Line 6: the code stands twice",
        ), strict=True):
            self.assertIn(words, line)
        with self.assertRaisesRegex(UserError, r"Line 2"):
            wizard.action_apply()
        self._assert_nothing_written()

    @users('national')
    def test_one_provisional_activity_is_replaced_once(self):
        wizard = self._create_import()
        wizard.action_preview()
        wizard.line_ids[1].provisional_id = wizard.line_ids[0].provisional_id
        with self.assertRaisesRegex(UserError, r"Line 3"):
            wizard.action_apply()
        self._assert_nothing_written()

    @users('national')
    def test_an_edition_is_not_filled_twice_with_the_same_code(self):
        self._create_and_apply()
        edition = self.env['chamber.craft.edition'].search([('code', '=', '2026')])
        wizard = self._create_import(edition_id=edition.id)
        wizard.action_preview()
        with self.assertRaisesRegex(UserError, r"already in this edition"):
            wizard.action_apply()
        self.assertEqual(edition.activity_count, 3)

    def _create_and_apply(self):
        wizard = self._create_import()
        wizard.action_preview()
        wizard.action_apply()

    @users('national')
    def test_a_file_without_the_columns_is_refused(self):
        with self.assertRaises(UserError):
            self._create_import("a,b\n1,2\n").action_preview()

    @users('national')
    def test_a_file_in_another_encoding_is_refused(self):
        with self.assertRaises(UserError):
            self._create_import(encoding='utf-16').action_preview()

    @users('national')
    def test_an_empty_file_is_refused(self):
        with self.assertRaises(UserError):
            self._create_import("code,name_ar,name_fr\n").action_preview()

    @users('national')
    def test_the_edition_needs_a_date(self):
        wizard = self._create_import(date_start=False)
        wizard.action_preview()
        with self.assertRaises(UserError):
            wizard.action_apply()
        self._assert_nothing_written()

    @users('national')
    def test_files_of_spreadsheets_are_read(self):
        wizard = self._create_import('\ufeffNAME_FR\tCode\tname_ar\r\n"Pain, et galette"\t0100011\tخبز\r\n')
        wizard.action_preview()
        self.assertRecordValues(wizard.line_ids, [{'code': '0100011', 'name_fr': "Pain, et galette", 'name_ar': "خبز"}])

    @users('national')
    def test_another_file_forgets_the_lines(self):
        wizard = self._create_import()
        wizard.action_preview()
        wizard.action_back()
        self.assertEqual((wizard.step, len(wizard.line_ids)), ('file', 0))
