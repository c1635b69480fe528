"""Every menu of every role of means and personnel, in Arabic: no label in Latin letters, no error in the console."""
from odoo.tests import tagged

from .finance_screens import FinanceScreensCase


@tagged('post_install', '-at_install')
class TestMeansScreens(FinanceScreensCase):
    NAMES = {
        'means_manager': "نبيل شريف",
        'storekeeper': "مراد قدور",
        'hr_manager': "سعاد مزيان",
        'payroll_officer': "حكيم بوزيد",
    }

    def test_no_label_is_in_latin_letters(self):
        findings, screens = self._read_screens()
        self.assertFalse(findings, '\n'.join(f'{text!r}: {where}' for text, where in findings.items()))
        self.assertGreater(screens, 100)
