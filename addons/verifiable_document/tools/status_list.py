"""The list of the documents that are not simply valid: four bits for each index, two indexes a byte.

    body   = CBOR map {1: version, 2: time of making (seconds), 3: number of indexes, 4: the bits}
    signed list = CBOR array [[[key id, signature], …], body]
"""
import cbor2

CODES = {'valid': 0, 'suspended': 1, 'revoked': 2, 'expired': 3, 'replaced': 4}
STATES = {code: state for state, code in CODES.items()}
VERSION, MADE_AT, SIZE, BITS = 1, 2, 3, 4


def pack(size, states):
    """Bits of ``size`` indexes.

    :param states: iterable of (index, state); indexes not named are valid
    """
    bits = bytearray((size + 1) // 2)
    for index, state in states:
        bits[index >> 1] |= CODES[state] << (4 if index & 1 else 0)
    return bytes(bits)


def state_at(bits, index):
    """The state of an index; 'valid' beyond the end."""
    if index >> 1 >= len(bits):
        return 'valid'
    return STATES[bits[index >> 1] >> (4 if index & 1 else 0) & 15]


def body(version, made_at, size, bits):
    """What is signed."""
    return cbor2.dumps({VERSION: version, MADE_AT: made_at, SIZE: size, BITS: bits}, canonical=True)


def envelope(signatures, payload):
    """The file a phone keeps.

    :param signatures: list of (kid, signature)
    """
    return cbor2.dumps([[[bytes.fromhex(kid), signature] for kid, signature in signatures], payload], canonical=True)


def read(data):
    """(signatures, payload, body as dict) of a signed list."""
    signatures, payload = cbor2.loads(data)
    return [(kid.hex(), signature) for kid, signature in signatures], payload, cbor2.loads(payload)
