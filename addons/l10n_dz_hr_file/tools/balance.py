"""Balance of leave by reference period: what is taken is taken from the oldest days."""


def by_period(earned, taken):
    """Rows (period, days earned, days taken from it, days left), oldest first; too much taken shows in the last row.

    :param earned: [(period, days)], oldest first
    :param taken: days taken in all

    >>> by_period([('2024', 30), ('2025', 12.5)], 35)
    [('2024', 30, 30, 0), ('2025', 12.5, 5, 7.5)]
    >>> by_period([('2025', 10)], 12)
    [('2025', 10, 12, -2)]
    """
    rows = []
    for index, (period, days) in enumerate(earned):
        used = taken if index == len(earned) - 1 else min(days, taken)
        taken -= used
        rows.append((period, days, used, days - used))
    return rows
