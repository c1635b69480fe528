from decimal import Decimal
from fractions import Fraction

from odoo.tests import BaseCase

from ..tools import irg

SLICES = (
    (20000, Fraction(0)), (40000, Fraction(23, 100)), (80000, Fraction(27, 100)), (160000, Fraction(30, 100)),
    (320000, Fraction(33, 100)), (None, Fraction(35, 100)),
)
COMMON = {
    'slices': SLICES, 'abatement_rate': Fraction(40, 100), 'abatement_minimum': Fraction(1000),
    'abatement_maximum': Fraction(1500), 'exempt_up_to': Fraction(30000),
}
GENERAL = irg.Scale(**COMMON, smoothings=(
    irg.Smoothing(Fraction(30000), Fraction(35000), Fraction(137, 51), Fraction(27925, 8)),))
REDUCED = irg.Scale(**COMMON, smoothings=(
    irg.Smoothing(Fraction(30000), Fraction(42500), Fraction(93, 61), Fraction(81213, 41)),))


class TestIrg(BaseCase):

    def test_published_values(self):
        for wage, tax in {
            0: '0.00', 20000: '0.00', 30000: '0.00', 30001: '2.15', 32000: '957.85', 34000: '1699.26', 40000: '3100.00',
            50000: '5800.00', 60000: '8500.00', 70000: '11200.00', 80000: '13900.00', 120000: '25900.00',
            150000: '34900.00',
        }.items():
            with self.subTest(wage=wage):
                self.assertEqual(irg.monthly_tax(wage, GENERAL), Decimal(tax))

    def test_reduced_scale(self):
        for wage, tax in {30000: '0.00', 34000: '964.70', 40000: '2745.42'}.items():
            with self.subTest(wage=wage):
                self.assertEqual(irg.monthly_tax(wage, REDUCED), Decimal(tax))

    def test_the_tax_never_falls_when_the_wage_rises(self):
        for scale in (GENERAL, REDUCED):
            taxes = [irg.monthly_tax(wage, scale) for wage in range(29000, 50000, 10)]
            self.assertEqual(taxes, sorted(taxes))

    def test_a_negative_wage_is_refused(self):
        with self.assertRaises(ValueError):
            irg.monthly_tax(-1, GENERAL)
