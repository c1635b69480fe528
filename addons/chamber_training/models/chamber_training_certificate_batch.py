from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria
from odoo.addons.queue_job.exception import RetryableJobError


class ChamberTrainingCertificateBatch(models.Model):
    _name = 'chamber.training.certificate.batch'
    _description = "Batch of Training Certificates"
    _inherit = ['chamber.batch.mixin']

    session_id = fields.Many2one('chamber.training.session', required=True, readonly=True, index=True, ondelete='restrict')
    line_ids = fields.One2many('chamber.training.certificate.batch.line', 'batch_id', copy=False)
    line_count = fields.Integer(string="Participants")
    done_count = fields.Integer(string="Certificates Made")

    _one_running = models.UniqueIndex(
        "(session_id) WHERE state IN ('draft', 'running')", "The certificates of this session are already being made.")

    @api.model
    def _default_name(self):
        return self.env._("Certificates of %(date)s", date=today_in_algeria())

    def _check_starter(self):
        self.env['chamber.training.certificate']._check_issuer()

    def _describe_job(self, is_sheet):
        if is_sheet:
            return self.env._("Sheets of certificates: %(batch)s", batch=self.name)
        return self.env._("Certificates: %(batch)s", batch=self.name)

    def _issue_lines(self, lines):
        """Issue the certificates of some lines; who does not meet the rule is marked with the reasons. Return the issued."""
        explained = lines.enrolment_id._explain_certificate()
        revoked = self._find_revoked(lines)
        issued = lines.browse()
        for line in lines.sudo():  # marks are written by the job only
            reasons = [rule['text'] for rule in explained[line.enrolment_id.with_env(self.env)] if not rule['ok']]
            if line.enrolment_id in revoked:
                reasons.append(self.env._("its certificate was revoked: the training manager decides"))
            if reasons:
                line.write({'state': 'failed', 'reason': '; '.join(reasons)})
            else:
                issued |= line
        if issued:
            self._issue_certificates(issued)
        return issued.with_env(self.env)

    def _find_revoked(self, lines):
        """Participants whose certificate was revoked, and whom whoever started the batch may not give another."""
        if self.env.user.has_group('chamber_training.chamber_training_group_manager'):
            return self.env['chamber.training.enrolment']
        return lines.sudo().enrolment_id.filtered(  # what was revoked counts, whoever may read it
            lambda enrolment: enrolment.certificate_ids and not enrolment.certificate_id)

    def _issue_certificates(self, lines):
        Certificate = self.env['chamber.training.certificate']
        try:
            certificates = Certificate._issue(lines.enrolment_id.with_env(self.env), is_checked=True)
        except ConcurrencyError as error:
            raise RetryableJobError("another issues certificates of this session", seconds=5) from error
        by_enrolment = {certificate.enrolment_id.id: certificate.id for certificate in certificates}
        for line in lines.sudo():  # marks are written by the job only
            line.write({'state': 'issued', 'certificate_id': by_enrolment[line.enrolment_id.id]})

    def _print_lines(self, lines):
        certificates = lines.certificate_id
        # one page a record: Odoo's own way would cut the sheet into files of one page, and join them again
        Report = self.env['ir.actions.report']
        report = Report._get_report('chamber_training.chamber_training_certificate_report')
        html, _type = Report._render_qweb_html(report, certificates.ids)
        bodies, _ids, header, footer, arguments = report._prepare_html(html, report_model=certificates._name)
        pdf = report._run_wkhtmltopdf(
            bodies, report_ref=report, header=header, footer=footer, specific_paperformat_args=arguments)
        return f'{certificates[0].number}_{certificates[-1].number}.pdf', pdf

    def _after_sheet(self, lines):
        lines.certificate_id._notify_ready()
