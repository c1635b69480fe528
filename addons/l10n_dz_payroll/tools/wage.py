"""Parts of a month, seniority and overtime: arithmetic on exact fractions, rounded only at the end."""
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal('0.01')


def centimes(amount):
    """An exact amount, rounded half up to the centime.

    >>> centimes(Fraction(2005, 1000))
    Decimal('2.01')
    """
    amount = Fraction(amount)
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENT, rounding=ROUND_HALF_UP)


def exact(number):
    """A float of the database as the fraction that its shortest writing means.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(str(number or 0))


def days_between(start, end):
    """Set of the days from one date to another, both included; empty where they are the wrong way round."""
    return {start + timedelta(days=number) for number in range((end - start).days + 1)}


def paid_thirtieths(month_days, present_days):
    """How many thirtieths of a month are paid for the days of presence in it.

    A whole month is 30, whatever its length. Absences of half the month or less are taken off 30; where more than
    half is missing, the days of presence are counted, so that one day of work is always paid.

    >>> paid_thirtieths(28, 28), paid_thirtieths(31, 26), paid_thirtieths(31, 1), paid_thirtieths(31, 0)
    (Fraction(30, 1), Fraction(25, 1), Fraction(1, 1), Fraction(0, 1))
    """
    present = Fraction(present_days)
    absent = month_days - present
    if present < 0 or absent < 0:
        raise ValueError(f"{present_days} days of presence in a month of {month_days}")
    return 30 - absent if absent <= present else present


@dataclass(frozen=True)
class Stretch:
    """Days of a month under one wage."""
    wage: Fraction
    present_days: Fraction


def prorated_wage(stretches, share):
    """Wage of a month made of stretches, each by its part of the presence.

    :param stretches: list of Stretch
    :param share: what part of a whole month is paid, 0 to 1
    """
    present = sum((stretch.present_days for stretch in stretches), Fraction(0))
    if not present:
        return Fraction(0)
    return share * sum((stretch.wage * stretch.present_days / present for stretch in stretches), Fraction(0))


def complete_years(start, day):
    """Complete years from a date to another, the last day included.

    >>> from datetime import date
    >>> complete_years(date(2020, 3, 1), date(2026, 2, 28)), complete_years(date(2020, 3, 2), date(2026, 2, 28))
    (6, 5)
    """
    if not start or start > day:
        return 0
    after = day + timedelta(days=1)
    return max(after.year - start.year - ((after.month, after.day) < (start.month, start.day)), 0)


def seniority_percent(years, yearly_percent, maximum=None):
    """Percentage of the base wage for professional experience; no maximum where none is set.

    >>> seniority_percent(5, 2, 60), seniority_percent(40, 2, 60)
    (Fraction(10, 1), Fraction(60, 1))
    """
    percent = years * exact(yearly_percent)
    return min(percent, exact(maximum)) if maximum else percent


def hourly_wage(monthly, hours):
    """Wage of an hour, exact: the monthly wage over the legal hours of a month.

    >>> centimes(hourly_wage(24000, Fraction('173.33')))
    Decimal('138.46')
    """
    return Fraction(monthly) / Fraction(hours)


def overtime_pay(monthly, legal_hours, hours, increase_percent):
    """Pay of hours beyond the legal ones, with their increase."""
    return hourly_wage(monthly, legal_hours) * Fraction(hours) * (1 + Fraction(increase_percent) / 100)
