from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.verifiable_document.controllers.rate_limit import limited, too_many_requests


class TrainingAsk(http.Controller):
    """Asking for a place: who has a login is known, others prove who they are by card number and birth date."""

    def _get_session(self, session_id):
        session = request.env['chamber.training.catalogue']._get_session(session_id)
        if not session:
            raise NotFound()
        return session

    @http.route('/training/session/<int:session_id>/ask', type='http', auth='public', website=True, sitemap=False,
                methods=['GET'])
    @limited('training_page')
    def form(self, session_id, **_kwargs):
        session = self._get_session(session_id)
        if request.env.user._is_public():
            return self._render(session, {})
        return self._explain(session, request.env.user.partner_id)

    @http.route('/training/session/<int:session_id>/identify', type='http', auth='public', website=True, sitemap=False,
                methods=['POST'])
    @limited('training_card')
    def identify(self, session_id, card_number='', birth_date='', **_kwargs):
        session = self._get_session(session_id)
        Portal = request.env['chamber.training.portal']
        if Portal._is_card_tried_too_often(card_number):
            return too_many_requests()
        partner = Portal._identify(card_number, birth_date)
        if not partner:
            return self._render(session, {'unknown': True, 'card_number': card_number})
        return self._explain(session, partner, Portal._sign(session, partner))

    @http.route('/training/session/<int:session_id>/confirm', type='http', auth='public', website=True, sitemap=False,
                methods=['POST'])
    @limited('training_card')
    def confirm(self, session_id, token='', **_kwargs):
        session = self._get_session(session_id)
        Portal = request.env['chamber.training.portal']
        partner = Portal._get_signed_partner(session, token) if token else self._get_connected_partner()
        if not partner:
            return self._render(session, {'expired': True})
        existing = Portal._find_open(session, partner)
        if existing:
            return self._follow(existing)
        try:
            with request.env.cr.savepoint():
                enrolment = Portal._ask(session, partner)
        except UserError as error:
            return self._explain(session, partner, token, refusal=str(error))
        return self._follow(enrolment)

    def _get_connected_partner(self):
        user = request.env.user
        return user.partner_id.browse() if user._is_public() else user.partner_id

    def _explain(self, session, partner, token='', refusal=None):
        Portal = request.env['chamber.training.portal']
        existing = Portal._find_open(session, partner)
        if existing:
            return self._follow(existing)
        return self._render(session, {
            'lines': Portal._explain(session, partner), 'token': token, 'refusal': refusal,
            'person': partner.sudo().name,  # his own name
        })

    def _follow(self, enrolment):
        """Lead to the page of an enrolment, by the link that its holder may keep."""
        return request.redirect(enrolment.get_portal_url())

    def _render(self, session, values):
        Catalogue = request.env['chamber.training.catalogue']
        described = Catalogue._describe_session(session)
        return request.render('chamber_training.ask', {
            'session': described, 'programme_id': session.programme_id.id, 'lines': None, **values})
