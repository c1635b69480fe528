"""What is hashed, and how. Standard library only: an auditor can read and run this without the application."""
import datetime
import hashlib
import json
from decimal import Decimal

GENESIS = '0' * 64


def canonical_json(value):
    """One text for one value: sorted keys, no spaces, Unicode as it is.

    >>> canonical_json({'b': 1, 'a': 'قيد'})
    '{"a":"قيد","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False, allow_nan=False)


def link_hash(previous, payload):
    """SHA-256, in hexadecimal, of the previous link's hash, a line feed and the payload's text."""
    return hashlib.sha256(f'{previous}\n{payload}'.encode()).hexdigest()


def decimal_text(value):
    """Plain decimal text without useless zeros, the same for equal numbers.

    >>> [decimal_text(value) for value in ('12.50', 1e16, 0.1, -0.0, '100')]
    ['12.5', '10000000000000000', '0.1', '0', '100']
    """
    text = format(Decimal(str(value)), 'f')
    if '.' in text:
        text = text.rstrip('0').rstrip('.')
    return '0' if text == '-0' else text


def date_text(value):
    """ISO 8601; date-times are in UTC.

    >>> date_text(datetime.date(2026, 3, 15))
    '2026-03-15'
    >>> date_text(datetime.datetime(2026, 3, 15, 9, 0))
    '2026-03-15T09:00:00Z'
    """
    text = value.isoformat()
    if not isinstance(value, datetime.datetime):
        return text
    return f"{text.rstrip('0') if '.' in text else text}Z"


def build_payload(version, model, key, sequence, moment, user_id, data):
    """Text of one link's content; ``moment`` is a naive UTC date-time, ``data`` holds JSON values by name."""
    return canonical_json({
        'v': version, 'model': model, 'key': key, 'seq': sequence,
        'at': date_text(moment), 'by': user_id, 'data': data,
    })
