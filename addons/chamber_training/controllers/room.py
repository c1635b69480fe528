from psycopg2.errors import UniqueViolation

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request


class TrainingRoom(http.Controller):
    """The page that the QR code in the room opens on a phone: who are you, and what can you answer now."""

    @http.route('/training/room/<string:token>', type='http', auth='public', website=True, methods=['GET', 'POST'], sitemap=False)
    def room(self, token, number='', **_parameters):
        """Ask for the number of the convocation."""
        session = self._find_session(token)
        if not session:
            raise request.not_found()
        participant = session._find_participant(number) if number else None
        if participant:
            return request.redirect(participant._get_room_path())
        return self._render(session, number=number, is_unknown=bool(number))

    @http.route('/training/room/<string:token>/<int:enrolment_id>/<string:signature>', type='http', auth='public', website=True,
                methods=['GET'], sitemap=False)
    def participant(self, token, enrolment_id, signature, **_parameters):
        """Show a participant what he can answer."""
        session, enrolment = self._find_participant(token, enrolment_id, signature)
        return self._render(session, enrolment=enrolment, evaluations=session._get_room_evaluations(enrolment))

    @http.route('/training/room/<string:token>/<int:enrolment_id>/<string:signature>/<string:kind>', type='http', auth='public',
                website=True, methods=['POST'], sitemap=False)
    def start(self, token, enrolment_id, signature, kind, **_parameters):
        """Open a questionnaire for a participant."""
        session, enrolment = self._find_participant(token, enrolment_id, signature)
        if kind not in session.programme_id._get_surveys():
            raise request.not_found()
        try:
            with request.env.cr.savepoint():
                answer = session._start_evaluation(kind, enrolment)
        except UniqueViolation:
            # begun at the same moment on another page: that answer is shown when the page is read again
            return request.redirect(enrolment._get_room_path())
        except UserError as error:
            return self._render(
                session, enrolment=enrolment, evaluations=session._get_room_evaluations(enrolment), message=error.args[0])
        return request.redirect(answer.get_start_url())

    def _find_session(self, token):
        # sudo: whoever is in the room reads its code; the page shows the title and the days of the session only
        return request.env['chamber.training.session'].sudo().search([('room_token', '=', token)], limit=1)

    def _find_participant(self, token, enrolment_id, signature):
        session = self._find_session(token)
        enrolment = session.enrolment_ids.filtered(lambda enrolment: enrolment.id == enrolment_id)
        if not enrolment._check_room_signature(signature):
            raise request.not_found()
        return session, enrolment

    def _render(self, session, **values):
        url_for = request.env['ir.http']._url_for
        languages = [
            {'name': lang.name.split('/')[-1].strip(), 'code': lang.code, 'url': url_for(request.httprequest.path, lang.code)}
            for _code, lang in request.env['res.lang']._get_frontend().items()]
        is_over = session.state in ('closed', 'cancelled') or not session.programme_id._get_surveys()
        response = request.render('chamber_training.room_page', {
            'course': session, 'languages': languages, 'is_over': is_over, 'enrolment': None, 'evaluations': [], **values})
        response.headers['Cache-Control'] = 'no-store'
        response.headers['Referrer-Policy'] = 'no-referrer'
        return response
