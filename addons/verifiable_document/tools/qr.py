"""QR codes as SVG: one path, sharp at any size."""
import base64

import zxingcpp

QUIET_ZONE = 4
MAX_VERSION_MEDIUM = 11
_SMALLEST_SIDE, _SIDE_STEP = 17, 4


def matrix(text):
    """(version, modules) of the smallest code; correction level M while it stays within version 11, else L.

    :return: modules: a list of rows of booleans, true where it is dark
    """
    version, modules = _encode(text, 'M')
    return (version, modules) if version <= MAX_VERSION_MEDIUM else _encode(text, 'L')


def _encode(text, level):
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False))
    side, _width = picture.shape
    dark = [not shade for shade in bytes(picture)]
    return (side - _SMALLEST_SIDE) // _SIDE_STEP, [dark[start:start + side] for start in range(0, len(dark), side)]


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
