"""Annual leave (law 90-11, articles 39 to 42): days earned by months worked in a year from 1 July to 30 June."""
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

REFERENCE_MONTH = 7


def reference_start(day):
    """First day of the reference year that a day lies in.

    >>> reference_start(date(2026, 6, 30)), reference_start(date(2026, 7, 1))
    (datetime.date(2025, 7, 1), datetime.date(2026, 7, 1))
    """
    return date(day.year - (day.month < REFERENCE_MONTH), REFERENCE_MONTH, 1)


def month_parts(start, day):
    """Months of the reference year of a day, up to that day: [(first day, last day, part of the month)].

    >>> [(first.month, float(part)) for first, _last, part in month_parts(date(2026, 7, 17), date(2026, 8, 31))]
    [(7, 0.4838709677419355), (8, 1.0)]
    """
    first, parts = max(start, reference_start(day)), []
    while first <= day:
        length = monthrange(first.year, first.month)[1]
        last = min(first.replace(day=length), day)
        parts.append((first, last, Fraction((last - first).days + 1, length)))
        first = last + timedelta(days=1)
    return parts


def earned_days(months, month_days, year_days, full_year_months):
    """Days earned by a number of months worked in the reference year, exact.

    >>> [float(earned_days(months, 2.5, 30, 11)) for months in (0, 1, 10, 11, 12)]
    [0.0, 2.5, 25.0, 30.0, 30.0]
    """
    year_days = Fraction(str(year_days))
    if months >= full_year_months:
        return year_days
    return min(months * Fraction(str(month_days)), year_days)


def supplement_days(months, supplement, full_year_months):
    """Days more for months of work in the South, by twelfths of the yearly number; all of them for a full year.

    >>> [float(supplement_days(months, 10, 11)) for months in (0, 6, 11)]
    [0.0, 5.0, 10.0]
    """
    if months >= full_year_months:
        return Fraction(str(supplement))
    return Fraction(str(supplement)) * months / 12
