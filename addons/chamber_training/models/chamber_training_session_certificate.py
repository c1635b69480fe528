from odoo import fields, models
from odoo.exceptions import UserError

from .chamber_training_enrolment_certificate import FINISHED_STATES


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    certificate_batch_ids = fields.One2many('chamber.training.certificate.batch', 'session_id')
    certificate_count = fields.Integer(string="Valid Certificates", compute='_compute_certificate_count')

    def _compute_certificate_count(self):
        counts = dict(self.env['chamber.training.certificate']._read_group(
            [('session_id', 'in', self.ids), ('is_revoked', '=', False)], ['session_id'], ['__count']))
        for session in self:
            session.certificate_count = counts.get(session, 0)

    def action_make_certificates(self):
        """Make the certificates of all who meet the rule, as one job with its progress; open it.

        Where a job is already at work it is opened, and where nobody waits for a certificate, those that there are.

        :raises AccessError: for anyone but a training officer of the chamber
        :raises UserError: before the session is done, or where nobody meets the rule, with its lines
        """
        self.ensure_one()
        self.check_access('write')
        Certificate = self.env['chamber.training.certificate']
        Certificate._check_issuer()
        if self.state not in FINISHED_STATES:
            raise UserError(self.env._("Certificates are made once the session is done."))
        batch = self.certificate_batch_ids.filtered(lambda batch: batch.state in ('draft', 'running'))
        if not batch:
            waiting = self.enrolment_ids.filtered(
                lambda enrolment: enrolment.state == 'accepted' and not enrolment.certificate_id)
            if not waiting:
                return self.action_view_certificates()
            if not any(enrolment.meets_certificate_rule for enrolment in waiting):
                Certificate._check_rule(waiting)
            batch = self._create_certificate_batch(waiting)
            batch.action_start()
        return {
            'type': 'ir.actions.act_window', 'res_model': batch._name, 'res_id': batch.id, 'view_mode': 'form',
            'name': self.env._("Certificates"),
        }

    def _create_certificate_batch(self, enrolments):
        batch = self.env['chamber.training.certificate.batch'].create({
            'name': self.env._("Certificates: %(session)s", session=self.display_name),
            'company_id': self.company_id.id, 'session_id': self.id})
        # sudo: the participants of a job are chosen by this step, rights are checked by it
        batch.line_ids.sudo().create([{'batch_id': batch.id, 'enrolment_id': enrolment.id} for enrolment in enrolments])
        return batch

    def action_view_certificates(self):
        """Open the certificates of the session."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_certificate_action')
        return {**action, 'domain': [('session_id', '=', self.id)], 'context': {}}

    def action_view_certificate_rule(self):
        """Open the participants with the rule of the certificate explained for each."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id(
            'chamber_training.chamber_training_enrolment_action_certificate')
        return {**action, 'domain': [('session_id', '=', self.id), ('state', '=', 'accepted')]}
