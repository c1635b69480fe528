"""Bank and postal account numbers of Algeria (RIB, RIP): 20 digits, the last two a key.

Bank 3, branch 5, account 10, key 2. The key is 97 less the remainder by 97 of branch, account and two zeros; the bank's
code has no part in it. A postal account is one of bank 007, branch 99999.
"""
import re
import unicodedata

LENGTH = 20

_separators = re.compile(r'[\s\-‐-―./_\u00a0\u200b-\u200f\u202a-\u202e\u202f\u2066-\u2069]')


class RibError(ValueError):
    """A refused account number. ``reason``: 'digits', 'length' or 'key'."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def key(branch, account):
    """The two digits of a key.

    >>> key('99999', '0000000200')
    '91'
    """
    return f'{97 - int(f"{branch}{account}00") % 97:02}'


def parse(text):
    """The 20 Western digits of an account number as typed.

    >>> parse('007 99999 0000000200 91')
    '00799999000000020091'

    :raises RibError: for other signs, another length or a wrong key
    """
    bare = _separators.sub('', text or '')
    if any(unicodedata.decimal(sign, None) is None for sign in bare):
        raise RibError('digits')
    digits = ''.join(str(unicodedata.decimal(sign)) for sign in bare)
    if len(digits) != LENGTH:
        raise RibError('length')
    if key(digits[3:8], digits[8:18]) != digits[18:]:
        raise RibError('key')
    return digits
