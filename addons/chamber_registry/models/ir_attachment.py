import base64
import binascii

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import human_size

SIGNATURES = ((b'%PDF-', 'application/pdf'), (b'\xff\xd8\xff', 'image/jpeg'), (b'\x89PNG\r\n\x1a\n', 'image/png'))
DEFAULT_MAX_BYTES = 10 * 1024 * 1024


class IrAttachment(models.Model):
    _inherit = 'ir.attachment'

    def _check_contents(self, values):
        if self._is_request_document(values):
            self._check_request_document(values)
        return super()._check_contents(values)

    def _is_request_document(self, values):
        models_seen = {values.get('res_model'), *self.mapped('res_model')}
        return 'chamber.request.document' in models_seen and values.keys() & {'raw', 'datas'}

    def _check_request_document(self, values):
        """Accept PDF, JPEG and PNG files by their content, up to a size.

        The limit in bytes is the system parameter ``chamber_registry.max_document_bytes``.

        :raises UserError: for a file of another type, whatever its name, or a file that is too big
        """
        data = values.get('raw')
        if data is None:
            try:
                data = base64.b64decode(values.get('datas') or b'')
            except (binascii.Error, ValueError) as error:
                raise UserError(self.env._("The file cannot be read.")) from error
        if isinstance(data, str):
            data = data.encode()
        if not data:
            return
        limit = self.env['ir.config_parameter'].sudo().get_param(  # a public limit, for every clerk
            'chamber_registry.max_document_bytes')
        limit = int(limit) if limit and limit.isdigit() else DEFAULT_MAX_BYTES
        if len(data) > limit:
            raise UserError(self.env._(
                "The file is too big: %(size)s, at most %(limit)s.", size=human_size(len(data)), limit=human_size(limit)))
        if not any(data.startswith(signature) for signature, _mimetype in SIGNATURES):
            raise UserError(self.env._("Only PDF, JPEG and PNG files are accepted, judged by their content."))
