"""Words, dates and amounts for documents written in Arabic and French."""
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

NO_BREAK_SPACE = '\u00a0'

# Month names in use in Algeria.
MONTHS_AR = ('جانفي', 'فيفري', 'مارس', 'أفريل', 'ماي', 'جوان',
             'جويلية', 'أوت', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر')
MONTHS_FR = ('janvier', 'février', 'mars', 'avril', 'mai', 'juin',
             'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre')


def text_direction(text, default='ltr'):
    """Direction of the first letter of `text` that has one: 'rtl', 'ltr', else `default`."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ('R', 'AL'):
            return 'rtl'
        if kind == 'L':
            return 'ltr'
    return default


def isolate(value):
    """`value` in an element that keeps its own direction whatever surrounds it.

    A number or a Latin word within an Arabic sentence must be isolated, else "12 500" reads "500 12".
    """
    if value is None or value is False:
        return Markup()
    return Markup('<bdi dir="%s">%s</bdi>') % (text_direction(str(value)), value)


def amount(value, decimals=2):
    """`value` as printed in Algeria: no-break space between thousands, comma before the decimals.

    >>> amount(12500).replace(NO_BREAK_SPACE, ' ')
    '12 500,00'
    """
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    return f'{rounded:,}'.replace(',', NO_BREAK_SPACE).replace('.', ',')


def quantity(value, decimals=6):
    """`value` with the decimals that it has, up to `decimals`, after a comma: days, rates, marks, quantities.

    >>> quantity(2.5), quantity(30.0)
    ('2,5', '30')
    """
    text = f'{round(value, decimals) + 0:,.{decimals}f}'.rstrip('0').rstrip('.')  # 0 added: nothing has no sign
    return text.replace(',', NO_BREAK_SPACE).replace('.', ',')


def short_date(day):
    """`day` as 15/03/2026, or an empty text."""
    return f'{day:%d/%m/%Y}' if day else ''


def long_date_ar(day):
    """`day` as 15 مارس 2026, or an empty text."""
    return f'{day.day} {MONTHS_AR[day.month - 1]} {day.year}' if day else ''


def long_date_fr(day):
    """`day` as 15 mars 2026 (1er for the first of the month), or an empty text."""
    if not day:
        return ''
    number = '1er' if day.day == 1 else day.day
    return f'{number} {MONTHS_FR[day.month - 1]} {day.year}'


TEMPLATE_HELPERS = {
    'isolate': isolate,
    'amount': amount,
    'quantity': quantity,
    'short_date': short_date,
    'long_date_ar': long_date_ar,
    'long_date_fr': long_date_fr,
}
