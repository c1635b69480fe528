from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import LedgerCase


class WorkedYear(LedgerCase):
    """Copper Works: a year 2025 that is closed, and the year 2026. Figures an accountant can add up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for date, *lines in [
            ('2025-01-05', ('512', 1000000), ('101', -1000000)),
            ('2025-05-01', ('411', 200000), ('706', -200000)),
            ('2025-06-01', ('613', 50000), ('512', -50000)),
            ('2025-12-31', ('706', 200000), ('613', -50000), ('12', -150000)),
            ('2026-03-31', ('12', 150000), ('106', -100000), ('11', -50000)),
            ('2026-02-01', ('218', 600000), ('404', -600000)),
            ('2026-03-01', ('411', 1190000), ('706', -1000000), ('4457', -190000)),
            ('2026-04-01', ('512', 900000), ('411', -900000)),
            ('2026-05-01', ('607', 200000), ('4456', 38000), ('401', -238000)),
            ('2026-06-01', ('401', 138000), ('512', -138000)),
            ('2026-06-30', ('631', 300000), ('431', -27000), ('421', -273000)),
            ('2026-06-30', ('635', 75000), ('431', -75000)),
            ('2026-07-01', ('512', 400000), ('164', -400000)),
            ('2026-09-30', ('661', 20000), ('512', -20000)),
            ('2026-10-15', ('512', 80000), ('741', -80000)),
            ('2026-12-31', ('681', 110000), ('2818', -110000)),
            ('2026-12-31', ('685', 30000), ('491', -30000)),
            ('2026-12-31', ('695', 40000), ('444', -40000)),
        ]:
            cls._entry(date, *lines)

    BALANCE_SHEET = {
        'A_OTHT': [600000, 110000, 490000, 0], 'A_TAN': [600000, 110000, 490000, 0], 'A_NC': [600000, 110000, 490000, 0],
        'A_CLI': [490000, 30000, 460000, 200000], 'A_TAX': [38000, 0, 38000, 0], 'A_CASH': [2172000, 0, 2172000, 950000],
        'A_C': [2700000, 30000, 2670000, 1150000], 'A_TOTAL': [3300000, 140000, 3160000, 1150000],
        'L_CAP': [1000000, 1000000], 'L_RES': [100000, 0], 'L_RESULT': [305000, 150000], 'L_RAN': [50000, 0],
        'L_EQ': [1455000, 1150000], 'L_LOAN': [400000, 0], 'L_NC': [400000, 0], 'L_SUP': [700000, 0], 'L_TAX': [230000, 0],
        'L_OTH': [375000, 0], 'L_C': [1305000, 0], 'L_TOTAL': [3160000, 1150000],
    }
    INCOME_STATEMENT = {
        'T_70': [1000000, 200000], 'T_74': [80000, 0], 'T_I': [1080000, 200000], 'T_60': [200000, 0], 'T_61': [0, 50000],
        'T_II': [200000, 50000], 'T_III': [880000, 150000], 'T_63': [375000, 0], 'T_IV': [505000, 150000],
        'T_68': [140000, 0], 'T_V': [365000, 150000], 'T_66': [20000, 0], 'T_VI': [-20000, 0], 'T_VII': [345000, 150000],
        'T_695': [40000, 0], 'T_PRO': [1080000, 200000], 'T_CHG': [775000, 50000], 'T_VIII': [305000, 150000],
        'T_IX': [0, 0], 'T_X': [305000, 150000],
    }

    def _close_2026(self):
        self._entry(
            '2026-12-31', ('706', 1000000), ('741', 80000), ('607', -200000), ('631', -300000), ('635', -75000),
            ('661', -20000), ('681', -110000), ('685', -30000), ('695', -40000), ('12', -305000))


@tagged('post_install', '-at_install')
class TestStatements(WorkedYear):

    def check_rows(self, report, expected):
        values = self._values(report)
        self.assertEqual({row: values[row] for row in expected}, expected)
        others = {row for row, amounts in values.items() if row not in expected and any(amounts)}
        self.assertFalse(others - {'A_LIQ', 'A_REC'}, "rows with an amount that the year does not know")

    def test_balance_sheet_of_the_year(self):
        report = self._report('balance_sheet')
        self.check_rows(report, self.BALANCE_SHEET)
        self.assertEqual(report['check']['difference'], 0)
        self.assertFalse(report['warnings'])

    def test_income_statement_of_the_year(self):
        self.check_rows(self._report('income_statement'), self.INCOME_STATEMENT)

    def test_closing_the_year_changes_neither_statement(self):
        self._close_2026()
        self.check_rows(self._report('balance_sheet'), self.BALANCE_SHEET)
        self.check_rows(self._report('income_statement'), self.INCOME_STATEMENT)

    def test_a_year_that_nobody_closed_goes_to_earlier_results(self):
        values = self._values(self._report('balance_sheet', date_to='2027-12-31'))
        self.assertEqual((values['L_RESULT'], values['L_RAN']), ([0, 305000], [355000, 50000]))
        self.assertEqual(values['A_TOTAL'][2], values['L_TOTAL'][0])

    def test_a_half_year(self):
        values = self._values(self._report('income_statement', date_from='2026-01-01', date_to='2026-06-30'))
        self.assertEqual((values['T_I'], values['T_X']), ([1000000, 200000], [425000, 150000]))

    def test_drafts_are_shown_when_asked_for(self):
        self._entry('2026-11-01', ('512', 1000), ('706', -1000), post=False)
        posted = self._values(self._report('income_statement'))['T_X'][0]
        everything = self._values(self._report('income_statement', posted_only=False))['T_X'][0]
        self.assertEqual((posted, everything), (305000, 306000))

    def test_without_comparison_the_year_before_is_left_out(self):
        report = self._report('balance_sheet', comparison=False)
        self.assertEqual([len(section['columns']) for section in report['sections']], [3, 1])
        self.assertEqual(self._values(report)['A_TOTAL'], [3300000, 140000, 3160000])

    def test_several_companies_are_added_up_without_setting_off(self):
        other = self._create_company("Silver Works")
        self.accountant.company_ids += other
        self._entry('2026-01-05', ('512', -70000), ('411', 70000), company=other)
        report = self.env(user=self.accountant, context={'allowed_company_ids': [self.company_dz.id, other.id]})[
            'financial.report'].get_report({'kind': 'balance_sheet', 'date_to': '2026-12-31'})
        values = self._values(report)
        self.assertEqual(values['A_CASH'][2], 2172000, "an overdraft of one company is not taken off the cash of another")
        self.assertEqual(values['L_CASH'][0], 70000)
        self.assertEqual(values['A_CLI'][2], 530000)
        self.assertEqual(values['A_TOTAL'][2], values['L_TOTAL'][0])

    def test_another_company_is_refused(self):
        other = self._create_company("Silver Works")
        with self.assertRaises(AccessError):
            self._report('balance_sheet', company_ids=other.ids)

    def test_people_who_do_not_keep_accounts_are_refused(self):
        self.accountant.group_ids = [Command.set(self.env.ref('account.group_account_invoice').ids)]
        for kind in ('balance_sheet', 'trial_balance'):
            with self.subTest(kind=kind), self.assertRaises(AccessError):
                self._report(kind)
        with self.assertRaises(AccessError):
            self.env(user=self.accountant)['financial.report'].get_account_items(
                {'kind': 'general_ledger'}, self.company_dz.id, self._account('512').id)

    def test_an_unknown_report_is_refused(self):
        with self.assertRaises(UserError):
            self._report('unlink')

    def test_a_period_that_ends_before_it_starts_is_refused(self):
        with self.assertRaises(UserError):
            self._report('income_statement', date_from='2026-12-31', date_to='2026-01-01')

    def test_a_row_leads_to_its_accounts_and_their_items(self):
        report = self._report('balance_sheet')
        line = next(line for section in report['sections'] for line in section['lines'] if line['id'] == 'A_CLI')
        self.assertEqual([(child['code'], child['values']) for child in line['children']], [
            ('411000', [490000, 0, 490000, 200000]), ('491000', [0, 30000, -30000, 0])])
        action = self.env(user=self.accountant)['financial.report'].action_open_items(
            {'kind': 'balance_sheet', 'date_to': '2026-12-31'}, self.company_dz.id, line['children'][0]['account_id'])
        items = self.env[action['res_model']].search(action['domain'])
        self.assertEqual(sum(items.mapped('balance')), 490000)

    def test_an_account_without_a_row_is_shown_and_named(self):
        self._entry('2026-05-05', ('900', 500), ('512', -500))
        report = self._report('balance_sheet')
        values = self._values(report)
        self.assertEqual(values['A_UNM'], [500, 0, 500, 0])
        self.assertEqual(values['A_TOTAL'][2], 3160000)
        self.assertEqual(report['check']['difference'], 0)
        self.assertIn('900000', report['warnings'][0])

    def test_an_account_whose_rule_is_removed_still_counts_in_the_result(self):
        statement = self.env.ref('l10n_dz_accounting.scf_result')
        statement.rule_ids.filtered(lambda rule: rule.prefix in ('6', '66')).unlink()
        report = self._report('income_statement')
        values = self._values(report)
        self.assertEqual((values['T_66'], values['T_UNM'], values['T_X']), ([0, 0], [-20000, 0], [305000, 150000]))
        self.assertTrue(report['warnings'])

    def test_arabic_and_french_names(self):
        for lang, name, title in (('ar_001', "مجموع الأصول", "الميزانية"), ('fr_FR', "Total actif", "Bilan")):
            with self.subTest(lang=lang):
                self.accountant.lang = lang
                report = self.env(user=self.accountant, context={'lang': lang})['financial.report'].get_report(
                    {'kind': 'balance_sheet', 'date_to': '2026-12-31', 'company_ids': self.company_dz.ids})
                self.assertEqual(report['title'], title)
                self.assertEqual(report['sections'][0]['lines'][-1]['name'], name)


@tagged('post_install', '-at_install')
class TestLayout(LedgerCase):
    """Statements as records that accountants may change, within what keeps them right."""

    def _statement(self):
        return self.env.ref('l10n_dz_accounting.scf_result')

    def test_a_circle_is_refused(self):
        row = self._statement().row_ids.filtered(lambda row: row.code == 'T_I')
        with self.assertRaises(ValidationError):
            row.formula = 'T_III'

    def test_an_unknown_row_is_refused(self):
        row = self._statement().row_ids.filtered(lambda row: row.code == 'T_I')
        with self.assertRaises(ValidationError):
            row.formula = 'T_70 + T_NONE'

    def test_a_prefix_has_one_row_or_has_its_sides_told_apart(self):
        statement = self._statement()
        with self.assertRaises(ValidationError):
            self.env['financial.statement.rule'].create(
                {'row_id': statement.row_ids[0].id, 'prefix': '70', 'side': 'debit'})

    def test_the_edition_of_the_day_is_taken(self):
        new = self._statement().copy({'date_start': '2026-01-01', 'name': "New edition"})
        self._entry('2026-02-01', ('512', 10), ('70', -10))
        new.row_ids.filtered(lambda row: row.code == 'T_70').name = "Sales"
        names = [
            next(line['name'] for line in self._report('income_statement', date_from, date_to)['sections'][0]['lines']
                 if line['id'] == 'T_70')
            for date_from, date_to in (('2025-01-01', '2025-12-31'), ('2026-01-01', '2026-12-31'))
        ]
        self.assertEqual(names, ["Turnover", "Sales"])

    def test_in_a_new_year_the_balance_sheet_of_the_former_one_opens_by_its_last_day(self):
        """The screen still holds the beginning of the year that it opened with."""
        self._entry('2025-06-01', ('512', 10), ('70', -10))
        report = self._report('balance_sheet', date_from='2026-01-01', date_to='2025-12-31')
        self.assertEqual((report['date_from'], report['date_to']), ('2025-01-01', '2025-12-31'))

    def test_a_day_without_an_edition_is_told(self):
        with self.assertRaisesRegex(UserError, "31/12/2009"):
            self._report('balance_sheet', date_from='2009-01-01', date_to='2009-12-31')

    def test_the_auditor_reads_and_does_not_change_the_layout(self):
        self.accountant.group_ids = [Command.set(self.env.ref('account.group_account_readonly').ids)]
        statement = self._statement().with_user(self.accountant)
        self.assertTrue(statement.row_ids)
        with self.assertRaises(AccessError):
            statement.row_ids[0].name = "Other"
