"""QR codes as SVG: one path, no image library, sharp at any size."""
import base64

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

QUIET_ZONE = 4
MAX_VERSION_MEDIUM = 11
# Signed tokens look like noise: no mask is much better than another, and trying all eight takes four times as long.
MASK = 3


def matrix(text):
    """(version, modules) of the smallest code; correction level M while it stays within version 11, else L."""
    code = _fitted(text, ERROR_CORRECT_M)
    if code.version > MAX_VERSION_MEDIUM:
        code = _fitted(text, ERROR_CORRECT_L)
    code.make(fit=False)
    return code.version, code.get_matrix()


def _fitted(text, level):
    """A code of the smallest version that holds the text, its modules not yet drawn."""
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=MASK)
    code.add_data(text, optimize=20)
    code.best_fit()
    return code


def _runs(row):
    """(start, length) of each run of dark modules of a row."""
    start = None
    for position, dark in enumerate([*row, False]):
        if dark and start is None:
            start = position
        elif not dark and start is not None:
            yield start, position - start
            start = None


def svg(text, size_mm=25):
    """SVG markup of a text's QR code, quiet zone included, ``size_mm`` wide."""
    _version, modules = matrix(text)
    side = len(modules) + 2 * QUIET_ZONE
    path = ''.join(
        f'M{start + QUIET_ZONE} {line + QUIET_ZONE}h{length}v1h-{length}z'
        for line, row in enumerate(modules)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm}mm" height="{size_mm}mm"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def data_uri(markup):
    """data: URI of SVG markup."""
    return 'data:image/svg+xml;base64,' + base64.b64encode(markup.encode()).decode()
