import io

import openpyxl

from odoo.tests import tagged

from .test_statements import WorkedYear


@tagged('post_install', '-at_install')
class TestPaper(WorkedYear):

    def _request(self, kind, language, **options):
        action = self.env(user=self.accountant)['financial.report.print'].action_print({
            'kind': kind, 'date_from': '2026-01-01', 'date_to': '2026-12-31', 'company_ids': self.company_dz.ids, **options,
        }, options.pop('output', 'pdf'), language)
        return self.env(user=self.accountant)['financial.report.print'].browse(action['context']['active_ids'])

    def _html(self, request):
        return self.env['ir.actions.report'].with_user(self.accountant)._render_qweb_html(
            'l10n_dz_accounting.financial_report_pdf', request.ids)[0].decode()

    def test_every_report_prints_in_arabic_and_french(self):
        titles = {
            'balance_sheet': ("الميزانية", "Bilan"),
            'income_statement': ("حسابات النتائج حسب الطبيعة", "Compte de résultat par nature"),
            'trial_balance': ("ميزان المراجعة", "Balance générale"), 'general_ledger': ("دفتر الأستاذ العام", "Grand livre"),
        }
        for kind, names in titles.items():
            for language, name in zip(('ar_001', 'fr_FR'), names, strict=True):
                with self.subTest(kind=kind, language=language):
                    request = self._request(kind, language)
                    self.assertIn(name, self._html(request))
                    pdf = self.env['ir.actions.report'].with_user(self.accountant).with_context(
                        force_report_rendering=True)._render_qweb_pdf('l10n_dz_accounting.financial_report_pdf', request.ids)[0]
                    self.assertTrue(pdf.startswith(b'%PDF'))

    def test_the_paper_bears_the_figures_of_the_screen(self):
        html = self._html(self._request('balance_sheet', 'fr_FR'))
        self.assertRegex(html, r"3\s160\s000,00")

    def _workbook(self, kind, language):
        request = self._request(kind, language)
        content, file_type = self.env['ir.actions.report'].with_user(self.accountant)._render_xlsx(
            'l10n_dz_accounting.financial_report_xlsx_document', request.ids, {})
        self.assertEqual(file_type, 'xlsx')
        return openpyxl.load_workbook(io.BytesIO(content))

    def test_the_workbook_has_numbers_and_reads_from_the_right_in_arabic(self):
        workbook = self._workbook('balance_sheet', 'ar_001')
        self.assertEqual(workbook.sheetnames, ["الأصول", "الخصوم"])
        sheet = workbook.worksheets[0]
        self.assertTrue(sheet.sheet_view.rightToLeft)
        total = next(row for row in sheet.iter_rows(values_only=True) if row[1] and row[1].strip() == "مجموع الأصول")
        self.assertEqual(total[2:6], (3300000, 140000, 3160000, 1150000))

    def test_the_workbook_of_a_ledger_has_its_items(self):
        sheet = self._workbook('general_ledger', 'fr_FR').worksheets[0]
        self.assertFalse(sheet.sheet_view.rightToLeft)
        codes = [row[0] for row in sheet.iter_rows(values_only=True)]
        self.assertIn('512000', codes)
        move = self._account('512').env['account.move.line'].search([
            ('account_id', '=', self._account('512').id), ('date', '=', '2026-10-15')]).move_id
        self.assertIn(move.name, codes)

    def test_the_return_prints(self):
        vat_return = self.env(user=self.accountant)['vat.return'].create({'date_from': '2026-03-01'})
        for lang, title in (('ar_001', "التصريح الشهري"), ('fr_FR', "Déclaration mensuelle")):
            with self.subTest(lang=lang):
                html = self.env['ir.actions.report'].with_user(self.accountant).with_context(lang=lang)._render_qweb_html(
                    'l10n_dz_accounting.vat_return_document', vat_return.ids)[0].decode()
                self.assertIn(title, html)
                self.assertIn('E3B28', html)
