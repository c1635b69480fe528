"""Circles among dated mandates, without a database."""
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Mandate(NamedTuple):
    """``holder`` lets ``delegate`` decide from ``start`` to ``end``, both days included."""

    holder: int
    delegate: int
    start: date
    end: date


def find_circle(mandates: Iterable[Mandate], new: Mandate) -> list[int]:
    """The persons of a circle that ``new`` would close, first one repeated at the end; else an empty list.

    Only mandates that run on one same day make a circle:

    >>> day = date
    >>> known = [Mandate(2, 3, day(2026, 1, 1), day(2026, 1, 31)), Mandate(3, 1, day(2026, 1, 20), day(2026, 2, 9))]
    >>> find_circle(known, Mandate(1, 2, day(2026, 1, 25), day(2026, 3, 1)))
    [1, 2, 3, 1]
    >>> find_circle(known, Mandate(1, 2, day(2026, 2, 1), day(2026, 3, 1)))
    []
    """
    by_holder: dict[int, list[Mandate]] = {}
    for mandate in mandates:
        by_holder.setdefault(mandate.holder, []).append(mandate)
    paths = [([new.holder, new.delegate], new.start, new.end)]
    while paths:
        path, start, end = paths.pop()
        for mandate in by_holder.get(path[-1], ()):
            common = max(start, mandate.start), min(end, mandate.end)
            if common[0] > common[1]:
                continue
            if mandate.delegate == new.holder:
                return [*path, mandate.delegate]
            if mandate.delegate not in path:
                paths.append(([*path, mandate.delegate], *common))
    return []
