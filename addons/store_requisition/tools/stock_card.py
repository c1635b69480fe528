"""Running balances of a stock card, without a database."""
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Movement(NamedTuple):
    """One entry (``quantity`` above zero) or exit (below zero), ``value`` with the same sign."""

    moment: datetime
    reference: str
    party: str
    quantity: float
    value: float


class Row(NamedTuple):
    """A movement with the balance after it."""

    movement: Movement
    balance: float
    balance_value: float


class Card(NamedTuple):
    """What was there at the start, what happened, and what is there at the end."""

    opening: float
    opening_value: float
    rows: list[Row]

    @property
    def closing(self) -> float:
        """Quantity after the last movement."""
        return self.rows[-1].balance if self.rows else self.opening

    @property
    def closing_value(self) -> float:
        """Value after the last movement."""
        return self.rows[-1].balance_value if self.rows else self.opening_value

    @property
    def entered(self) -> float:
        """Sum of the entries."""
        return sum(row.movement.quantity for row in self.rows if row.movement.quantity > 0)

    @property
    def left(self) -> float:
        """Sum of the exits, above zero."""
        return -sum(row.movement.quantity for row in self.rows if row.movement.quantity < 0)


def make_card(movements: Iterable[Movement], start: datetime) -> Card:
    """The card from ``start`` on: earlier movements make the opening balance.

    >>> day = datetime(2026, 3, 1)
    >>> card = make_card([Movement(datetime(2026, 2, 1), 'E1', '', 10, 500), Movement(day, 'S1', '', -4, -200)], day)
    >>> card.opening, card.entered, card.left, card.closing, card.closing_value
    (10, 0, 4, 6, 300)
    """
    opening = opening_value = 0
    rows = []
    for movement in sorted(movements, key=lambda movement: movement.moment):
        if movement.moment < start:
            opening += movement.quantity
            opening_value += movement.value
            continue
        last = rows[-1] if rows else None
        rows.append(Row(
            movement,
            (last.balance if last else opening) + movement.quantity,
            (last.balance_value if last else opening_value) + movement.value))
    return Card(opening, opening_value, rows)
