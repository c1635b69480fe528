from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.verifiable_document.controllers.rate_limit import limited

from .catalogue import number

DECISIONS = ('accept', 'decline', 'give_up')


class TrainingPortal(CustomerPortal):
    """My courses, my certificates, what I would like to learn."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        own = [('partner_id', '=', request.env.user.partner_id.id)]
        for counter, model in (
            ('training_count', 'chamber.training.enrolment'), ('training_certificate_count', 'chamber.training.certificate'),
        ):
            if counter in counters:
                Model = request.env[model]
                values[counter] = Model.search_count(own) if Model.has_access('read') else 0
        return values

    def _get_own(self, model, order):
        return request.env[model].search([('partner_id', '=', request.env.user.partner_id.id)], order=order)

    @http.route('/my/training', type='http', auth='user', website=True, methods=['GET'])
    def my_training(self, message=None, **_kwargs):
        enrolments = self._get_own('chamber.training.enrolment', 'id desc')
        return request.render('chamber_training.portal_my_training', {
            **self._prepare_portal_layout_values(), 'page_name': 'training', 'noted': message == 'need',
            'enrolments': request.env['chamber.training.portal']._describe(enrolments),
        })

    @http.route('/my/training/certificates', type='http', auth='user', website=True, methods=['GET'])
    def my_training_certificates(self, **_kwargs):
        certificates = self._get_own('chamber.training.certificate', 'date desc, id desc')
        return request.render('chamber_training.portal_my_certificates', {
            **self._prepare_portal_layout_values(), 'page_name': 'training_certificates',
            'certificates': certificates.sudo(),  # his own, with the name of the programme
            'day_text': request.env['chamber.training.catalogue']._day_text,
        })

    @http.route('/my/training/certificates/<int:certificate_id>', type='http', auth='user', website=True, methods=['GET'])
    def my_training_certificate(self, certificate_id, **_kwargs):
        certificate = self._get_own('chamber.training.certificate', 'id').filtered(lambda own: own.id == certificate_id)
        if not certificate:
            raise NotFound()
        report = request.env.ref('chamber_training.chamber_training_certificate_report', raise_if_not_found=False)
        if not report:
            raise NotFound()
        # his own certificate: the report reads what it prints with full rights
        pdf, _kind = request.env['ir.actions.report'].sudo()._render_qweb_pdf(report.id, certificate.ids)
        return request.make_response(pdf, headers=[
            ('Content-Type', 'application/pdf'), ('Content-Length', len(pdf)),
            ('Content-Disposition', content_disposition(f'{certificate.number}.pdf'))])

    @http.route('/my/training/need', type='http', auth='user', website=True, methods=['GET', 'POST'])
    def my_training_need(self, programme=None, theme=None, note='', **_kwargs):
        error = None
        if request.httprequest.method == 'POST':
            try:
                request.env['chamber.training.portal']._add_need(
                    request.env.user.partner_id, number(programme), number(theme), note)
                return request.redirect('/my/training?message=need')
            except UserError as refusal:
                error = str(refusal)
        return request.render('chamber_training.portal_my_need', {
            **self._prepare_portal_layout_values(), 'page_name': 'training_need', 'error': error, 'note': note,
            'programme_id': number(programme), 'theme_id': number(theme),
            **request.env['chamber.training.catalogue']._get_list(),
        })

    def _get_enrolment(self, enrolment_id, access_token):
        try:
            return self._document_check_access('chamber.training.enrolment', enrolment_id, access_token)
        except (AccessError, MissingError):
            # whether it exists is not told
            raise NotFound() from None

    @http.route('/my/training/<int:enrolment_id>', type='http', auth='public', website=True, sitemap=False, methods=['GET'])
    @limited('training_page')
    def my_enrolment(self, enrolment_id, access_token=None, **_kwargs):
        enrolment = self._get_enrolment(enrolment_id, access_token)
        return self._render_enrolment(enrolment, access_token)

    @http.route('/my/training/<int:enrolment_id>/<string:decision>', type='http', auth='public', website=True,
                sitemap=False, methods=['POST'])
    @limited('training_page')
    def decide(self, enrolment_id, decision, access_token=None, **_kwargs):
        if decision not in DECISIONS:
            raise NotFound()
        enrolment = self._get_enrolment(enrolment_id, access_token)
        try:
            with request.env.cr.savepoint():
                request.env['chamber.training.portal']._decide(enrolment, decision)
        except UserError as refusal:
            return self._render_enrolment(enrolment, access_token, error=str(refusal))
        return request.redirect(enrolment.get_portal_url())

    def _render_enrolment(self, enrolment, access_token, error=None):
        [described] = request.env['chamber.training.portal']._describe(enrolment.with_env(request.env))
        return request.render('chamber_training.portal_enrolment', {
            'page_name': 'training', 'enrolment': described, 'access_token': access_token or '', 'error': error,
            'no_breadcrumbs': request.env.user._is_public(),
        })
