"""One byte for an Arabic letter: UTF-8 needs two, and a QR code of 25 mm has none to spare.

Printable ASCII keeps its byte; U+0600..U+067F (letters, marks, Arabic-Indic digits) takes 0x80..0xFF.
Text with any other character stays a CBOR text string (UTF-8), so nothing is lost.
"""

ARABIC_START = 0x600


def pack(text):
    """Bytes where each character fits in one and that is shorter than UTF-8, else the text itself."""
    if text.isascii():
        return text
    codes = [ord(character) for character in text]
    if all(0x20 <= code < 0x7F or ARABIC_START <= code < ARABIC_START + 0x80 for code in codes):
        return bytes(code if code < 0x80 else code - ARABIC_START + 0x80 for code in codes)
    return text


def unpack(value):
    """The text of a packed value."""
    if isinstance(value, str):
        return value
    return ''.join(chr(byte if byte < 0x80 else byte - 0x80 + ARABIC_START) for byte in value)
