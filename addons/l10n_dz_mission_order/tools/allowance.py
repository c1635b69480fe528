"""What a mission gives a right to, day by day: plain figures, no environment.

Moments are local and naive; hours of the day are numbers (11.5 is half past eleven).
"""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENTIME = Decimal('0.01')
HUNDRED = Decimal(100)


class MissingRateError(Exception):
    """No rate of this kind is in force on that day."""

    def __init__(self, kind: str, day: date):
        super().__init__(kind, day)
        self.kind = kind
        self.day = day


@dataclass(frozen=True)
class Hours:
    """When meals and the night fall: whoever is away during the whole of a span has a right to it.

    The night of a day is counted on the next calendar day.
    """
    lunch: tuple[float, float] = (11, 14)
    dinner: tuple[float, float] = (18, 21)
    night: tuple[float, float] = (0, 5)


@dataclass(frozen=True)
class Day:
    """One calendar day of a mission: what falls into the absence, and how many hours of it are away."""
    date: date
    lunch: bool
    dinner: bool
    night: bool
    hours: float


@dataclass(frozen=True)
class Part:
    """A part of a day's allowance: so many of a kind at a rate, of which a percentage is due."""
    kind: str
    quantity: int
    unit: Decimal
    percent: Decimal = HUNDRED

    @property
    def amount(self) -> Decimal:
        return centimes(self.quantity * self.unit * self.percent / HUNDRED)


def decimal(value: float) -> Decimal:
    """The exact decimal number that a float stands for.

    >>> decimal(0.1)
    Decimal('0.1')
    """
    return Decimal(str(value or 0))


def centimes(value: Decimal) -> Decimal:
    """An amount rounded to centimes, halves up.

    >>> centimes(Decimal('10.005'))
    Decimal('10.01')
    """
    return value.quantize(CENTIME, ROUND_HALF_UP)


def _moment(day: date, hour: float) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))


def _covers(start: datetime, end: datetime, day: date, span: tuple[float, float]) -> bool:
    return start <= _moment(day, span[0]) and _moment(day, span[1]) <= end


def days_away(start: datetime, end: datetime, hours: Hours) -> list[Day]:
    """The calendar days of an absence with the meals and nights that fall into it; none where it ends before it starts."""
    days = []
    day = start.date()
    while start < end and day <= end.date():
        midnight, following = _moment(day, 0), _moment(day, 24)
        away = min(end, following) - max(start, midnight)
        days.append(Day(
            day, _covers(start, end, day, hours.lunch), _covers(start, end, day, hours.dinner),
            _covers(start, end, day + timedelta(days=1), hours.night), away.total_seconds() / 3600))
        day += timedelta(days=1)
    return days


def is_long_enough(start: datetime, end: datetime, distance: float, least_hours: float, least_distance: float) -> bool:
    """Whether a mission reaches both thresholds; a threshold of 0 is none."""
    return (end - start).total_seconds() >= least_hours * 3600 and distance >= least_distance


def inside(day: Day, provided: frozenset[str], rates: dict[str, Decimal]) -> list[Part]:
    """Parts of a day inside the country; what the host gives (``lunch``, ``dinner``, ``night``) is not paid.

    A day with both meals and the night has the rate of a full day where there is one.

    :raises MissingRateError: a rate that is needed is not in force
    """
    meals = sum(1 for name in ('lunch', 'dinner') if getattr(day, name) and name not in provided)
    nights = int(day.night and 'night' not in provided)
    if meals == 2 and nights and 'day' in rates:
        return [Part('day', 1, rates['day'])]
    return [Part(kind, quantity, _rate(kind, day, rates))
            for kind, quantity in (('meal', meals), ('night', nights)) if quantity]


def abroad(day: Day, provided: frozenset[str], rates: dict[str, Decimal], least_hours: float = 0,
           meal_percent: Decimal = Decimal(0), night_percent: Decimal = Decimal(0), extra: bool = False) -> list[Part]:
    """Parts of a day abroad: the rate of the day, less a percentage for each meal and the night that the host gives.

    :raises MissingRateError: a rate that is needed is not in force
    """
    if day.hours < least_hours or not day.hours:
        return []
    given = meal_percent * len(provided & {'lunch', 'dinner'}) + night_percent * len(provided & {'night'})
    parts = [Part('abroad', 1, _rate('abroad', day, rates), max(HUNDRED - given, Decimal(0)))]
    if extra:
        parts.append(Part('extra', 1, _rate('extra', day, rates)))
    return parts


def _rate(kind, day, rates):
    if kind not in rates:
        raise MissingRateError(kind, day.date)
    return rates[kind]


def advance_limit(estimate: Decimal, share: Decimal) -> Decimal:
    """The most that may be advanced on an estimate, by a percentage.

    >>> advance_limit(Decimal('3900'), Decimal('80'))
    Decimal('3120.00')
    """
    return centimes(estimate * share / HUNDRED)


def balance(allowances: Decimal, expenses: Decimal, advance: Decimal) -> Decimal:
    """What is still owed to the traveller; negative: what he gives back.

    >>> balance(Decimal(3900), Decimal(450), Decimal(3120)), balance(Decimal(1000), Decimal(0), Decimal(3120))
    (Decimal('1230.00'), Decimal('-2120.00'))
    """
    return centimes(allowances + expenses - advance)
