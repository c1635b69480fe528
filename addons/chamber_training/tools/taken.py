"""Reading from an error of the database what stands in the way of a booking."""
import re
from datetime import datetime
from typing import NamedTuple

KEY = re.compile(r'=\(\[(\d+),\d+\), \["?([^",]+)"?,"?([^")]+)"?\)\)')


class Taken(NamedTuple):
    resource: int
    begin: datetime
    end: datetime


def parse_taken(detail):
    """Return what is booked already, from the detail of an exclusion error in any language, or None.

    >>> parse_taken('Key (a, b)=([5,6), ["2026-03-25 08:00:00","2026-03-25 11:30:00")) conflicts with existing key '
    ...             '(a, b)=([5,6), ["2026-03-25 09:00:00","2026-03-25 10:30:00")).')
    Taken(resource=5, begin=datetime.datetime(2026, 3, 25, 9, 0), end=datetime.datetime(2026, 3, 25, 10, 30))
    >>> parse_taken(None)
    """
    keys = KEY.findall(detail or '')
    if not keys:
        return None
    resource, begin, end = keys[-1]
    return Taken(int(resource), datetime.fromisoformat(begin), datetime.fromisoformat(end))


def read_taken(diagnostics):
    """Return what is booked already, from the diagnostics of psycopg2, or None."""
    return parse_taken(diagnostics and diagnostics.message_detail)
