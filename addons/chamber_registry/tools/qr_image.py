"""QR codes as small black-and-white pictures, which a sheet of cards draws faster than paths."""
from odoo.addons.report_weasyprint.tools.pixels import modules_to_png_uri
from odoo.addons.verifiable_document.tools.qr import QUIET_ZONE, matrix

# sharp edges in viewers that smooth small pictures
PIXELS = 3


def data_uri(text):
    """Return a data: URI of a PNG, quiet zone included; empty without a text."""
    if not text:
        return ''
    _version, modules = matrix(text)
    margin = [False] * QUIET_ZONE
    blank = [[False] * (len(modules) + 2 * QUIET_ZONE)] * QUIET_ZONE
    return modules_to_png_uri([*blank, *([*margin, *row, *margin] for row in modules), *blank], PIXELS)
