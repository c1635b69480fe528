"""The arithmetic of credits: where a budget line stands, what a movement may do to it, how an amount is divided."""
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

ZERO = Decimal(0)
# what a movement may change on a line
MEASURES = ('credit', 'transfer', 'carry', 'committed', 'liquidated', 'paid')
# what makes up the credit that may be committed
CREDITS = ('credit', 'transfer', 'carry')


class Standing(NamedTuple):
    """Where a line stands after its movement number ``sequence``."""
    sequence: int = 0
    opened: Decimal = ZERO
    credit: Decimal = ZERO
    committed: Decimal = ZERO
    liquidated: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def available(self):
        """Credit that nothing is reserved on; negative where a tolerance was used."""
        return self.credit - self.committed


class Holding(NamedTuple):
    """What one commitment holds of its line."""
    committed: Decimal = ZERO
    liquidated: Decimal = ZERO
    paid: Decimal = ZERO


def decimal(value, places=2):
    """An amount as a decimal of so many places, halves away from zero.

    >>> decimal(10.005), decimal(-2.675)
    (Decimal('10.01'), Decimal('-2.68'))
    """
    return Decimal(str(value or 0)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def after(standing, deltas):
    """The standing of a line once the movement ``deltas`` ({measure: decimal}) is written."""
    return Standing(
        standing.sequence + 1,
        standing.opened + deltas.get('credit', ZERO),
        standing.credit + sum(deltas.get(name, ZERO) for name in CREDITS),
        standing.committed + deltas.get('committed', ZERO),
        standing.liquidated + deltas.get('liquidated', ZERO),
        standing.paid + deltas.get('paid', ZERO))


def fault(standing, deltas, tolerance=ZERO):
    """Why a movement may not be written on a line that stands so: a word, or None when it may.

    ``exceeded``    more would be committed than the credit and its tolerance
    ``reserved``    the credit would fall below what is committed
    ``liquidated``  more would be liquidated than is committed
    ``paid``        more would be paid than is liquidated
    ``negative``    a total would be below zero
    """
    new = after(standing, deltas)
    taken = deltas.get('committed', ZERO)
    given = sum(deltas.get(name, ZERO) for name in CREDITS)
    if taken > given and new.committed > new.credit + tolerance:
        return 'reserved' if taken <= 0 or given < 0 else 'exceeded'
    if deltas.get('liquidated', ZERO) > taken and new.liquidated > new.committed:
        return 'liquidated'
    if deltas.get('paid', ZERO) > 0 and new.paid > new.liquidated:
        return 'paid'
    if min(new.opened, new.credit, new.committed, new.liquidated, new.paid) < 0:
        return 'negative'
    return None


def prorate(amount, weights, places=2):
    """Divide an amount by weights, to the last unit: the parts always make the whole.

    >>> prorate(Decimal('100'), [Decimal(1), Decimal(1), Decimal(1)])
    [Decimal('33.33'), Decimal('33.34'), Decimal('33.33')]
    """
    total = sum(weights)
    if not total:
        return [ZERO for _weight in weights]
    parts, done, passed = [], ZERO, ZERO
    for weight in weights:
        passed += weight
        upto = decimal(amount * passed / total, places)
        parts.append(upto - done)
        done = upto
    return parts


def fill(amount, rooms):
    """Put an amount in rooms in their order; returns (what each takes, what found no room).

    >>> fill(Decimal(7), [Decimal(5), Decimal(4)])
    ([Decimal('5'), Decimal('2')], Decimal('0'))
    """
    taken = []
    for room in rooms:
        part = min(amount, max(room, ZERO))
        taken.append(part)
        amount -= part
    return taken, amount


def rate(part, whole):
    """A share in per cent with two places; 0 of nothing.

    >>> rate(1, 3)
    33.33
    """
    return float(decimal(100 * Decimal(str(part)) / Decimal(str(whole)))) if whole else 0.0
