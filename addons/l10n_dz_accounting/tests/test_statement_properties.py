import random
from collections import defaultdict
from decimal import Decimal
from unittest.mock import patch

from odoo.fields import Date
from odoo.tests import tagged

from ..models.financial_balance import Balance
from .common import LedgerCase

YEARS = (2024, 2025, 2026)


def random_code(rng):
    return rng.choice('1234567') + ''.join(rng.choice('0123456789') for _digit in range(5))


def random_entry(rng, codes):
    """(year, {code: debit less credit}) of amounts that add up to nothing."""
    lines = defaultdict(Decimal)
    for _line in range(rng.randint(1, 4)):
        amount = Decimal(rng.randint(-10**7, 10**7)) / 100
        debit, credit = rng.sample(codes, 2)
        lines[debit] += amount
        lines[credit] -= amount
    return rng.choice(YEARS), dict(lines)


def balances_of(entries, company_id, account_ids):
    """What the database would say of the entries, worked out line by line."""
    codes = sorted({code for _year, lines in entries for code in lines})
    totals = {code: defaultdict(Decimal) for code in codes}
    for year, lines in entries:
        is_closing = any(code.startswith('12') for code in lines)
        for code, amount in lines.items():
            total = totals[code]
            total['closing'] += amount
            total['previous_closing'] += amount if year <= 2025 else 0
            total['result'] += amount if year == 2026 and not is_closing else 0
            total['previous_result'] += amount if year == 2025 and not is_closing else 0
    return [
        Balance(company_id, account_id, code, *(totals[code][field] for field in (
            'closing', 'previous_closing', 'result', 'previous_result', 'opening', 'debit', 'credit')))
        for account_id, code in zip(account_ids, codes, strict=False)
    ]


@tagged('post_install', '-at_install')
class TestStatementProperties(LedgerCase):

    def _statements(self, balances=None):
        if balances is None:
            return self._report('balance_sheet'), self._report('income_statement')
        with patch.object(self.env.registry['financial.balance'], '_get_balances', lambda *args: balances):
            return self._report('balance_sheet'), self._report('income_statement')

    def check_laws(self, balance_sheet, income_statement):
        assets_and_liabilities, flows = self._values(balance_sheet), self._values(income_statement)
        assets, liabilities = assets_and_liabilities['A_TOTAL'], assets_and_liabilities['L_TOTAL']
        self.assertAlmostEqual(assets[2], liabilities[0], 2)
        self.assertAlmostEqual(assets[3], liabilities[1], 2)
        self.assertAlmostEqual(assets[0] - assets[1], assets[2], 2)
        for year in (0, 1):
            self.assertAlmostEqual(assets_and_liabilities['L_RESULT'][year], flows['T_X'][year], 2)
            self.assertAlmostEqual(flows['T_PRO'][year] - flows['T_CHG'][year], flows['T_VIII'][year], 2)
        self.assertFalse(balance_sheet['warnings'] + income_statement['warnings'])

    def test_any_balanced_entries_keep_the_laws(self):
        account_ids = self.env['account.account'].search([('company_ids', 'in', self.company_dz.ids)]).ids
        for seed in range(150):
            rng = random.Random(seed)
            codes = list({random_code(rng) for _code in range(40)})
            if seed % 2:
                codes.append('120000')
            entries = [random_entry(rng, codes) for _entry in range(60)]
            with self.subTest(seed=seed):
                self.check_laws(*self._statements(balances_of(entries, self.company_dz.id, account_ids)))

    def test_entries_in_the_database_keep_the_laws(self):
        accounts = self.env['account.account'].search([('company_ids', 'in', self.company_dz.ids)])
        codes = [code for code in accounts.mapped('code') if code[0] in '1234567' and not code.startswith('4471')]
        rng = random.Random(19)
        for seed in range(5):
            for _entry in range(8):
                year, lines = random_entry(rng, codes)
                self._entry(Date.to_date(f'{year}-06-15'), *((code, float(amount)) for code, amount in lines.items()))
            with self.subTest(seed=seed):
                self.check_laws(*self._statements())

    def test_closing_a_random_year_changes_nothing(self):
        rng = random.Random(7)
        codes = ['512000', '411000', '401000', '706000', '607000', '631000', '218000']
        for _entry in range(20):
            year, lines = random_entry(rng, codes)
            self._entry(f'{year}-03-01', *((code, float(amount)) for code, amount in lines.items()))
        before = [self._values(report) for report in self._statements()]
        for year in YEARS:
            flows = self._report('trial_balance', f'{year}-01-01', f'{year}-12-31')
            lines = [
                (child['code'], round(child['values'][5] - child['values'][4], 2))
                for line in flows['sections'][0]['lines'] for child in line['children'] if child['code'][0] in '67'
            ]
            self._entry(f'{year}-12-31', *lines, ('12', -round(sum(amount for _code, amount in lines), 2)))
        after = [self._values(report) for report in self._statements()]
        self.check_laws(*self._statements())
        for one, other in zip(before, after, strict=True):
            for row, values in one.items():
                for value, changed in zip(values, other[row], strict=True):
                    self.assertAlmostEqual(value, changed, 2, row)

    def test_every_code_goes_to_one_row_of_its_statement(self):
        for xmlid, classes in (('scf_balance', '12345'), ('scf_result', '67')):
            rules = [
                (rule.prefix, rule.side, rule.row_id.code) for rule in self.env.ref(f'l10n_dz_accounting.{xmlid}').rule_ids]
            for code in (f'{number}{rest:04}' for number in classes for rest in range(10000)):
                for side in ('debit', 'credit'):
                    found = [rule for rule in rules if code.startswith(rule[0]) and rule[1] in ('any', side)]
                    longest = max((len(rule[0]) for rule in found), default=0)
                    rows = {rule[2] for rule in found if len(rule[0]) == longest}
                    self.assertEqual(len(rows), 1, f'{code} {side}')
