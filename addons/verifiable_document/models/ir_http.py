from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = 'ir.http'

    @classmethod
    def _handle_error(cls, exception):
        """A body too big for a public page of ours is refused in words, before any of it is read."""
        if isinstance(exception, RequestEntityTooLarge) and request.httprequest.path.startswith('/verify/'):
            message = request.env._("The token is too long to be one of ours.")
            return request.make_json_response({'error': 'oversized', 'message': message}, status=413)
        return super()._handle_error(exception)
