"""Counting in written Arabic: whole numbers with the thing counted, in the nominative.

The thing counted follows the last part of the number: 1 and 2 are said by the noun itself, 3 to 10 take the plural,
11 to 99 the accusative singular, hundreds and above the genitive singular. Its gender turns that of 3 to 10 round.
Thousands, millions and milliards are nouns counted by the same rule.
"""
from dataclasses import dataclass

LIMIT = 10 ** 12

UNITS = ('', "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
UNITS_FEMININE = ('', "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
TENS = ('', '', "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
HUNDREDS = ('', "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
AND = " و"


@dataclass(frozen=True)
class Noun:
    """Forms of a thing counted."""
    singular: str       # دينار
    one: str            # دينار واحد: said alone for 1
    dual: str           # ديناران
    plural: str         # دنانير
    accusative: str     # دينارا
    dual_construct: str = ''        # ألفا: before another noun; only of the nouns of rank
    construct: str = ''             # ألف: after 11 to 99, before another noun
    feminine: bool = False


THOUSAND = Noun("ألف", "ألف", "ألفان", "آلاف", "ألفا", "ألفا", "ألف")
MILLION = Noun("مليون", "مليون", "مليونان", "ملايين", "مليونا", "مليونا", "مليون")
MILLIARD = Noun("مليار", "مليار", "ملياران", "مليارات", "مليارا", "مليارا", "مليار")
RANKS = ((10 ** 9, MILLIARD), (10 ** 6, MILLION), (10 ** 3, THOUSAND))


def _below_hundred(number, noun):
    """Words of 3 to 99, without the noun."""
    units = UNITS_FEMININE if noun.feminine else UNITS
    if number <= 10:
        return units[number]
    if number < 20:
        if noun.feminine:
            return {11: "إحدى عشرة", 12: "اثنتا عشرة"}.get(number) or f"{UNITS_FEMININE[number - 10]} عشرة"
        return {11: "أحد عشر", 12: "اثنا عشر"}.get(number) or f"{UNITS[number - 10]} عشر"
    tens, unit = divmod(number, 10)
    if not unit:
        return TENS[tens]
    first = {1: "إحدى", 2: "اثنتان"}.get(unit) if noun.feminine else None
    return f"{first or units[unit]}{AND}{TENS[tens]}"


def _below_thousand(number, noun, in_construct):
    """Words of 1 to 999 with the noun.

    :param in_construct: whether another noun follows at once, as "dinar" after "two thousand"
    """
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"{'مئتا' if hundreds == 2 else HUNDREDS[hundreds]} {noun.singular}"
    if rest <= 2:
        last = noun.one if rest == 1 else noun.dual_construct if in_construct and noun.dual_construct else noun.dual
        if not hundreds:
            return last
        return f"{'مئتا' if hundreds == 2 else HUNDREDS[hundreds]} {noun.singular}{AND}{last}"
    form = noun.plural if rest <= 10 else noun.construct if in_construct and noun.construct else noun.accusative
    head = f"{HUNDREDS[hundreds]}{AND}" if hundreds else ''
    return f"{head}{_below_hundred(rest, noun)} {form}"


def count(number, noun):
    """Return a whole number of things in words: ``count(2000, dinar)`` is ألفا دينار.

    :param int number: from 0 to 999 999 999 999
    :raises ValueError: for a number that is negative or too large
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"cannot say {number} in words")
    if not number:
        return f"صفر {noun.singular}"
    parts, rest = [], number
    for value, rank in RANKS:
        quotient, rest = divmod(rest, value)
        if quotient:
            # the thing itself is said at once after this rank, also where "and one dinar" comes behind it
            is_last = rest <= 2
            words = rank.dual_construct if quotient == 2 and is_last else (
                _below_thousand(quotient, rank, is_last))
            parts.append(words)
    if not rest:
        return f"{AND.join(parts)} {noun.singular}"
    if parts and rest <= 2:
        # "a thousand dinars and one dinar": the noun is said with each
        return f"{AND.join(parts)} {noun.singular}{AND}{noun.one if rest == 1 else noun.dual}"
    return AND.join([*parts, _below_thousand(rest, noun, False)])
