import hashlib
import json

from odoo import fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools.deliberation import Criterion, deliberate
from .chamber_training_mark import MARKING_STATES


class ChamberTrainingDeliberation(models.Model):
    """From the marks to the results, and from the results to signed minutes."""
    _inherit = 'chamber.training.deliberation'

    is_intact = fields.Boolean(string="Fingerprint Agrees", compute='_compute_is_intact')

    def _compute_is_intact(self):
        for deliberation in self.sudo():  # all marks count, whoever may read them
            deliberation.is_intact = deliberation.state == 'signed' and \
                deliberation.fingerprint == deliberation._get_fingerprint()

    def action_deliberate(self):
        """Draw up the results from the marks of all jurors.

        :raises AccessError: for anyone but the jury and the training officers of the chamber
        :raises UserError: for an incomplete jury, missing marks, or minutes that are signed
        """
        for deliberation in self:
            deliberation.check_access('read')
            deliberation._check_member()
            deliberation._check_unsigned(deliberation.session_id)
            deliberation._check_complete()
            deliberation._compute_results()

    def action_sign(self):
        """Sign the minutes: numbered, with the fingerprint of all that they rest on, journalled. Nothing changes after.

        :raises AccessError: for anyone but the president of the jury
        :raises UserError: before the jury has deliberated on all marks
        """
        self.ensure_one()
        self.check_access('read')
        if self._get_president().user_id.id != self.env.uid:
            raise AccessError(self.env._("The minutes are signed by the president of the jury."))
        deliberation = as_engine(self).sudo()  # the president signs, and writes nothing else
        deliberation._lock_unsigned(deliberation.session_id)
        deliberation._check_fresh_marks()
        deliberation._check_complete()
        if deliberation.line_ids.enrolment_id != deliberation._get_candidates():
            raise UserError(self.env._("The jury has to deliberate first, on all candidates."))
        deliberation._sign(self.env.uid)

    def _check_fresh_marks(self):
        """Look again where another juror has just changed his marks: the signature is for what the jury knows.

        :raises ConcurrencyError: the server tries again, with the marks as they are now
        """
        query = SQL("SELECT id, value FROM chamber_training_mark WHERE session_id = %s", self.session_id.id)
        committed = fresh_rows(self.env, query)
        if committed and set(committed) - set(self.env.execute_query(query)):
            raise ConcurrencyError("marks of the same test are being changed")

    def _sign(self, user_id):
        today = today_in_algeria()
        [number] = self.env['chamber.numbering']._take(self.company_id, 'training_minutes', 1, today)
        self.write({
            'number': number, 'date': today, 'signed_by_id': user_id, 'signed_datetime': fields.Datetime.now()})
        self.fingerprint = self._get_fingerprint()
        self._issue_verifiable()
        self.env['chamber.training.journal']._record('minutes', self, lambda minutes: {
            'number': minutes.number, 'fingerprint': minutes.fingerprint, 'candidates': minutes.candidate_count,
            'admitted': minutes.admitted_count})
        self.state = 'signed'

    def _check_member(self):
        is_juror = self.env.user in self.sudo().session_id.juror_ids.user_id  # who sits on the jury is asked of oneself
        if not is_juror and not self.env.user.has_group('chamber_training.chamber_training_group_officer'):
            raise AccessError(self.env._("Results are drawn up by the jury, or for it by the training officer."))

    def _check_complete(self):
        """Refuse an incomplete jury or marks that are missing, naming what is.

        :raises UserError: with the sentence
        """
        session = self.sudo().session_id  # what is missing is the same for all
        if session.state not in MARKING_STATES:
            raise UserError(self.env._("A jury deliberates from the beginning of the test."))
        jurors, wanted = session.juror_ids, session.programme_id.jury_members
        members = jurors.filtered(lambda juror: juror.role == 'member')
        if len(jurors) == len(members) or len(members) < wanted:
            raise UserError(self.env._(
                "The jury needs a president and at least %(count)s members.", count=wanted))
        if not session.programme_id.criterion_ids:
            raise UserError(self.env._("The programme has no grid of criteria."))
        if not self.sudo()._get_candidates():
            raise UserError(self.env._("The test has no accepted candidate."))
        missing = session._count_missing_marks()
        if missing:
            raise UserError(self.env._("Marks are missing:") + '\n' + '\n'.join(
                self.env._("%(juror)s: %(count)s", juror=juror.partner_id.name, count=count)
                for juror, count in missing.items()))

    def _compute_results(self):
        deliberation = as_engine(self).sudo()  # results are written by this step, for whoever may take it
        deliberation._forget_results()
        deliberation.pass_mark = deliberation.programme_id.pass_mark
        criteria = [
            Criterion(one.id, one.part, one.maximum, one.weight, one.eliminatory)
            for one in deliberation.programme_id.criterion_ids
        ]
        marks = {}
        for mark in self.env['chamber.training.mark'].sudo().search([('session_id', '=', self.session_id.id)]):
            marks.setdefault(mark.enrolment_id, {}).setdefault(mark.criterion_id.id, []).append(mark.value)
        deliberation.line_ids.create([
            deliberation._prepare_line(enrolment, deliberate(
                criteria, marks.get(enrolment, {}), deliberation.pass_mark, enrolment in deliberation.absent_ids))
            for enrolment in deliberation._get_candidates()
        ])

    def _prepare_line(self, enrolment, result):
        return {
            'deliberation_id': self.id, 'enrolment_id': enrolment.id, 'oral': result.oral or 0,
            'practical': result.practical or 0, 'mark': result.mark, 'result': result.result,
            'averages': {str(key): value for key, value in result.averages.items()}, 'below': result.below,
        }

    def _get_fingerprint(self):
        """SHA-256 of all that signed minutes rest on; any later change of it shows."""
        self.ensure_one()
        marks = self.env['chamber.training.mark'].search([('session_id', '=', self.session_id.id)])
        content = {
            'number': self.number, 'date': fields.Date.to_string(self.date), 'session': self.session_id.id,
            'pass_mark': self.pass_mark, 'absent': sorted(self.absent_ids.ids), 'observations': self.observations or '',
            'signed_by': self.signed_by_id.id,
            'jury': sorted(
                [juror.id, juror.partner_id.id, juror.role, juror.quality or ''] for juror in self.session_id.juror_ids),
            'grid': sorted(
                [one.id, one.part, one.maximum, one.weight, one.eliminatory] for one in self.programme_id.criterion_ids
                if one in marks.criterion_id),
            'marks': sorted([mark.enrolment_id.id, mark.criterion_id.id, mark.juror_id.id, mark.value] for mark in marks),
            'results': sorted(
                [line.enrolment_id.id, line.oral, line.practical, line.mark, line.result] for line in self.line_ids),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
