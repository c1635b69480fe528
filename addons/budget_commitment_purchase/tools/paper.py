"""How the facts of a paper stand on it."""


def in_pairs(facts):
    """Rows of a table with room for two short facts, or one long one, on each.

    :param facts: (Arabic label, French label, value, whether it is long); those without a value are left out
    :return: list of rows, each a list of one or two facts

    >>> in_pairs([('a', 'A', '1', False), ('b', 'B', '', False), ('c', 'C', '2', False), ('d', 'D', '3', True)])
    [[('a', 'A', '1', False), ('c', 'C', '2', False)], [('d', 'D', '3', True)]]
    """
    rows, is_open = [], False
    for fact in facts:
        _label_ar, _label_fr, value, is_long = fact
        if not value:
            continue
        if is_open and not is_long:
            rows[-1].append(fact)
            is_open = False
        else:
            rows.append([fact])
            is_open = not is_long
    return rows
