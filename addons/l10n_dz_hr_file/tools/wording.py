"""Texts with simple placeholders, such as ``Mr. {employee} is recruited from {effect_date}``."""
import re

_placeholder = re.compile(r'\{([^{}]*)\}')
# what is put in keeps its own direction: a date or a Latin name within an Arabic sentence
ISOLATE, END = '\u2068', '\u2069'


class WordingError(ValueError):
    """A text that cannot be filled; the names or signs at fault are its arguments."""


def names(text):
    """Names of the placeholders of a text, in order.

    >>> names("{employee} from {effect_date}, {employee}")
    ['employee', 'effect_date']
    """
    return list(dict.fromkeys(_placeholder.findall(text or '')))


def check(text, known):
    """Refuse a text with an unknown placeholder or a lone brace.

    :raises WordingError: with what is wrong
    """
    wrong = [name for name in names(text) if name not in known]
    if wrong:
        raise WordingError(*wrong)
    rest = _placeholder.sub('', text or '')
    if '{' in rest or '}' in rest:
        raise WordingError('{', '}')


def fill(text, values):
    """The text with its values; each keeps its own direction.

    :raises WordingError: where a placeholder has no value, with their names

    >>> fill("From {effect_date}.", {'effect_date': '01/03/2026'}).encode('ascii', 'ignore')
    b'From 01/03/2026.'
    """
    missing = [name for name in names(text) if values.get(name) in (None, False, '')]
    if missing:
        raise WordingError(*missing)
    return _placeholder.sub(lambda found: f'{ISOLATE}{values[found[1]]}{END}', text or '')
