"""Serial of a document: 60 random bits, so that nobody finds a second one by counting from the first.

Written in Crockford's base 32, three groups of four: 7KQM-2XRA-9VTD. No I, L, O, U; those typed by mistake are
read as 1, 1, 0 (and U is refused).
"""
import secrets

ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
BITS, LENGTH, MAX_TYPED = 60, 12, 32
_ALIASES = str.maketrans('ILO', '110', '- ')


def new_number():
    """A random number of 60 bits."""
    return secrets.randbits(BITS)


def to_text(number):
    """The written form of a number."""
    characters = ''.join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    return '-'.join(characters[start:start + 4] for start in range(0, LENGTH, 4))


def normalise(text):
    """The written form of what somebody typed, or None when it cannot be a serial."""
    if not text or len(text) > MAX_TYPED:
        return None
    characters = text.upper().translate(_ALIASES)
    if len(characters) != LENGTH or any(character not in ALPHABET for character in characters):
        return None
    return '-'.join(characters[start:start + 4] for start in range(0, LENGTH, 4))
