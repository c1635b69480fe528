"""A domain in the words of a reader, without a database."""
from collections.abc import Callable, Sequence

SIGNS = {'=': "=", '!=': "≠", '>': ">", '>=': "≥", '<': "<", '<=': "≤", 'in': "∈", 'not in': "∉", 'like': "~",
         'ilike': "~", 'child_of': "⊂", 'not like': "≁", 'not ilike': "≁"}
# isolates keep a sign and its figure in their order inside an Arabic sentence
START, END = '\u2068', '\u2069'


def describe(domain: Sequence, label: Callable[[str], str], value: Callable[[str, object], str], words: dict) -> str:
    """The condition that ``domain`` (in prefix notation) puts.

    ``label`` names a field, ``value`` one of its values; ``words`` has those for ``&``, ``|``, ``!``, ``set``,
    ``unset``, ``yes`` and ``no``.

    >>> words = {'&': 'and', '|': 'or', '!': 'not', 'set': 'is set', 'unset': 'is not set', 'yes': 'yes', 'no': 'no'}
    >>> text = describe(['|', ('amount', '>=', 5), ('urgent', '=', True)], str, lambda path, value: str(value), words)
    >>> text.replace(START, '').replace(END, '')
    'amount ≥ 5 or urgent'
    """
    stack = []
    for token in reversed(list(domain)):
        if token in ('&', '|'):
            left, right = stack.pop(), stack.pop()
            stack.append((token, _join(left, token, right, words)))
        elif token == '!':
            inner = stack.pop()
            stack.append((token, f"{words['!']} ({inner[1]})"))
        else:
            stack.append(('', _leaf(token, label, value, words)))
    if len(stack) == 1:
        return stack[0][1]
    return f" {words['&']} ".join(_wrap(part, '&') for part in reversed(stack))


def _join(left, operator, right, words):
    return f"{_wrap(left, operator)} {words[operator]} {_wrap(right, operator)}"


def _wrap(part, operator):
    # "and" inside "or" reads by itself, the other way round needs brackets
    return f"({part[1]})" if part[0] == '|' and operator == '&' else part[1]


def _leaf(leaf, label, value, words):
    if not isinstance(leaf, (list, tuple)) or len(leaf) != 3:
        return words['yes'] if leaf is True else words['no']
    path, operator, operand = leaf
    if not isinstance(path, str):
        # (1, '=', 1) and its like
        return words['yes'] if (path == operand) == (operator == '=') else words['no']
    name = label(path)
    values = list(operand) if isinstance(operand, (list, tuple, set, frozenset)) else [operand]
    if len(values) == 1 and isinstance(values[0], bool) and operator in ('=', '!=', 'in', 'not in'):
        is_equal = operator in ('=', 'in')
        if values[0]:
            return name if is_equal else f"{words['!']} ({name})"
        return f"{name} {words['unset' if is_equal else 'set']}"
    shown = ", ".join(value(path, one) for one in values)
    return f"{name} {START}{SIGNS.get(operator, operator)} {shown}{END}"
