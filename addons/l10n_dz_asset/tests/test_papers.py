import io
from datetime import date

import openpyxl

from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common import READER, AssetCase


@tagged('post_install', '-at_install')
class TestPapers(AssetCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.annexes = cls.env['dz.asset.annex'].with_user(cls.reader)

    def _annex(self, **values):
        return self.annexes.create({
            'date_from': '2026-01-01', 'date_to': '2026-12-31', 'company_ids': [Command.set(self.company_dz.ids)], **values})

    def _year(self):
        """A building taken over, a computer bought and sold in the year, another bought and kept; January to March posted."""
        building = self._asset(2400000, 'building', date(2024, 1, 1), opening_date=date(2025, 12, 31), opening_amount=240000)
        sold, kept = self._bill(('218', 'computer', 2, 150000), day='2026-01-05').line_ids.asset_id
        (sold | kept).validate()
        self._entry(date(2026, 1, 1), ('213', 2400000), ('2813', -240000), ('101', -2160000))
        self._run(1, 2, 3)
        disposal = self.env['dz.asset.disposal'].with_user(self.keeper).create({
            'asset_id': sold.id, 'date': date(2026, 4, 30), 'kind': 'lost', 'reason': "Stolen"})
        disposal.action_submit()
        disposal.with_user(self.chief).validate_tier()
        return building, sold, kept, disposal

    def test_the_table_of_the_annex_ties_to_the_books(self):
        self._year()
        rows = {line.category_id.name: line for line in self._annex().line_ids}
        self.assertRecordValues(rows["Buildings"], [{
            'gross_start': 2400000, 'gross_in': 0, 'gross_out': 0, 'gross_end': 2400000, 'depreciation_start': 240000,
            'depreciation_in': 30000, 'depreciation_out': 0, 'depreciation_end': 270000, 'net_end': 2130000}])
        self.assertRecordValues(rows["IT equipment"], [{
            'gross_start': 0, 'gross_in': 300000, 'gross_out': 150000, 'gross_end': 150000, 'depreciation_start': 0,
            'depreciation_in': 17500, 'depreciation_out': 10000, 'depreciation_end': 7500, 'net_end': 142500}])
        for code, name, row in (('213', 'gross_end', "Buildings"), ('218', 'gross_end', "IT equipment")):
            self.assertEqual(self._balance(code), rows[row][name])
        for code, row in (('2813', "Buildings"), ('2818', "IT equipment")):
            self.assertEqual(-self._balance(code), rows[row].depreciation_end)
        self.assertEqual(self._balance('681'), sum(line.depreciation_in for line in rows.values()))

    def test_the_next_year_begins_where_the_last_ended(self):
        self._year()
        last = self._annex()._get_rows()
        following = self._annex(date_from='2027-01-01', date_to='2027-12-31')._get_rows()
        for name in ('gross', 'depreciation', 'net'):
            self.assertEqual([row[f'{name}_end'] for row in last], [row[f'{name}_start'] for row in following])

    def _html(self, report, records, user=None):
        reports = self.env['ir.actions.report'].with_user(user or self.chief)
        return reports._render_qweb_html(f'l10n_dz_asset.{report}', records.ids)[0].decode()

    def _pdf(self, report, records, user=None):
        reports = self.env['ir.actions.report'].with_user(user or self.chief).with_context(force_report_rendering=True)
        return reports._render_qweb_pdf(f'l10n_dz_asset.{report}', records.ids)[0]

    def test_the_table_prints_and_exports_in_arabic_and_french(self):
        self._year()
        for language, title in (('ar_001', "جدول التثبيتات"), ('fr_FR', "Tableau des immobilisations")):
            with self.subTest(language):
                annex = self._annex(language=language)
                html = self._html('asset_annex_report', annex, self.reader)
                self.assertIn(title, html)
                self.assertRegex(html, r"2\s130\s000,00")
                content, _type = self.env['ir.actions.report'].with_user(self.reader)._render_xlsx(
                    'l10n_dz_asset.asset_annex_xlsx_document', annex.ids, {})
                sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
                self.assertEqual(bool(sheet.sheet_view.rightToLeft), language == 'ar_001')
                self.assertIn(2130000, [cell for row in sheet.iter_rows(values_only=True) for cell in row])
        self.assertTrue(self._pdf('asset_annex_report', annex, self.reader).startswith(b'%PDF'))

    def test_papers_bear_number_facts_and_words_in_two_languages(self):
        _building, _sold, kept, disposal = self._year()
        transfer = self.env['dz.asset.transfer'].with_user(self.keeper).create({
            'company_id': self.company_dz.id, 'date': date(2026, 5, 3), 'location_id': self.places[0].id,
            'line_ids': [Command.create({'asset_id': kept.id})]})
        transfer.action_confirm()
        html = self._html('asset_transfer_report', transfer)
        for words in ("محضر تحويل تثبيتات", "TRF/2026/00001", kept.code, "Office 1", "مئة وخمسون ألف دينار",
            "Cent cinquante mille dinars"):
            self.assertIn(words, html)
        html = self._html('asset_disposal_report', disposal)
        for words in ("SOR/2026/00001", "Perte ou vol", "Stolen", "Moins-value"):
            self.assertIn(words, html)
        self.assertTrue(self._pdf('asset_transfer_report', transfer).startswith(b'%PDF'))
        self.assertTrue(self._pdf('asset_disposal_report', disposal).startswith(b'%PDF'))

    def test_a_sheet_of_labels_has_the_code_of_each_asset(self):
        assets = self._asset() | self._asset() | self._asset()
        self.assertTrue(assets.with_user(self.keeper).action_print_labels())
        html = self._html('asset_label_report', assets)
        self.assertEqual(html.count('data:image/png'), 3)
        for asset in assets:
            self.assertIn(asset.code, html)
            self.assertTrue(asset._get_label_address().endswith(f'/asset/label/{asset.label_code}'))
        self.assertTrue(self._pdf('asset_label_report', assets).startswith(b'%PDF'))


@tagged('post_install', '-at_install')
class TestLabelPage(HttpCase):

    def test_the_label_opens_the_page_of_the_asset_for_who_may_see_it(self):
        company = self.env['res.company'].create({'name': "Label Works", 'country_id': self.env.ref('base.dz').id})
        self.env['account.chart.template'].try_loading('dz', company, install_demo=False)
        self.env.user.company_ids += company
        profile = self.env['account.asset.profile'].search([('company_id', '=', company.id), ('dz_category_id.link',
            '=', 'vehicle')])
        asset = self.env['account.asset'].with_company(company).create({
            'name': "Van", 'profile_id': profile.id, 'purchase_value': 100000, 'date_start': '2026-01-01',
                'company_id': company.id})
        asset.validate()
        values = {'company_id': company.id, 'company_ids': [Command.set(company.ids)]}
        new_test_user(self.env, login='label_reader', groups=READER, **values)
        new_test_user(self.env, login='label_other', groups='base.group_user', **values)
        path = f'/asset/label/{asset.label_code}'
        self.authenticate('label_reader', 'label_reader')
        answer = self.url_open(path, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers['Location'].endswith(f'/{asset.id}'))
        self.assertEqual(self.url_open('/asset/label/0000000000000000', allow_redirects=False).status_code, 404)
        self.authenticate('label_other', 'label_other')
        self.assertEqual(self.url_open(path, allow_redirects=False).status_code, 404)
