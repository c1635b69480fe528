from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

QUALIFICATION_FIELDS = ('qualification_kind', 'qualification_document', 'qualification_date', 'qualification_issuer')


class ChamberTrainingCertificate(models.Model):
    """How certificates are issued, revoked, and enter the register."""
    _inherit = 'chamber.training.certificate'

    @api.model
    def _issue(self, enrolments, is_checked=False):
        """Issue a numbered, signed certificate for each participant; whoever has a valid one keeps it.

        Locks are taken in one order: sessions, numbers of the chamber, journal, acts of the register.

        :param is_checked: the caller has just seen that the rule is met
        :return: the certificates, in the order of the enrolments
        :raises AccessError: for anyone but a training officer of the chamber; after a revocation, but its manager
        :raises UserError: where the programme's rule is not met, with its lines
        :raises ConcurrencyError: where another transaction has just issued one of them: the server tries again
        """
        self._check_issuer()
        enrolments.check_access('write')
        known = self._lock_sessions(enrolments)
        missing = enrolments.filtered(lambda enrolment: enrolment not in known)
        if missing.sudo().certificate_ids:  # whether one was revoked counts, whoever may read it
            self._check_revoker()
        if not is_checked:
            self._check_rule(missing)
        created = self._create_certificates(missing)
        known.update({certificate.enrolment_id: certificate for certificate in created})
        return self.union(*(known[enrolment] for enrolment in enrolments)).with_env(self.env)

    @api.model
    def _lock_sessions(self, enrolments):
        """Wait for whoever issues certificates of the same sessions; return the valid ones by enrolment."""
        self.env.flush_all()
        for session_id in sorted(enrolments.session_id.ids):
            self.env.cr.execute(SQL(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'chamber.training.certificate:{session_id}'))
        valid = self.sudo().search([('enrolment_id', 'in', enrolments.ids), ('is_revoked', '=', False)])
        committed = fresh_rows(self.env, SQL(
            "SELECT id FROM chamber_training_certificate WHERE enrolment_id = ANY(%s) AND is_revoked IS NOT TRUE",
            enrolments.ids))
        if {id_ for id_, in committed} - set(valid.ids):
            raise ConcurrencyError("certificates of the same session are being issued")
        return {certificate.enrolment_id.with_env(self.env): certificate.with_env(self.env) for certificate in valid}

    @api.model
    def _check_rule(self, enrolments):
        refused = [
            self.env._(
                "%(person)s: %(lines)s", person=enrolment.sudo().partner_id.name,  # who is refused is named
                lines='; '.join(line['text'] for line in lines if not line['ok']))
            for enrolment, lines in enrolments._explain_certificate().items() if not all(line['ok'] for line in lines)
        ]
        if refused:
            raise UserError(self.env._("The rule of the certificate is not met.") + '\n' + '\n'.join(refused))

    @api.model
    def _create_certificates(self, enrolments):
        today = today_in_algeria()
        created = self.sudo().browse()
        # the engine writes what no role may write by itself
        Certificate = as_engine(self).sudo()
        for company, of_company in enrolments.sudo().grouped('company_id').items():
            numbers = self.env['chamber.numbering']._take(company, 'training_certificate', len(of_company), today)
            certificates = Certificate.create([
                {**self._prepare_certificate(enrolment, today), 'number': number}
                for enrolment, number in zip(of_company, numbers, strict=True)
            ])
            certificates._issue_verifiable()
            self.env['chamber.training.journal']._record('certificate', certificates, lambda certificate: {
                'number': certificate.number, 'kind': certificate.kind, 'partner_id': certificate.partner_id.id})
            created |= certificates
        created._record_qualifications()
        return created

    @api.model
    def _prepare_certificate(self, enrolment, day):
        is_test = enrolment.session_id.kind == 'test'
        return {
            'enrolment_id': enrolment.id, 'company_id': enrolment.company_id.id, 'date': day, 'is_of_test': is_test,
            'kind': 'qualification' if is_test else enrolment.programme_id.certificate_kind,
            'hours': enrolment.hours_attended, 'mark': enrolment.final_mark,
        }

    def _record_qualifications(self):
        """Make certificates of tests the proof of qualification of live entries, by one act each."""
        papers = self.filtered('is_of_test')
        entries = self.env['chamber.entry'].sudo().search(  # the register is changed by the act, whoever asks
            [('partner_id', 'in', papers.partner_id.ids), ('state', '!=', 'struck_off')]).grouped('partner_id')
        papers = papers.filtered(lambda paper: paper.partner_id in entries)
        if not papers:
            return
        acts = self.env['chamber.act'].sudo()._record_batch([  # part of issuing the certificate
            {
                'kind': 'modification', 'entry': entries[paper.partner_id], 'values': paper._get_qualification_values(),
                'reason': self.env._("Qualification test, certificate %(number)s", number=paper.number),
            }
            for paper in papers
        ])
        for paper, act in zip(papers, acts, strict=True):
            as_engine(paper).act_id = act

    def _get_qualification_values(self):
        """What the register notes of this proof, as values of an act."""
        self.ensure_one()
        return {
            'qualification_kind': 'qualification' if self.is_of_test else 'training', 'qualification_document': self.number,
            'qualification_date': fields.Date.to_string(self.date),
            'qualification_issuer': self.company_id._get_chamber_name('ar_001'),
        }

    def _revoke(self, reason):
        """Revoke valid certificates for a reason; the public list says so at once, and the entry loses this proof.

        :raises AccessError: for anyone but a training manager of the chamber
        :raises UserError: without a reason, or for a certificate that is already revoked
        """
        self.check_access('read')
        self._check_revoker()
        if not (reason or '').strip():
            raise UserError(self.env._("Say why the certificate is revoked."))
        for certificate in self:
            if certificate.is_revoked:
                raise UserError(self.env._("Certificate %(number)s is already revoked.", number=certificate.number))
        certificates = as_engine(self).sudo()  # the engine writes what no role may write by itself
        certificates.write({
            'is_revoked': True, 'revocation_reason': reason, 'revoked_by_id': self.env.uid,
            'revoked_datetime': fields.Datetime.now(),
        })
        certificates._set_verifiable_state('revoked', reason)
        self.env['chamber.training.journal']._record(
            'revocation', certificates, lambda certificate: {'number': certificate.number}, reason)
        certificates._withdraw_qualifications(reason)

    def _withdraw_qualifications(self, reason):
        """Give entries that rest on these certificates the proof that they had before, by an act."""
        papers = self.filtered(
            lambda paper: paper.act_id.entry_id.qualification_document == paper.number
            and paper.act_id.entry_id.state != 'struck_off')
        if papers:
            self.env['chamber.act']._record_batch([
                {
                    'kind': 'modification', 'entry': paper.act_id.entry_id, 'values': paper._get_former_qualification(),
                    'reason': self.env._(
                        "Certificate %(number)s revoked: %(reason)s", number=paper.number, reason=reason),
                }
                for paper in papers
            ])

    def _get_former_qualification(self):
        entry = self.act_id.entry_id
        earlier = self.env['chamber.act'].search(
            [('entry_id', '=', entry.id), ('chain_sequence', '<', self.act_id.chain_sequence)], order='chain_sequence')
        said = entry._fold(earlier)
        return {name: said.get(name) or False for name in QUALIFICATION_FIELDS}
