"""The arithmetic of a jury: marks of several jurors on a weighted grid become a mark out of 20 and a result.

Averages are exact; each figure is rounded once, half upwards, to hundredths. What decides is the rounded figure, the
one that the minutes show.
"""
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

SCALE = 20
HUNDREDTH = Decimal('0.01')


class Criterion(NamedTuple):
    key: object
    part: str
    maximum: float
    weight: float
    eliminatory: float


class Result(NamedTuple):
    oral: float | None
    practical: float | None
    mark: float
    result: str
    # criterion -> average of the jurors, on the criterion's own scale
    averages: dict
    # keys of the criteria whose average is under the eliminatory mark
    below: list


def rounded(value):
    """A fraction rounded to hundredths, half upwards.

    >>> rounded(Fraction(9995, 1000))
    10.0
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(HUNDREDTH, rounding=ROUND_HALF_UP))


def exact(number):
    """The number that was typed, without the error of binary figures.

    >>> exact(0.1) + exact(0.2) == exact(0.3)
    True
    """
    return Fraction(str(number))


def average(values):
    """Exact average of marks as typed."""
    return sum(map(exact, values), Fraction(0)) / len(values)


def deliberate(criteria, marks, pass_mark, is_absent=False):
    """The result of one candidate.

    :param criteria: list of :class:`Criterion`
    :param marks: dict of the key of each criterion to the marks of all jurors
    :param pass_mark: mark out of 20 from which one is admitted; 0 asks for none
    :return: :class:`Result`; of an absent candidate the marks are 0
    :raises ValueError: for a criterion that nobody marked
    """
    if is_absent:
        return Result(None, None, 0.0, 'absent', {}, [])
    missing = [criterion.key for criterion in criteria if not marks.get(criterion.key)]
    if missing or not criteria:
        raise ValueError(f"no mark for {missing}")
    averages = {criterion.key: average(marks[criterion.key]) for criterion in criteria}
    mark = weighted(criteria, averages)
    below = [
        criterion.key for criterion in criteria
        if criterion.eliminatory and rounded(averages[criterion.key]) < criterion.eliminatory
    ]
    return Result(
        weighted([criterion for criterion in criteria if criterion.part == 'oral'], averages),
        weighted([criterion for criterion in criteria if criterion.part == 'practical'], averages),
        mark, 'failed' if below or mark < pass_mark else 'admitted',
        {key: rounded(value) for key, value in averages.items()}, below)


def weighted(criteria, averages):
    """Mark out of 20 on some criteria by their weights, or None without criteria."""
    if not criteria:
        return None
    total = sum(exact(criterion.weight) for criterion in criteria)
    points = sum(
        exact(criterion.weight) * averages[criterion.key] * SCALE / exact(criterion.maximum) for criterion in criteria)
    return rounded(points / total)
