"""Counting in written French: whole numbers with the thing counted."""
from num2words import num2words

LIMIT = 10 ** 12


def count(number, singular, plural):
    """Return a whole number of things in words: ``count(2000000, 'dinar', 'dinars')`` is "deux millions de dinars".

    :param int number: from 0 to 999 999 999 999
    :raises ValueError: for a number that is negative or too large
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"cannot say {number} in words")
    words = num2words(number, lang='fr')
    if number < 2:
        return f"{words} {singular}"
    # million and milliard are nouns: "un million de dinars", but "un million cent dinars"
    link = ' de ' if number >= 10 ** 6 and not number % 10 ** 6 else ' '
    return f"{words}{link}{plural}"
