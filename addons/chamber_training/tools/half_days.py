"""Spreading the hours of modules over the half-days of a timetable."""
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ALGIERS = ZoneInfo('Africa/Algiers')
UTC = ZoneInfo('UTC')
# a programme longer than this many days of teaching is a mistake in its hours
MAXIMUM_DAYS = 400


def to_utc(day, hour):
    """Return the moment, in UTC and without zone, of an hour (8.5 is half past eight) of a day in Algeria."""
    local = datetime(day.year, day.month, day.day, tzinfo=ALGIERS) + timedelta(hours=hour)
    return local.astimezone(UTC).replace(tzinfo=None)


def iterate_periods(start, periods):
    """Yield (begin, end) in UTC of the periods of a timetable from a moment on.

    :param start: moment in UTC, without zone
    :param periods: {weekday, Monday is 0: [(hour it begins, hour it ends)]}
    """
    first = start.replace(tzinfo=UTC).astimezone(ALGIERS).date()
    for offset in range(MAXIMUM_DAYS):
        day = first + timedelta(days=offset)
        for begin, end in sorted(periods.get(day.weekday(), ())):
            if to_utc(day, end) > start:
                yield to_utc(day, begin), to_utc(day, end)


def spread(modules, start, periods):
    """Return the half-days that modules need: a list of (module, begin, end).

    A half-day holds one module; the last of a module ends when its hours are done. Hours are counted to the minute.

    :param modules: list of (module, hours)
    :param start: moment in UTC, without zone, before which nothing is planned

    >>> week = {day: [(8.5, 12), (13, 16.5)] for day in (6, 0, 1, 2, 3)}
    >>> for half_day in spread([('a', 5.0), ('b', 3.5)], datetime(2026, 3, 26, 7, 0), week):
    ...     print(half_day[0], half_day[1].isoformat(' ', 'minutes'), half_day[2].isoformat(' ', 'minutes'))
    a 2026-03-26 07:30 2026-03-26 11:00
    a 2026-03-26 12:00 2026-03-26 13:30
    b 2026-03-29 07:30 2026-03-29 11:00
    """
    slots = iterate_periods(start, periods)
    planned = []
    for module, hours in modules:
        left = round(hours * 60)
        while left > 0:
            slot = next(slots, None)
            if slot is None:
                return planned
            begin, end = slot
            minutes = min(left, round((end - begin).total_seconds() / 60))
            planned.append((module, begin, begin + timedelta(minutes=minutes)))
            left -= minutes
    return planned
