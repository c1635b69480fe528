"""What the QR code of a label carries, and what a scanner types."""
import re

PATH = '/asset/label/'
CODE = re.compile(r'^[0-9a-f]{16}$')


def address(base_url, code):
    """The address that a label's QR code opens.

    >>> address('https://erp.example/', '0123456789abcdef')
    'https://erp.example/asset/label/0123456789abcdef'
    """
    return f"{base_url.rstrip('/')}{PATH}{code}"


def scanned(text):
    """The label's code in what a scanner typed, or the text itself.

    >>> scanned('https://erp.example/asset/label/0123456789abcdef')
    '0123456789abcdef'
    >>> scanned(' IMM/00012 ')
    'IMM/00012'
    """
    text = text.strip()
    last = text.rpartition(PATH)[2]
    return last if CODE.match(last) else text
