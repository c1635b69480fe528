"""One comparison key for names in Latin and Arabic script, the same in Python and in SQL.

>>> search_key("Béjaïa"), search_key("بِجَايَة")
('bejaia', 'بجايه')
>>> search_key("  Sidi-M'Hamed  "), search_key("إيليزي") == search_key("ايليزى")
('sidi m hamed', True)
>>> search_key("الولاية ٥٨")
'الولايه 58'
"""

import re
import unicodedata

from odoo.tools import SQL

# Combining Latin marks, Arabic vowel signs, superscript alef, tatweel, direction marks.
IGNORED = '\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069'
# Letters that NFKD leaves whole, and both kinds of Arabic-Indic digits.
_FROM = 'ıøđłØĐŁŒÆىةٱکیڨ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹'
_TO = 'iodloDLœæيهاكيق01234567890123456789'
_SEPARATOR = '[^0-9a-zœæß\u0621-\u064a]+'
_TABLE = str.maketrans(_FROM, _TO)


def search_key(text):
    """Return the comparison key of ``text``: lower case, no diacritics, one space between words.

    Alef, yeh and teh marbuta are folded to one letter each, Arabic-Indic digits to 0-9, and
    whatever is neither a letter nor a digit to a space.
    """
    text = re.sub(f'[{IGNORED}]', '', unicodedata.normalize('NFKD', text or '')).translate(_TABLE).lower()
    return re.sub(_SEPARATOR, ' ', text).strip(' ')


def search_key_sql(expression):
    """Return the SQL that computes :func:`search_key` of the text ``expression`` (an ``SQL``)."""
    folded = SQL(
        "lower(translate(regexp_replace(normalize(coalesce(%s, ''), NFKD), %s, '', 'g'), %s, %s))",
        expression, f'[{IGNORED}]', _FROM, _TO,
    )
    return SQL("btrim(regexp_replace(%s, %s, ' ', 'g'))", folded, _SEPARATOR)
