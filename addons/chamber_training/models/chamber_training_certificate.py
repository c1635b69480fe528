from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria
from odoo.addons.report_weasyprint.tools.text import quantity

KINDS = [('participation', "Certificate of participation"), ('qualification', "Certificate of qualification")]
# as printed and signed: the paper does not depend on who makes it
KIND_TITLES = {
    'participation': ("شهادة مشاركة", "Attestation de participation"),
    'qualification': ("شهادة تأهيل", "Attestation de qualification"),
}


class ChamberTrainingCertificate(models.Model):
    _name = 'chamber.training.certificate'
    _description = "Training Certificate"
    _inherit = ['chamber.engine.mixin', 'verifiable.document.mixin', 'chamber.notice.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'partner_id.name', 'partner_id.name_latin']

    _verifiable_type = 'training_certificate'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    enrolment_id = fields.Many2one('chamber.training.enrolment', required=True, readonly=True, index=True, ondelete='restrict')
    session_id = fields.Many2one(related='enrolment_id.session_id', store=True, precompute=True, index=True)
    programme_id = fields.Many2one(related='session_id.programme_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related='enrolment_id.partner_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    kind = fields.Selection(KINDS, required=True, readonly=True)
    is_of_test = fields.Boolean(string="By a Qualification Test", readonly=True)
    date = fields.Date(string="Issued On", required=True, readonly=True)
    hours = fields.Float(string="Hours Attended", readonly=True)
    mark = fields.Float(string="Mark out of 20", readonly=True, aggregator='avg')
    act_id = fields.Many2one(
        'chamber.act', string="Act of the Register", readonly=True, index='btree_not_null', ondelete='restrict',
        help="By which the entry of the participant bears this proof of qualification.")
    is_revoked = fields.Boolean(string="Revoked", readonly=True)
    revocation_reason = fields.Text(readonly=True)
    revoked_by_id = fields.Many2one('res.users', readonly=True)
    revoked_datetime = fields.Datetime(string="Revoked On", readonly=True)

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This certificate number is already given.")
    _one_valid = models.UniqueIndex('(enrolment_id) WHERE is_revoked IS NOT TRUE', "This participant already has a certificate.")

    @api.depends('number', 'partner_id.name')
    def _compute_display_name(self):
        for certificate in self:
            # sudo: a number and the name on the paper, for whoever may read the certificate
            certificate.display_name = ' — '.join(filter(None, [certificate.number, certificate.sudo().partner_id.name]))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A certificate is never deleted: it is revoked."))

    def _get_engine_refusal(self):
        return self.env._("Certificates are issued and revoked by the steps of training only.")

    @api.model
    def _check_issuer(self):
        if not (self.env.su or self.env.user.has_group('chamber_training.chamber_training_group_officer')):
            raise AccessError(self.env._("Certificates are issued by the training officers of the chamber."))

    @api.model
    def _check_revoker(self):
        if not (self.env.su or self.env.user.has_group('chamber_training.chamber_training_group_manager')):
            raise AccessError(self.env._("A certificate is revoked by the training manager of the chamber."))

    def _get_verifiable_claims(self):
        """What the certificate says, by the numbers of the document type ``training_certificate``."""
        partner, programme = self.partner_id, self.programme_id.with_context(lang='ar_001')
        claims = {
            10: self.number, 12: partner.name or '', 13: partner.name_latin or '',
            15: self.company_id._get_chamber_name('ar_001'), 20: KIND_TITLES[self.kind][0], 21: programme.name,
            22: self.session_id.number or '', 23: self._get_first_day(), 24: self._get_last_day(),
        }
        if not self.is_of_test:
            claims[25] = self._format_figure(self.hours)
        if self.mark:
            claims[26] = self._format_figure(self.mark)
        return claims

    def _get_first_day(self):
        return day_in_algeria(self.session_id.date_begin)

    def _get_last_day(self):
        return day_in_algeria(self.session_id.date_end)

    @api.model
    def _format_figure(self, value):
        """Hours or a mark as printed: a comma, and no decimals that say nothing."""
        return quantity(value, 2)

    def _get_notice_thread(self):
        return self.enrolment_id

    def _notify_ready(self):
        """Tell the participants by e-mail that their certificates are there."""
        return self._send_notice('chamber_training.mail_template_training_certificate')

    def action_print(self):
        """Return the certificates as a PDF.

        :raises UserError: for a revoked one
        """
        self.check_access('read')
        if any(certificate.is_revoked for certificate in self):
            raise UserError(self.env._("A revoked certificate is no longer printed."))
        return self.env.ref('chamber_training.chamber_training_certificate_report').report_action(self)

    def action_view_act(self):
        """Open the act by which the entry bears this proof."""
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.act', 'res_id': self.act_id.id, 'view_mode': 'form'}

    def _get_list_action(self):
        """The action that opens these certificates: one on its page, several in their list."""
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_certificate_action')
        if len(self) == 1:
            return {**action, 'views': [(False, 'form')], 'view_mode': 'form', 'res_id': self.id}
        return {**action, 'domain': [('id', 'in', self.ids)], 'context': {}}
