"""Every menu of every role of finance, in Arabic: no label in Latin letters, no error in the console."""
from odoo.tests import tagged

from .finance_screens import FinanceScreensCase


@tagged('post_install', '-at_install')
class TestFinanceScreens(FinanceScreensCase):
    NAMES = {
        'cashier': "كمال بن ناصر",
        'accountant': "ليلى حمداني",
        'finance_manager': "سمير بوعلام",
        'budget_officer': "فريدة زيان",
        'payer': "عمار بلقاسم",
    }

    def test_no_label_is_in_latin_letters(self):
        findings, screens = self._read_screens()
        self.assertFalse(findings, '\n'.join(f'{text!r}: {where}' for text, where in findings.items()))
        self.assertGreater(screens, 100)
