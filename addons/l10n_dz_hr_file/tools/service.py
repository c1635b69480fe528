"""Time served by periods, exact to the day, and ages."""
from datetime import timedelta

from dateutil.relativedelta import relativedelta


def served(periods, day):
    """Years, months and days served up to a day; what two periods have in common counts once.

    :param periods: [(first day, last day or None)]

    >>> from datetime import date
    >>> served([(date(2020, 1, 1), date(2020, 12, 31)), (date(2022, 1, 1), None)], date(2022, 6, 30))
    (1, 6, 0)
    """
    total, covered = relativedelta(), None
    for first, last in sorted(periods, key=lambda period: period[0]):
        last = min(last or day, day)
        if covered and first <= covered:
            first = covered + timedelta(days=1)
        if first > last:
            continue
        total += relativedelta(last + timedelta(days=1), first)
        covered = last
    months = total.years * 12 + total.months + total.days // 30
    return months // 12, months % 12, total.days % 30


def age_on(birth, day):
    """Whole years of age on a day.

    >>> from datetime import date
    >>> age_on(date(1966, 3, 16), date(2026, 3, 15))
    59
    """
    return relativedelta(day, birth).years
