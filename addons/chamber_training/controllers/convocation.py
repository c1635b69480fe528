from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import CustomerPortal


class TrainingConvocation(CustomerPortal):

    @http.route('/my/training/<int:enrolment_id>/convocation', type='http', auth='public', readonly=False)
    def training_convocation(self, enrolment_id, access_token=None, **kwargs):
        """The convocation of whoever has its key, or is its participant, as a PDF."""
        enrolment = self._get_convoked(enrolment_id, access_token)
        # sudo: the key of the enrolment has just been checked; visitors may not read reports
        report = request.env['ir.actions.report'].sudo()
        pdf, _kind = report._render_qweb_pdf('chamber_training.chamber_training_convocation_report', enrolment.ids)
        return request.make_response(pdf, [
            ('Content-Type', 'application/pdf'), ('Content-Length', len(pdf)),
            ('Content-Disposition', content_disposition(f'{enrolment.number}.pdf', 'inline')),
        ])

    @http.route('/my/training/<int:enrolment_id>/calendar', type='http', auth='public', readonly=False)
    def training_calendar(self, enrolment_id, access_token=None, **kwargs):
        """The half-days of the session of whoever has the key of an enrolment, or is its participant, as a calendar file."""
        enrolment = self._get_convoked(enrolment_id, access_token)
        lang = enrolment.partner_id.lang or 'ar_001'
        content = enrolment.session_id.with_context(lang=lang)._get_ics()
        return request.make_response(content, [
            ('Content-Type', 'text/calendar; charset=utf-8'), ('Content-Length', len(content)),
            ('Content-Disposition', content_disposition(f'{enrolment.session_id.number or enrolment.number}.ics')),
        ])

    def _get_convoked(self, enrolment_id, access_token):
        try:
            enrolment = self._document_check_access('chamber.training.enrolment', enrolment_id, access_token)
        except (AccessError, MissingError) as error:
            raise request.not_found() from error
        if enrolment.state != 'accepted':
            raise request.not_found()
        return enrolment
