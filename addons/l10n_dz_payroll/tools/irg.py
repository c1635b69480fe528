"""Income tax on wages (IRG, الضريبة على الدخل الإجمالي): the monthly scale, its abatement and its smoothing.

Code of direct taxes, art. 104, as of Finance Law 2022, art. 31. The figures are a dated record; only the way they are
combined is here.
"""
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal('0.01')


@dataclass(frozen=True)
class Smoothing:
    """Between two wages the tax is ``tax × factor − constant``, so that it rises from 0 without a step."""
    above: Fraction
    up_to: Fraction
    factor: Fraction
    constant: Fraction


@dataclass(frozen=True)
class Scale:
    """Slices are (upper bound or None, rate), from the lowest."""
    slices: tuple
    abatement_rate: Fraction
    abatement_minimum: Fraction
    abatement_maximum: Fraction
    exempt_up_to: Fraction
    smoothings: tuple = ()


def gross_tax(taxable, slices):
    """Tax of the slices alone, exact.

    :param taxable: monthly taxable wage, in dinars
    """
    taxable, lower, tax = Fraction(taxable), Fraction(0), Fraction(0)
    for upper, rate in slices:
        top = taxable if upper is None else min(taxable, Fraction(upper))
        if top > lower:
            tax += (top - lower) * Fraction(rate)
        if upper is None or taxable <= upper:
            break
        lower = Fraction(upper)
    return tax


def monthly_tax(taxable, scale):
    """Tax to be withheld on a month's taxable wage, rounded half up to the centime.

    :param taxable: wage less the employee's social contributions and what is exempt, in dinars
    :raises ValueError: for a negative wage
    """
    taxable = Fraction(str(taxable))
    if taxable < 0:
        raise ValueError(f"a wage of {taxable} is negative")
    if taxable <= scale.exempt_up_to:
        return Decimal('0.00')
    gross = gross_tax(taxable, scale.slices)
    abatement = min(max(gross * scale.abatement_rate, scale.abatement_minimum), scale.abatement_maximum)
    tax = max(gross - abatement, Fraction(0))
    for smoothing in scale.smoothings:
        if smoothing.above < taxable <= smoothing.up_to:
            tax = max(tax * smoothing.factor - smoothing.constant, Fraction(0))
            break
    return (Decimal(tax.numerator) / Decimal(tax.denominator)).quantize(CENT, rounding=ROUND_HALF_UP)
