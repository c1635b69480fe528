"""QR codes as small black-and-white pictures, which a sheet of cards draws faster than paths."""
import base64
import io

from PIL import Image

from odoo.addons.verifiable_document.tools.qr import QUIET_ZONE, matrix

# sharp edges in viewers that smooth small pictures
PIXELS = 6


def data_uri(text):
    """Return a data: URI of a PNG, quiet zone included; empty without a text."""
    if not text:
        return ''
    _version, modules = matrix(text)
    side = len(modules) + 2 * QUIET_ZONE
    blank = bytes([255]) * side
    margin = bytes([255]) * QUIET_ZONE
    lines = [margin + bytes(0 if dark else 255 for dark in row) + margin for row in modules]
    pixels = b''.join([blank] * QUIET_ZONE + lines + [blank] * QUIET_ZONE)
    picture = Image.frombytes('L', (side, side), pixels).resize((side * PIXELS,) * 2, Image.Resampling.NEAREST).convert('1')
    content = io.BytesIO()
    picture.save(content, 'PNG')
    return f'data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}'
