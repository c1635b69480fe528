import base64
import logging
import mimetypes
import posixpath
import re
from urllib.parse import parse_qs, unquote, urlsplit

from reportlab.graphics.barcode import createBarcodeDrawing
from reportlab.graphics.utils import RenderPMError

from odoo import SUPERUSER_ID, models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tools import file_open
from odoo.tools.image import image_process
from odoo.tools.mimetypes import guess_mimetype

_logger = logging.getLogger(__name__)

_ASSET = re.compile(r'/web/assets/([^/]+)/([^/]+\.css)')
_STATIC = re.compile(r'/(\w+/static/.+)')
_BINARY = re.compile(r'/web/(?:image|content)(?:/(.*))?')
_BARCODE = re.compile(r'/report/barcode/(?:([^/]+)/(.+))?')
_ATTACHMENT_ID = re.compile(r'(\d+)(?:-\w+)?')
_SIZE = re.compile(r'(\d+)x(\d+)')
# Odoo's bundles name this font host for scripts that their own fonts lack; two of its fonts are in this addon.
_FONT_HOST = re.compile(r'https://fonts\.odoocdn\.com/fonts/noto/(\w+)-(\w+)\.\w+')
_SHIPPED_FAMILIES = ('NotoSans', 'NotoSansArabic')
_REFUSALS = (AccessError, MissingError, UserError, OSError, ValueError, KeyError)


class IrActionsReport(models.Model):
    _inherit = 'ir.actions.report'

    def _get_weasyprint_resource(self, url):
        """What stands at `url` for a PDF made by the current user: (content, mimetype), or None if it is refused.

        Only the database's own asset bundles, binary fields the user may read, barcodes and the addons' static
        files are given. Nothing is ever asked of the network or of another file.
        """
        if font := _FONT_HOST.fullmatch(url):
            return self._read_shipped_font(*font.groups()) if font[1] in _SHIPPED_FAMILIES else None
        try:
            found = self._find_weasyprint_resource(url)
        except _REFUSALS as error:
            _logger.info("Not given to a PDF: %s (%s)", url[:200], error)
            return None
        if found is None:
            _logger.info("Refused to a PDF: %s", url[:200])
        return found

    def _find_weasyprint_resource(self, url):
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) not in self._get_weasyprint_origins():
            return None
        path = posixpath.normpath(unquote(parts.path))
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if match := _ASSET.fullmatch(path):
            return self._read_asset(*match.groups())
        if match := _STATIC.fullmatch(path):
            return self._read_static(match[1])
        if match := _BINARY.fullmatch(path):
            return self._read_binary((match[1] or '').split('/'), query)
        if match := _BARCODE.fullmatch(path if path != '/report/barcode' else '/report/barcode/'):
            return self._read_barcode({'barcode_type': match[1], 'value': match[2], **query})
        return None

    def _read_barcode(self, options):
        """A barcode as Odoo draws it; as vectors where the server cannot draw pictures of them."""
        kind, value = options.pop('barcode_type'), options.pop('value')
        if not kind or not value:
            return None
        try:
            return self.barcode(kind, value, **options), 'image/png'
        except RenderPMError:
            sizes = {name: int(options[name]) for name in ('width', 'height') if name in options}
            drawing = createBarcodeDrawing('Code128' if kind == 'auto' else kind, value=value, **sizes)
            return drawing.asString('svg').encode(), 'image/svg+xml'

    def _get_weasyprint_origins(self):
        """(scheme, host) pairs that mean this very database; the empty one is an address without host."""
        # the base address is not a secret: it is printed in every e-mail
        base_url = self.env['ir.config_parameter'].sudo().get_param('web.base.url') or ''
        return {('', ''), *(tuple(urlsplit(address)[:2]) for address in (base_url, self._get_report_url()))}

    def _read_shipped_font(self, family, weight):
        weight = 'Bold' if weight[:3] in ('Bol', 'Bla') else 'Regular'
        return self._read_static(f'report_weasyprint/static/fonts/{family}-{weight}.ttf')

    def _read_static(self, path):
        with file_open(path, 'rb') as file:
            return file.read(), mimetypes.guess_type(path)[0] or 'application/octet-stream'

    def _read_asset(self, unique, filename):
        url = self.env['ir.asset']._get_asset_bundle_url(filename, unique, {})
        # asset bundles are public files that only the server writes
        attachment = self.env['ir.attachment'].sudo().search([
            ('url', '=', url), ('public', '=', True), ('res_model', '=', 'ir.ui.view'), ('res_id', '=', 0),
            ('create_uid', '=', SUPERUSER_ID),
        ], limit=1)
        if not attachment:
            name, rtl, _kind, autoprefix = self.env['ir.asset']._parse_bundle_name(filename, unique == 'debug')
            attachment = self.env['ir.qweb']._get_asset_bundle(name, js=False, rtl=rtl, autoprefix=autoprefix).css()
        return attachment.raw, 'text/css'

    def _read_binary(self, segments, query):
        """A binary field, resized if asked; the user's own rights decide."""
        target = self._get_binary_target(segments, query)
        record = self.env['ir.binary']._find_record(
            target.get('xmlid'), target.get('model', 'ir.attachment'), target.get('id'),
            query.get('access_token'), field=target.get('field', 'raw'))
        content = self._read_binary_field(record, target.get('field', 'raw'))
        if not content:
            return None
        sizes = [match for segment in segments if (match := _SIZE.fullmatch(segment))]
        width, height = sizes[0].groups() if sizes else (query.get('width', 0), query.get('height', 0))
        if int(width) or int(height):
            content = image_process(content, size=(int(width), int(height)))
        return content, guess_mimetype(content)

    def _read_binary_field(self, record, name):
        """The bytes of a binary field; nothing where the attachment is only an address elsewhere."""
        if record._fields[name].type != 'binary':
            return None
        value = record.with_context(bin_size=False)[name] or b''
        return value if name == 'raw' and record._name == 'ir.attachment' else base64.b64decode(value)

    def _get_binary_target(self, segments, query):
        if len(segments) >= 3 and segments[1].isdigit():
            return {'model': segments[0], 'id': int(segments[1]), 'field': segments[2]}
        if match := _ATTACHMENT_ID.fullmatch(segments[0]):
            return {'id': int(match[1])}
        if segments[0]:
            return {'xmlid': segments[0]}
        target = {name: query[name] for name in ('xmlid', 'model', 'field') if name in query}
        return {**target, 'id': int(query['id'])} if 'id' in query else target
