"""Periods of allowances and what is left of them, without a database."""
from datetime import date

from dateutil.relativedelta import relativedelta

MONTHS = {'month': 1, 'quarter': 3, 'year': 12}


def period_bounds(day: date, period: str) -> tuple[date, date]:
    """First and last day of the month, quarter or year in which ``day`` lies.

    >>> period_bounds(date(2026, 2, 11), 'month')
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    >>> period_bounds(date(2026, 11, 30), 'quarter')
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    months = MONTHS[period]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return start, start + relativedelta(months=months, days=-1)


def counted(asked: float, delivered: float, returned: float, is_open: bool) -> float:
    """What a line takes of an allowance: all that was asked while it is open, then what was kept.

    >>> counted(10, 4, 1, True), counted(10, 4, 1, False)
    (9, 3)
    """
    return (asked if is_open else delivered) - returned
