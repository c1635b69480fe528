"""The token of a document: what its QR code carries.

    token  = base41(version, 1 byte | key id, 4 bytes | signature, 64 bytes | claims, CBOR map)
    signed = CONTEXT | version | key id | claims             (Ed25519, RFC 8032)

Claims have small integer names: 1 serial, 2 number of the type, 3 day of issue, 4 last day of validity
(absent: no end), 5 index in the status list, 10 and above: those of the type. Days count from 1970-01-01.
"""
from datetime import date, timedelta

import cbor2

from . import base41, compact_text

VERSION = 1
CONTEXT = b'verifiable-document/1\0'
MAX_LENGTH = 2048
SERIAL, TYPE, ISSUED, EXPIRES, INDEX = 1, 2, 3, 4, 5
FIRST_FREE_CLAIM = 10
HEADER_SIZE, SIGNATURE_SIZE = 5, 64
_EPOCH = date(1970, 1, 1)


class TokenError(ValueError):
    """The text is no token; args[0] is 'empty', 'oversized' or 'malformed'."""


class Token:
    """A token taken apart, its signature not yet checked."""

    __slots__ = ('claims', 'kid', 'signature', 'signed')

    def __init__(self, kid, signature, signed, claims):
        self.kid = kid
        self.signature = signature
        self.signed = signed
        self.claims = claims


def day_number(day):
    """Days from 1970-01-01 to a date."""
    return (day - _EPOCH).days


def day_from_number(number):
    """The date a number of days after 1970-01-01."""
    return _EPOCH + timedelta(days=number)


def _pack_value(value):
    if isinstance(value, str):
        return compact_text.pack(value)
    if isinstance(value, date):
        return day_number(value)
    return value


def to_sign(kid, claims):
    """What has to be signed: (header, encoded claims).

    :param str kid: 8 hexadecimal characters
    :param dict claims: integer → str, int or date
    """
    header = bytes([VERSION]) + bytes.fromhex(kid)
    body = cbor2.dumps({code: _pack_value(value) for code, value in claims.items()}, canonical=True)
    return header, body


def signed_bytes(header, body):
    """The bytes under the signature."""
    return CONTEXT + header + body


def assemble(header, signature, body):
    """Text of the token."""
    return base41.encode(header + signature + body)


def parse(text):
    """Take a token apart.

    :raises TokenError: when the text cannot be a token of ours
    """
    if not text:
        raise TokenError('empty')
    if len(text) > MAX_LENGTH:
        raise TokenError('oversized')
    try:
        data = base41.decode(text)
        header = data[:HEADER_SIZE]
        signature = data[HEADER_SIZE:HEADER_SIZE + SIGNATURE_SIZE]
        body = data[HEADER_SIZE + SIGNATURE_SIZE:]
        if not body or header[0] != VERSION:
            raise TokenError('malformed')
        claims = cbor2.loads(body)
    except TokenError:
        raise
    except (ValueError, OverflowError, RecursionError, MemoryError, cbor2.CBORError) as error:
        raise TokenError('malformed') from error
    if not _well_formed(claims):
        raise TokenError('malformed')
    return Token(header[1:].hex(), signature, signed_bytes(header, body), claims)


def _well_formed(claims):
    return (
        isinstance(claims, dict)
        and all(type(code) is int and type(value) in (int, str, bytes) for code, value in claims.items())
        and all(type(claims.get(code)) is int for code in (SERIAL, TYPE, ISSUED, INDEX))
        and type(claims.get(EXPIRES, 0)) is int
    )
