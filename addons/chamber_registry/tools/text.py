"""One normalisation of names for search, the same in Python and in SQL.

Both scripts are folded to a small alphabet: unaccented Latin in lower case, Arabic letters without signs, Tifinagh,
Western digits; all the rest is a space. A test compares the two on a table of texts: change them together.
"""
import re
import unicodedata

# letters that no Unicode decomposition folds; Algerian names write the sound g with any of three letters
FOLDED_FROM = 'ٱىیےۀةەہھکڪگڨڤپچۇۆۋ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ıøØđĐłŁðÐħĦ'
FOLDED_TO = 'ايييهههههككققفبشووو01234567890123456789ioOdDlLdDhH'
FOLDED_PAIRS = (('œ', 'oe'), ('Œ', 'oe'), ('æ', 'ae'), ('Æ', 'ae'), ('ß', 'ss'), ('þ', 'th'), ('Þ', 'th'))
# combining marks of the Latin and Arabic scripts, hamza alone, tatweel, invisible direction marks
VANISHING = (
    r'\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed'
    r'\u0621\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff'
)
KEPT = r'a-z0-9\u0622-\u064a\u0671-\u06d3\u2d30-\u2d67'

# PostgreSQL 13 or later, database in UTF-8; the collation "C" keeps it immutable
SQL_FUNCTION = r"""
    CREATE OR REPLACE FUNCTION chamber_normalise(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(lower(translate(
        replace(replace(replace(replace(replace(replace(replace(
            regexp_replace(
                normalize($1, NFKD),
                '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed'
                '\u0621\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]',
                '', 'g'),
            'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), 'Þ', 'th'),
        'ٱىیےۀةەہھکڪگڨڤپچۇۆۋ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ıøØđĐłŁðÐħĦ',
        'ايييهههههككققفبشووو01234567890123456789ioOdDlLdDhH') COLLATE "C"),
        '[^a-z0-9\u0622-\u064a\u0671-\u06d3\u2d30-\u2d67]+', ' ', 'g'), ' ')
    $$
"""

_vanishing = re.compile(f'[{VANISHING}]')
_spaces = re.compile(f'[^{KEPT}]+')
_folding = str.maketrans(FOLDED_FROM, FOLDED_TO)
_lower = str.maketrans('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')


def normalise(text):
    """Return a text folded for search in either script.

    >>> normalise("BENALI Kheïra") == normalise("benali  kheira")
    True
    >>> normalise("فاطمة الزهراء") == normalise("فاطمه الزهرا")
    True
    >>> normalise("رقم ١٢٣")
    'رقم 123'
    """
    if not text:
        return ''
    text = _vanishing.sub('', unicodedata.normalize('NFKD', text))
    for letter, pair in FOLDED_PAIRS:
        text = text.replace(letter, pair)
    return _spaces.sub(' ', text.translate(_folding).translate(_lower)).strip(' ')
