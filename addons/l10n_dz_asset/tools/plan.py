"""Depreciation by month: amounts in dinars as decimals of two digits, financial year = calendar year.

A plan is a list of :class:`Period`, one for each month, in order. Each year is rounded to the centime and its last month
takes what the months before left; the last period of all takes the rest of the base.
"""
import calendar
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENTIME = Decimal('0.01')
MONTH, DAY = 'month', 'day'


@dataclass(frozen=True)
class Period:
    """What a month takes: ``days`` of it count, from ``start`` to ``end``."""
    start: date
    end: date
    amount: Decimal

    @property
    def days(self):
        return (self.end - self.start).days + 1


def rounded(amount):
    """A fraction or decimal, to the centime.

    >>> rounded(Fraction(100000, 3))
    Decimal('33333.33')
    """
    if isinstance(amount, Fraction):
        amount = Decimal(amount.numerator) / Decimal(amount.denominator)
    return amount.quantize(CENTIME, ROUND_HALF_UP)


def month_end(day):
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_month(day):
    """The first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def linear(base, start, years, basis=MONTH):
    """Straight-line plan over ``years`` from the day of commissioning.

    By month, the month of commissioning counts whole. By day, the year of commissioning takes its days out of those of
    that year, and the rest falls to the year in which the life ends.
    """
    first = start.replace(day=1) if basis == MONTH else start
    last = _last_day(first, years)
    yearly = []
    for year in range(first.year, last.year + 1):
        begin, stop = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if basis == MONTH:
            share = Fraction(stop.month - begin.month + 1, 12)
        else:
            share = Fraction((stop - begin).days + 1, 366 if calendar.isleap(year) else 365)
        yearly.append((begin, stop, Fraction(base) / years * share))
    return _spread(base, yearly, basis)


def declining(base, start, years, coefficient, basis=MONTH):
    """Declining plan: coefficient / life on what is left, then straight-line over the financial years that remain.

    It ends with the ``years``-th financial year, that of commissioning being the first.
    """
    first = start.replace(day=1) if basis == MONTH else start
    rate = Fraction(coefficient) / years
    left = Fraction(base)
    yearly = []
    for index in range(years):
        year = first.year + index
        begin, stop = max(first, date(year, 1, 1)), date(year, 12, 31)
        amount = left * max(rate, Fraction(1, years - index))
        if not index:
            amount *= (Fraction(13 - first.month, 12) if basis == MONTH
                       else Fraction((stop - begin).days + 1, 366 if calendar.isleap(year) else 365))
        amount = Fraction(rounded(min(amount, left)))
        yearly.append((begin, stop, amount))
        left -= amount
    return _spread(base, yearly, basis)


def units(base, planned, readings):
    """Plan by units of production: ``readings`` are (day, units) in order; what reaches the planned units takes the rest."""
    periods, done, taken = [], Fraction(0), Decimal(0)
    for day, count in readings:
        done += Fraction(count)
        due = base if done >= Fraction(planned) else rounded(Fraction(base) * done / Fraction(planned))
        periods.append(Period(day.replace(day=1), month_end(day), due - taken))
        taken = due
    return periods


def taken_until(plan, day, basis=MONTH):
    """What a plan has taken by the end of a day: by month whole months only, by day also the days of a month begun."""
    return sum((period.amount for period in plan if period.end <= day), Decimal(0)) + sum(
        (_part(period, day) for period in plan if basis == DAY and period.start <= day < period.end), Decimal(0))


def left_after(plan, day, basis=MONTH):
    """The periods of a plan, or parts of them, after the end of a day."""
    rest = []
    for period in plan:
        if period.start > day or (basis == MONTH and period.end > day):
            rest.append(period)
        elif period.end > day:
            rest.append(replace(period, start=date.fromordinal(day.toordinal() + 1), amount=period.amount - _part(period, day)))
    return rest


def respread(plan, amount):
    """Share out an amount over periods as they were planned: by years first, the last of all taking the rest."""
    if not plan or sum((period.amount for period in plan), Decimal(0)) == amount:
        return plan
    years = {}
    for period in plan:
        years.setdefault(period.end.year, []).append(period)
    totals = [sum((period.amount for period in periods), Decimal(0)) for periods in years.values()]
    shares = parts(amount, totals if any(totals) else [len(periods) for periods in years.values()])
    return [
        replace(period, amount=share)
        for periods, total, of_year in zip(years.values(), totals, shares, strict=True)
        for period, share in zip(periods, parts(of_year, [period.amount if total else 1 for period in periods]), strict=True)]


def parts(amount, weights):
    """Share out an amount by weights, to the centime; the last takes the rest.

    >>> parts(Decimal('100.00'), [1, 1, 1])
    [Decimal('33.33'), Decimal('33.33'), Decimal('33.34')]
    """
    total = sum(map(Fraction, weights))
    shares, left = [], amount
    for weight in weights[:-1]:
        # a tiny amount over many months is used up before the last
        shares.append(min(rounded(Fraction(amount) * Fraction(weight) / total), left))
        left -= shares[-1]
    return [*shares, left]


def _last_day(first, years):
    year = first.year + years
    day = min(first.day, calendar.monthrange(year, first.month)[1])
    return date.fromordinal(date(year, first.month, day).toordinal() - 1)


def _part(period, day):
    return rounded(Fraction(period.amount) * ((day - period.start).days + 1) / period.days)


def _spread(base, yearly, basis):
    """Months of years (first day, last day, exact amount)."""
    periods, left = [], base
    for index, (begin, stop, exact) in enumerate(yearly):
        amount = left if index == len(yearly) - 1 else min(rounded(exact), left)
        left -= amount
        months = _months(begin, stop)
        weights = [1 if basis == MONTH else (end - start).days + 1 for start, end in months]
        periods += [Period(start, end, share)
                    for (start, end), share in zip(months, parts(amount, weights), strict=True)]
    return periods


def _months(begin, stop):
    months = []
    while begin <= stop:
        months.append((begin, min(month_end(begin), stop)))
        begin = next_month(begin)
    return months
