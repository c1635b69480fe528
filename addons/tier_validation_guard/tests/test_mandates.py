import doctest
from datetime import date

from odoo.tests import BaseCase, tagged

from odoo.addons.tier_validation_guard.tools import mandates
from odoo.addons.tier_validation_guard.tools.mandates import Mandate, find_circle


@tagged('post_install', '-at_install')
class TestMandates(BaseCase):

    def test_examples_of_the_documentation(self):
        self.assertEqual(doctest.testmod(mandates).failed, 0)

    def test_circles(self):
        def mandate(holder, delegate, start, end):
            return Mandate(holder, delegate, date(2026, 1, start), date(2026, 1, end))

        for known, new, circle in (
            ([], mandate(1, 2, 1, 9), []),
            ([mandate(2, 1, 1, 9)], mandate(1, 2, 9, 12), [1, 2, 1]),
            ([mandate(2, 1, 1, 8)], mandate(1, 2, 9, 12), []),
            ([mandate(2, 3, 1, 9), mandate(3, 1, 5, 12)], mandate(1, 2, 1, 31), [1, 2, 3, 1]),
            ([mandate(2, 3, 1, 4), mandate(3, 1, 5, 12)], mandate(1, 2, 1, 31), []),
            ([mandate(2, 3, 1, 9), mandate(3, 2, 10, 12)], mandate(1, 2, 1, 31), []),
        ):
            with self.subTest(known=known, new=new):
                self.assertEqual(find_circle(known, new), circle)
