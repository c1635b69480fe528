import doctest

from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..tools import half_days, taken


@tagged('post_install', '-at_install')
class TestHalfDays(BaseCase):

    def test_examples_in_the_tools_hold(self):
        for module in (half_days, taken):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
