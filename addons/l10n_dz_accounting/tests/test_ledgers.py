from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_statements import WorkedYear


@tagged('post_install', '-at_install')
class TestLedgers(WorkedYear):

    def _accounts(self, report):
        return {
            child['code']: child['values'] for line in report['sections'][0]['lines'] for child in line['children']}

    def test_trial_balance_of_the_year(self):
        report = self._report('trial_balance')
        accounts = self._accounts(report)
        self.assertEqual(accounts['512000'], [950000, 0, 1380000, 158000, 2172000, 0])
        self.assertEqual(accounts['411000'], [200000, 0, 1190000, 900000, 490000, 0])
        self.assertEqual(accounts['706000'], [0, 0, 0, 1000000, 0, 1000000])
        self.assertEqual(accounts['120000'], [0, 150000, 150000, 0, 0, 0])
        totals = self._values(report)['total']
        self.assertEqual(totals[0], totals[1])
        self.assertEqual(totals[2], totals[3])
        self.assertEqual(totals[4:], [4075000, 4075000])
        self.assertEqual(report['check']['difference'], 0)

    def test_results_of_an_unclosed_year_stand_on_a_line_of_their_own(self):
        report = self._report('trial_balance', '2027-01-01', '2027-12-31')
        self.assertEqual(self._values(report)['earlier'], [0, 305000, 0, 0, 0, 305000])
        self.assertNotIn('706000', self._accounts(report))
        totals = self._values(report)['total']
        self.assertEqual(totals[4], totals[5])

    def test_a_month_opens_with_the_year_so_far(self):
        accounts = self._accounts(self._report('trial_balance', '2026-06-01', '2026-06-30'))
        self.assertEqual(accounts['706000'], [0, 1000000, 0, 0, 0, 1000000])
        self.assertEqual(accounts['631000'], [0, 0, 300000, 0, 300000, 0])

    def test_a_trial_balance_of_some_accounts(self):
        accounts = self._accounts(self._report('trial_balance', prefix='44'))
        self.assertEqual(set(accounts), {'444000', '445600', '445700'})

    def test_general_ledger_of_an_account(self):
        report = self._report('general_ledger', prefix='401')
        line = report['sections'][0]['lines'][0]
        self.assertEqual((line['code'], line['values']), ('401000', [0, 138000, 238000, -100000]))
        page = self.env(user=self.accountant)['financial.report'].get_account_items(
            {'kind': 'general_ledger', 'date_from': '2026-01-01', 'date_to': '2026-12-31'},
            line['company_id'], line['account_id'])
        self.assertEqual([item['values'] for item in page['items']], [
            [None, 0, 238000, -238000], [None, 138000, 0, -100000]])
        self.assertFalse(page['next_offset'])

    def test_the_balance_runs_on_from_the_opening(self):
        page = self.env(user=self.accountant)['financial.report'].get_account_items(
            {'kind': 'general_ledger', 'date_from': '2026-05-01', 'date_to': '2026-12-31'},
            self.company_dz.id, self._account('512').id)
        self.assertEqual([item['values'][3] for item in page['items']], [1712000, 2112000, 2092000, 2172000])

    def test_items_come_a_page_at_a_time(self):
        for _number in range(103):
            self._entry('2026-08-01', ('530', 1), ('758', -1))
        read = self.env(user=self.accountant)['financial.report'].get_account_items
        options = {'kind': 'general_ledger', 'date_from': '2026-01-01', 'date_to': '2026-12-31'}
        first = read(options, self.company_dz.id, self._account('530').id)
        self.assertEqual((len(first['items']), first['next_offset']), (100, 100))
        second = read(options, self.company_dz.id, self._account('530').id, first['next_offset'])
        self.assertEqual((len(second['items']), second['next_offset']), (3, False))
        self.assertEqual(second['items'][-1]['values'][3], 103)

    def test_a_ledger_too_long_to_print_is_refused(self):
        with self.assertRaisesRegex(UserError, "41"):
            self.env(user=self.accountant)['financial.report']._get_full_report(
                {'kind': 'general_ledger', 'date_from': '2025-01-01', 'date_to': '2026-12-31',
                 'company_ids': self.company_dz.ids}, limit=10)
