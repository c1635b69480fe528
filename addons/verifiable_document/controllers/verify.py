import gzip
import json

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from ..tools import token as tokens
from .page_files import file_type, page_files, page_version, render
from .rate_limit import limited

MAX_BODY = 4096
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    " media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
JSON = 'application/json; charset=utf-8'
PUBLIC = {'type': 'http', 'auth': 'public', 'sitemap': False, 'save_session': False}


def _respond(body, mimetype, *headers, status=200, cache='no-cache'):
    return request.make_response(body, headers=[
        ('Content-Type', mimetype), ('Cache-Control', cache), ('X-Content-Type-Options', 'nosniff'),
        ('Referrer-Policy', 'no-referrer'), *headers], status=status)


def _refuse(error, message, status):
    return _respond(json.dumps({'error': error, 'message': message}), JSON, status=status, cache='no-store')


class VerifyController(http.Controller):

    @http.route('/verify', methods=['GET'], readonly=True, **PUBLIC)
    @limited('page')
    def page(self, **_kwargs):
        return _respond(
            render('index.html'), 'text/html; charset=utf-8', ('Content-Security-Policy', POLICY),
            ('Permissions-Policy', 'camera=(self)'), ('X-Frame-Options', 'DENY'))

    @http.route('/verify/sw.js', methods=['GET'], readonly=True, **PUBLIC)
    @limited('page')
    def service_worker(self, **_kwargs):
        return _respond(
            render('sw.js'), 'text/javascript; charset=utf-8', ('Content-Security-Policy', POLICY),
            ('Service-Worker-Allowed', '/verify'))

    @http.route('/verify/manifest.webmanifest', methods=['GET'], readonly=True, **PUBLIC)
    @limited('page')
    def manifest(self, **_kwargs):
        return _respond(render('manifest.webmanifest'), 'application/manifest+json')

    @http.route('/verify/a/<string:version>/<path:name>', methods=['GET'], readonly=True, **PUBLIC)
    @limited('page')
    def file(self, version, name, **_kwargs):
        if version != page_version() or name not in page_files():
            raise NotFound()
        return _respond(page_files()[name], file_type(name), cache='public, max-age=31536000, immutable')

    @http.route('/verify/keys.json', methods=['GET'], **PUBLIC)
    @limited('data')
    def keys(self, **_kwargs):
        return _respond(request.env['verifiable.statement']._get_keys_statement(), JSON)

    @http.route('/verify/types.json', methods=['GET'], **PUBLIC)
    @limited('data')
    def types(self, **_kwargs):
        return _respond(request.env['verifiable.statement']._get_types_statement(), JSON)

    @http.route('/verify/status', methods=['GET'], **PUBLIC)
    @limited('data')
    def status(self, **_kwargs):
        # The list is public; only its making touches documents.
        version, body = request.env['verifiable.status.list'].sudo()._get_current()
        tag = [('ETag', f'"{version}"')] if version else []
        if version and request.httprequest.if_none_match.contains_weak(str(version)):
            return _respond(b'', 'application/cbor', *tag, status=304)
        if 'gzip' in request.httprequest.headers.get('Accept-Encoding', ''):
            encoding = [('Content-Encoding', 'gzip')]
        else:
            encoding, body = [], gzip.decompress(body)
        return _respond(body, 'application/cbor', ('Vary', 'Accept-Encoding'), *tag, *encoding)

    @http.route('/verify/live/<path:serial>', methods=['GET'], **PUBLIC)
    @limited('live')
    def live(self, serial, **_kwargs):
        try:
            statement = request.env['verifiable.statement']._get_live_statement(serial)
        except ValueError:
            return _refuse('bad_serial', request.env._("This is not the serial of a document."), 400)
        return _respond(statement, JSON, cache='no-store')

    @http.route('/verify/check', methods=['POST'], csrf=False, max_content_length=MAX_BODY, **PUBLIC)
    @limited('check')
    def check(self, token='', **_kwargs):
        """Verdict on the token of a form field, for other information systems; the page itself never sends tokens."""
        if len(token) > tokens.MAX_LENGTH:
            return _refuse('oversized', request.env._("The token is too long to be one of ours."), 413)
        verdict = request.env['verifiable.document']._verify_token(token)
        return _respond(json.dumps(verdict, default=str, ensure_ascii=False), JSON, cache='no-store')
