from odoo.tests import HttpCase, freeze_time, tagged

from .test_statements import WorkedYear


@tagged('post_install', '-at_install')
class TestScreen(WorkedYear, HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-12-31 09:00:00'))
        cls.accountant.write({'lang': 'ar_001', 'password': 'accountant.dz'})

    def test_balance_sheet_in_arabic(self):
        """Figures of the year; a row unfolds to accounts, an account leads to its journal items."""
        self.start_tour(
            '/odoo/action-l10n_dz_accounting.balance_sheet_action', 'l10n_dz_accounting.balance_sheet', login='accountant.dz')

    def test_general_ledger_in_arabic(self):
        """Accounts by their code; an account unfolds to items with a running balance, an item leads to its entry."""
        self.start_tour(
            '/odoo/action-l10n_dz_accounting.general_ledger_action', 'l10n_dz_accounting.general_ledger', login='accountant.dz')
