from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine


class ChamberCertificate(models.Model):
    _name = 'chamber.certificate'
    _description = "Registration Certificate"
    _inherit = ['chamber.engine.mixin', 'verifiable.document.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'entry_id.number', 'partner_id.name']

    _verifiable_type = 'certificate'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    entry_id = fields.Many2one('chamber.entry', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    partner_id = fields.Many2one(related='entry_id.partner_id', store=True, precompute=True, index=True)
    date = fields.Date(string="Issued On", required=True, readonly=True)
    date_expiry = fields.Date(string="Valid Until", readonly=True)

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This certificate number is already given.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A certificate is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("Certificates are issued by the steps of the register only.")

    def _get_verifiable_expiry(self):
        return self.date_expiry

    def _get_verifiable_claims(self):
        """What the certificate says, by the numbers of the document type ``certificate``."""
        return {**self.entry_id._get_claims(self.number), 16: self.entry_id.date}

    @api.model
    def _check_issuer(self):
        user = self.env.user
        if not (self.env.su or user.has_group('chamber_registry.chamber_registry_group_agent')
                or user.has_group('chamber_registry.chamber_registry_group_director')):
            raise AccessError(self.env._("Certificates are issued by the agents of the chamber."))

    @api.model
    def _issue(self, entries):
        """Issue a numbered, signed certificate for each entry in force.

        :raises UserError: for an entry that is suspended or struck off
        """
        today = today_in_algeria()
        for entry in entries:
            if entry.state != 'registered':
                raise UserError(self.env._(
                    "No certificate for entry %(number)s: it is not in force.", number=entry.number))
        expiry = self.env['chamber.delay']._get_end('certificate_validity', today)
        Certificate = as_engine(self).sudo()  # certificates are written by the engine only
        certificates = Certificate.browse()
        for company, company_entries in entries.grouped('company_id').items():
            numbers = self.env['chamber.numbering']._take(company, 'certificate', len(company_entries), today)
            certificates |= Certificate.create([
                {'number': number, 'entry_id': entry.id, 'company_id': company.id, 'date': today, 'date_expiry': expiry}
                for entry, number in zip(company_entries, numbers, strict=True)
            ])
        certificates._issue_verifiable()
        return certificates.with_env(self.env)

    def action_print(self):
        """Return the certificates as a PDF."""
        self.check_access('read')
        return self.env.ref('chamber_registry.chamber_certificate_report').report_action(self)
