"""National identification number of a person: 18 digits (décret 23-316); the rule of its key is not published."""
import re
import unicodedata

LENGTH = 18
SHOWN = 4
MASK = '•'

_separators = re.compile(r'[\s\-./_\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


class NinError(ValueError):
    """A refused number."""


def parse(text):
    """Return the 18 digits that were typed (Western, Arabic or Persian digits, spaces, dashes), '' for nothing.

    >>> parse('١١ 98012345678 90123')
    '119801234567890123'
    """
    bare = _separators.sub('', text or '')
    if any(unicodedata.decimal(char, None) is None for char in bare):
        raise NinError(text)
    digits = ''.join(str(unicodedata.decimal(char)) for char in bare)
    if digits and (len(digits) != LENGTH or len(set(digits)) == 1):
        raise NinError(text)
    return digits


def masked(digits):
    """All but the last four digits hidden.

    >>> masked('119801234567890123')
    '••••••••••••••0123'
    """
    return MASK * (LENGTH - SHOWN) + digits[-SHOWN:] if digits else ''
