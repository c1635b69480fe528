import re

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.account.models.chart_template import TEMPLATE_MODELS

from ..models.account_chart_template import JOURNALS
from .common import LedgerCase

ARABIC = re.compile(r'[\u0600-\u06ff]')


@tagged('post_install', '-at_install')
class TestChart(LedgerCase):

    def _records(self, model):
        field = 'company_ids' if model == 'account.account' else 'company_id'
        return self.env[model].with_context(active_test=False).search([(field, 'in', self.company_dz.ids)])

    def test_every_name_of_the_chart_is_arabic_in_arabic(self):
        for model in TEMPLATE_MODELS:
            records = self._records(model).with_context(lang='ar_001')
            self.assertTrue(records, model)
            latin = [record.name for record in records if not ARABIC.search(record.name)]
            self.assertFalse(latin, model)

    def test_french_names_are_kept(self):
        account = self._account('411').with_context(lang='fr_FR')
        self.assertEqual(account.name, "Clients")
        self.assertEqual(account.with_context(lang='ar_001').name, "الزبائن")
        self.assertEqual(self._tax('sale_19_prod').with_context(lang='fr_FR').name, "19% B Prod.")

    def test_customers_owe_on_411(self):
        self.assertEqual(self.customer.with_company(self.company_dz).property_account_receivable_id.code, '411000')

    def test_types_are_mended(self):
        for code, kind in {
            '164': 'liability_non_current', '133': 'asset_non_current', '438': 'liability_current', '441': 'asset_current',
            '486': 'asset_prepayments', '481': 'liability_current', '491': 'asset_current', '368': 'asset_current',
            '519': 'liability_current', '411': 'asset_receivable', '401': 'liability_payable',
        }.items():
            with self.subTest(code=code):
                self.assertEqual(self._account(code).account_type, kind)

    def test_sales_purchases_and_general_journals_are_locked_with_a_hash(self):
        journals = self._records('account.journal')
        hashed = journals.filtered('restrict_mode_hash_table')
        self.assertEqual(set(hashed.mapped('type')), {'sale', 'purchase', 'general'})
        self.assertFalse(journals.filtered(lambda j: j.type in ('sale', 'purchase', 'general')) - hashed)

    def test_an_arabic_company_numbers_its_entries_in_latin_letters(self):
        self.env.company.partner_id.lang = 'ar_001'
        company = self.env['res.company'].create({'name': "ورشة النحاس", 'country_id': self.env.ref('base.dz').id})
        company.partner_id.lang = 'ar_001'
        self.env['account.chart.template'].try_loading('dz', company, install_demo=False)
        codes = set(self.env['account.journal'].search([('company_id', '=', company.id)]).mapped('code'))
        self.assertLessEqual({'VTE', 'ACH', 'OD'}, codes)

    def test_a_company_that_had_the_chart_before_gets_the_same(self):
        chart = self.env['account.chart.template'].with_company(self.company_dz)
        before = {
            'account.account': ('l10n_dz_411', 'l10n_dz_512'), 'account.group': ('l10n_dz_account_group_41',),
            'account.tax.group': ('l10n_dz_tax_group_vat_19',), 'account.fiscal.position': ('fiscal_position_template_national',),
        }
        for xmlids in before.values():
            for xmlid in xmlids:
                self._forget_arabic(chart.ref(xmlid))
        journal = chart.ref('general')
        journal.update_field_translations('name', {'ar_001': "عمليات متنوعة"})
        journal.restrict_mode_hash_table = False
        loan, receivable = chart.ref('l10n_dz_164'), chart.ref('l10n_dz_413')
        loan.account_type = 'liability_current'
        self.env['ir.default'].set(
            'res.partner', 'property_account_receivable_id', receivable.id, company_id=self.company_dz.id)
        chart.ref('l10n_dz_44781').unlink()
        chart.ref('l10n_dz_4471').usable_until = False

        self.env['account.chart.template']._adopt_dz_accounting(self.company_dz)

        for model, xmlids in before.items():
            for xmlid in xmlids:
                self.assertRegex(chart.ref(xmlid).with_context(lang='ar_001').name, ARABIC, f'{model} {xmlid}')
        self.assertEqual(journal.with_context(lang='ar_001').name, JOURNALS['general'][0])
        self.assertTrue(journal.restrict_mode_hash_table)
        self.assertEqual(loan.account_type, 'liability_non_current')
        self.assertEqual(self.customer.with_company(self.company_dz).property_account_receivable_id.code, '411000')
        self.assertEqual(chart.ref('l10n_dz_44781').with_company(self.company_dz).code, '447810')
        self.assertEqual(str(chart.ref('l10n_dz_4471').usable_until), '2024-12-31')

    def _forget_arabic(self, record):
        self.env.flush_all()
        self.env.execute_query(SQL(
            "UPDATE %s SET name = name - 'ar_001' WHERE id = %s RETURNING id", SQL.identifier(record._table), record.id))
        record.invalidate_recordset()

    def test_adoption_keeps_what_people_chose(self):
        chart = self.env['account.chart.template'].with_company(self.company_dz)
        journal, account = chart.ref('general'), chart.ref('l10n_dz_411')
        journal.update_field_translations('name', {'ar_001': "يومية التسويات"})
        account.update_field_translations('name', {'ar_001': "زبائن الورشة"})
        chart.ref('l10n_dz_164').account_type = 'liability_payable'
        self.env['account.chart.template']._adopt_dz_accounting(self.company_dz)
        self.assertEqual(journal.with_context(lang='ar_001').name, "يومية التسويات")
        self.assertEqual(account.with_context(lang='ar_001').name, "زبائن الورشة")
        self.assertEqual(chart.ref('l10n_dz_164').account_type, 'liability_payable')

    def test_the_grid_of_the_return_reads_in_arabic(self):
        report = self.env.ref('l10n_dz.tax_report').with_context(lang='ar_001')
        latin = [name for name in (*report.line_ids.mapped('name'), *report.column_ids.mapped('name')) if not ARABIC.search(name)]
        self.assertFalse(latin)
