from werkzeug.exceptions import NotFound

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.verifiable_document.controllers.rate_limit import limited

PUBLIC = {'type': 'http', 'auth': 'public', 'website': True, 'sitemap': True, 'methods': ['GET'], 'readonly': True}


def number(text):
    """A positive number of an address, or None."""
    return int(text) if str(text or '').isdecimal() and len(str(text)) < 10 else None


class TrainingCatalogue(http.Controller):
    """The catalogue that anyone may read."""

    @http.route('/training', **PUBLIC)
    @limited('training_page')
    def catalogue(self, theme=None, wilaya=None, **_kwargs):
        values = request.env['chamber.training.catalogue']._get_list(number(theme), number(wilaya))
        return request.render('chamber_training.catalogue', values)

    @http.route('/training/<int:programme_id>', **PUBLIC)
    @limited('training_page')
    def programme(self, programme_id, **_kwargs):
        programme = request.env['chamber.training.catalogue']._get_programme(programme_id)
        if not programme:
            raise NotFound()
        return request.render('chamber_training.catalogue_programme', {'programme': programme})

    @http.route('/training/<int:programme_id>/image', **{**PUBLIC, 'sitemap': False, 'website': False})
    @limited('training_page')
    def image(self, programme_id, **_kwargs):
        Catalogue = request.env['chamber.training.catalogue']
        # the picture of a published programme is public
        programme = request.env['chamber.training.programme'].sudo().search(
            Catalogue._get_programme_domain() & Domain('id', '=', programme_id))
        if not programme.image_512:
            raise NotFound()
        stream = request.env['ir.binary']._get_image_stream_from(programme, 'image_512')
        return stream.get_response(max_age=3600)
