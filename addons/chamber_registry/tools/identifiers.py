"""Algerian identifiers: digits only, lengths, and the keys whose rule is published.

Each ``parse_x`` takes what a person typed (Western, Arabic-Indic or Persian digits, spaces, dashes, dots, slashes) and
returns the digits to store, or raises IdentifierError with the reason. What has no published key is held by its length.
"""
import re
import unicodedata

NIN_LENGTH = 18
NIS_LENGTH = 15
NIF_LENGTHS = (15, 20)
RIB_LENGTH = 20
CCP_ACCOUNT_LENGTH = 10

_separators = re.compile(r'[\s\-‐-―−./_،,\u00a0\u061c\u200b-\u200f\u202a-\u202e\u202f\u2066-\u2069\ufeff]')


class IdentifierError(ValueError):
    """A refused identifier. ``reason``: 'digits', 'length' or 'key'; ``expected``: the lengths, or the right key."""

    def __init__(self, reason, expected='', found=''):
        super().__init__(reason, expected, found)
        self.reason = reason
        self.expected = expected
        self.found = found


def to_digits(text):
    """Return only the Western digits of a text.

    >>> to_digits('١٢٣ 45-6')
    '123456'
    """
    bare = _separators.sub('', text or '')
    if any(unicodedata.decimal(char, None) is None for char in bare):
        raise IdentifierError('digits', found=text)
    return ''.join(str(unicodedata.decimal(char)) for char in bare)


def _parse_length(text, *lengths):
    digits = to_digits(text)
    if digits and len(digits) not in lengths:
        raise IdentifierError('length', expected=' / '.join(map(str, lengths)), found=str(len(digits)))
    return digits


def parse_nin(text):
    """National identification number: 18 digits; the rule of its key is not published (décret 23-316)."""
    return _parse_length(text, NIN_LENGTH)


def parse_nis(text):
    """Statistical identification number: 15 digits."""
    return _parse_length(text, NIS_LENGTH)


def parse_nif(text):
    """Tax identification number: 15 digits, 20 for a secondary establishment."""
    return _parse_length(text, *NIF_LENGTHS)


def rib_key(branch, account):
    """Return the two digits of a RIB's key. The bank's code has no part in it.

    >>> rib_key('99999', '0000000200')
    '91'
    """
    return f'{97 - int(f"{branch}{account}00") % 97:02}'


def parse_rib(text):
    """Bank or postal account: bank 3, branch 5, account 10, key 2."""
    digits = _parse_length(text, RIB_LENGTH)
    if digits and (key := rib_key(digits[3:8], digits[8:18])) != digits[18:]:
        raise IdentifierError('key', expected=key, found=digits[18:])
    return digits


def ccp_key(account):
    """Return the two digits of a postal account's key: each digit by its rank from the right plus 4.

    >>> ccp_key('200')
    '12'
    """
    return f'{sum(int(digit) * (rank + 4) for rank, digit in enumerate(reversed(account))) % 100:02}'


def parse_ccp(text):
    """Postal account and its key of two digits, returned on 12 digits (account padded with zeros)."""
    digits = to_digits(text)
    if not digits:
        return digits
    if not 3 <= len(digits) <= CCP_ACCOUNT_LENGTH + 2:
        raise IdentifierError('length', expected='3-12', found=str(len(digits)))
    account, key = digits[:-2].zfill(CCP_ACCOUNT_LENGTH), digits[-2:]
    if (expected := ccp_key(account)) != key:
        raise IdentifierError('key', expected=expected, found=key)
    return account + key


def parse_phone(text):
    """Return an Algerian number as +213 and its national digits in groups, any other number as typed.

    >>> parse_phone('٠٥٥٥ ١٢ ٣٤ ٥٦')
    '+213 555 12 34 56'
    >>> parse_phone('+33 1 23 45 67 89')
    '+33 1 23 45 67 89'
    """
    national = phone_national(text)
    if not national:
        return (text or '').strip()
    number = national[1:]
    sizes = (3, 2, 2, 2) if len(number) == 9 else (2, 2, 2, 2)
    return '+213 ' + group(number, sizes)


def phone_national(text):
    """Return the national digits (0 and 8 or 9 digits) of an Algerian number, or an empty string."""
    try:
        digits = to_digits(re.sub(r'[+()]', '', text or ''))
    except IdentifierError:
        return ''
    digits = re.sub(r'^(00)?213', '0', digits) if len(digits) > 10 else digits
    digits = re.sub(r'^00', '0', digits)
    return digits if re.fullmatch(r'0(5|6|7|9)\d{8}|0[2-4]\d{7}', digits) else ''


def group(digits, sizes):
    """Return digits in groups of the given sizes, joined by spaces; what remains is the last group.

    >>> group('123456789', (3, 2, 2, 2))
    '123 45 67 89'
    """
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start:start + size])
        start += size
    return ' '.join(filter(None, [*groups, digits[start:]]))


def mask(digits, shown=4):
    """Return bullets for all the digits but the last ones, isolated left to right.

    >>> mask('123456789012341234').count('•')
    14
    """
    if not digits:
        return ''
    return f'\u2066{"•" * (len(digits) - shown)} {digits[-shown:]}\u2069'


def nin_doubts(nin, birth_year=None):
    """Return what makes a NIN doubtful, as codes; none of them refuses it.

    'repeated': one digit all along; 'year': digits 3 to 5, the end of the year of entry in the birth register, are
    not those of the year of birth (an entry by late judgment is a good reason).
    """
    doubts = []
    if len(set(nin)) == 1:
        doubts.append('repeated')
    elif birth_year and nin[2:5] != f'{birth_year % 1000:03}':
        doubts.append('year')
    return doubts
