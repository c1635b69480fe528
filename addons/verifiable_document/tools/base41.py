"""Base 41: two bytes in three characters, all of them alphanumeric for a QR code and safe in a URL fragment.

The density is that of base 45 (RFC 9285), without its space and percent sign, which no URL may carry as they are.
"""
import struct

ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/'
_FOREIGN = 255
_VALUES = bytes(
    ALPHABET.index(chr(code)) if chr(code) in ALPHABET else _FOREIGN for code in range(256)
)
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


def encode(data):
    """Text of some bytes: three characters for each two bytes, two for a last odd one."""
    size = len(data) // 2 * 2
    parts = []
    for index in range(0, size, 2):
        high, low = divmod(data[index] << 8 | data[index + 1], 1681)
        parts.append(ALPHABET[high] + _PAIRS[low])
    if size < len(data):
        parts.append(_PAIRS[data[-1]])
    return ''.join(parts)


def decode(text):
    """Bytes of a text.

    :raises ValueError: on a foreign character, an impossible length or a group out of range
    """
    values = text.encode('ascii', 'replace').translate(_VALUES)
    if _FOREIGN in values:
        raise ValueError("not a base 41 character")
    rest = len(values) % 3
    if rest == 1:
        raise ValueError("impossible length")
    whole = len(values) - rest
    numbers = [
        high * 1681 + middle * 41 + low
        for high, middle, low in zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)
    ]
    last = [values[-2] * 41 + values[-1]] if rest else []
    try:
        return struct.pack(f'>{len(numbers)}H{len(last)}B', *numbers, *last)
    except struct.error as error:
        raise ValueError("group out of range") from error
