"""Amounts of Algerian dinars in words: dinars and, where there are any, centimes."""
from decimal import ROUND_HALF_UP, Decimal

from . import arabic, french

DINAR = arabic.Noun("دينار جزائري", "دينار جزائري واحد", "ديناران جزائريان", "دنانير جزائرية", "دينارا جزائريا")
CENTIME = arabic.Noun("سنتيم", "سنتيم واحد", "سنتيمان", "سنتيمات", "سنتيما")


def _split(amount):
    cents = int((Decimal(str(amount)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return ('-' if cents < 0 else ''), *divmod(abs(cents), 100)


def in_arabic(amount):
    """Return an amount of dinars in Arabic words, in the nominative, rounded to the centime.

    :raises ValueError: beyond 999 999 999 999 dinars
    """
    sign, dinars, cents = _split(amount)
    words = arabic.count(dinars, DINAR)
    if cents:
        words = f"{words} و{arabic.count(cents, CENTIME)}" if dinars else arabic.count(cents, CENTIME)
    return f"ناقص {words}" if sign else words


def in_french(amount):
    """Return an amount of dinars in French words, rounded to the centime.

    :raises ValueError: beyond 999 999 999 999 dinars
    """
    sign, dinars, cents = _split(amount)
    words = french.count(dinars, "dinar algérien", "dinars algériens")
    if cents:
        words_of_cents = french.count(cents, "centime", "centimes")
        words = f"{words} et {words_of_cents}" if dinars else words_of_cents
    words = f"moins {words}" if sign else words
    return words[0].upper() + words[1:]
