"""Panels of figures for the home pages: what ``HomePanels`` draws.

Shares are hundredths of the longest bar of the panel, so that whoever draws needs no arithmetic.
"""


def _share(value, longest):
    return round(100 * max(value, 0) / longest, 1) if longest else 0


def bars(key, name, rows, empty, total=''):
    """A panel of rows with a bar each.

    :param rows: dicts with ``key``, ``name``, ``value`` (number), ``text`` (as it is shown), and what the row may have:
        ``model`` and ``domain`` of the list it opens, ``level`` of its colour, ``share`` where the bar is one of its own whole
    :param empty: what is said where there is no row

    >>> rows = [{'key': 1, 'name': 'a', 'value': 4, 'text': '4'}, {'key': 2, 'name': 'b', 'value': 1, 'text': '1'}]
    >>> panel = bars('k', "Name", rows, '')
    >>> [row['share'] for row in panel['rows']]
    [100.0, 25.0]
    """
    longest = max((row['value'] for row in rows), default=0)
    return {
        'key': key, 'name': name, 'kind': 'bars', 'empty': empty, 'total': total,
        'rows': [{'share': _share(row['value'], longest), **row} for row in rows],
    }


def columns(key, name, rows, series, empty, total=''):
    """A panel of columns, one place for each month or the like, with one bar for each series.

    :param rows: dicts with ``key``, ``name``, ``title`` (shown under the pointer) and ``values``, a number for each series
    :param series: dicts with ``name`` and ``total`` (as it is shown)

    >>> panel = columns('k', "Name", [{'key': 1, 'name': '01', 'title': '', 'values': [2, 8]}], [], '')
    >>> panel['rows'][0]['shares']
    [25.0, 100.0]
    """
    longest = max((value for row in rows for value in row['values']), default=0)
    return {
        'key': key, 'name': name, 'kind': 'columns', 'series': series, 'empty': empty, 'total': total,
        'rows': [
            {**row, 'shares': [_share(value, longest) for value in row['values']]} for row in rows
        ] if longest > 0 else [],
    }
