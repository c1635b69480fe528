from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.chamber_registry.models.engine import as_engine

from .chamber_training_mark import MARKING_STATES


class ChamberTrainingSession(models.Model):
    """The jury's part of a qualification test: the table of marks, absences, the way to the deliberation."""
    _inherit = 'chamber.training.session'

    mark_ids = fields.One2many('chamber.training.mark', 'session_id', copy=False)
    deliberation_ids = fields.One2many('chamber.training.deliberation', 'session_id', copy=False)
    is_juror = fields.Boolean(compute='_compute_is_juror')

    @api.depends_context('uid')
    def _compute_is_juror(self):
        for session in self:
            session.is_juror = bool(session._get_own_juror())

    @api.constrains('programme_id')
    def _check_marked_programme(self):
        # sudo: marks bind the programme whoever may read them
        if any(session.mark_ids.criterion_id.programme_id - session.programme_id for session in self.sudo()):
            raise ValidationError(self.env._("Marks have been given: the programme of the test no longer changes."))

    def _get_own_juror(self):
        # sudo: whether one sits on the jury is asked of oneself
        return self.sudo().juror_ids.filtered(lambda juror: juror.user_id.id == self.env.uid)

    def _check_juror(self):
        """The user as a juror of this test.

        :raises AccessError: for anyone else
        """
        self.ensure_one()
        juror = self._get_own_juror()
        if not juror:
            raise AccessError(self.env._("The table of marks is for the jury of the test."))
        return juror

    def action_mark(self):
        """Open the table in which a juror gives his marks.

        :raises AccessError: for anyone but the jury of this test
        """
        self._check_juror()
        return {
            'type': 'ir.actions.client', 'tag': 'chamber_training_marks', 'name': self.env._("Marks"),
            'params': {'session_id': self.id},
        }

    def action_view_deliberation(self):
        """Open the minutes of the jury, made at the first call.

        :raises UserError: for a course
        :raises AccessError: for whoever may not read the session
        """
        self.ensure_one()
        self.check_access('read')
        if self.kind != 'test':
            raise UserError(self.env._("Only a qualification test has a jury."))
        deliberation = self.env['chamber.training.deliberation']._get_of(self)
        return {
            'type': 'ir.actions.act_window', 'res_model': deliberation._name, 'res_id': deliberation.id,
            'view_mode': 'form', 'views': [(False, 'form')],
        }

    @api.readonly
    def get_marking_data(self):
        """The user's own table of marks: candidates, criteria, his marks, and how far each juror is.

        :raises AccessError: for anyone but the jury of this test
        """
        juror = self._check_juror()
        session = self.sudo()  # jurors see the names of their candidates, and nothing else of the register
        deliberation = session.deliberation_ids
        absent = deliberation.absent_ids
        marks = {(mark.enrolment_id, mark.criterion_id): mark.value for mark in juror.mark_ids}
        criteria = session.programme_id.criterion_ids
        candidates = deliberation._get_candidates() if deliberation else \
            session.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted').sorted('seat_number')
        missing = session._count_missing_marks()
        parts = dict(criteria._fields['part']._description_selection(self.env))
        roles = dict(juror._fields['role']._description_selection(self.env))
        return {
            'name': session.display_name, 'juror': juror.partner_id.name, 'role': roles[juror.role],
            'is_president': juror.role == 'president', 'is_signed': deliberation.state == 'signed',
            'is_open': session.state in MARKING_STATES and deliberation.state != 'signed',
            'number': deliberation.number or '',
            'criteria': [
                {'id': one.id, 'name': one.name, 'part': one.part, 'part_name': parts[one.part], 'maximum': one.maximum,
                 'eliminatory': one.eliminatory}
                for one in criteria
            ],
            'candidates': [
                {'id': one.id, 'number': one.number, 'seat': one.seat_number, 'name': one.partner_id.name,
                 'absent': one in absent,
                 'marks': {str(criterion.id): marks.get((one, criterion)) for criterion in criteria}}
                for one in candidates
            ],
            'jury': [
                {'id': one.id, 'name': one.partner_id.name, 'role': roles[one.role], 'missing': missing.get(one, 0)}
                for one in session.juror_ids
            ],
        }

    def set_mark(self, enrolment_id, criterion_id, value):
        """Give, change or (``value`` None) take back one's own mark; return how many of one's marks are missing.

        :raises AccessError: for anyone but the jury of this test
        :raises UserError: outside the grid, of another test, for an absent candidate, after the minutes are signed
        """
        juror = self._check_juror()
        enrolment = self._get_candidate(enrolment_id)
        Mark = self.env['chamber.training.mark']
        mark = Mark.search([
            ('enrolment_id', '=', enrolment.id), ('criterion_id', '=', criterion_id), ('juror_id', '=', juror.id)])
        if value is None or value is False:
            # sudo: jurors delete no records, but may take back a mark of their own, as which it was just found
            mark.sudo().unlink()
        elif mark:
            mark.value = value
        else:
            Mark.create({
                'enrolment_id': enrolment.id, 'criterion_id': criterion_id, 'juror_id': juror.id, 'value': value})
        return self.sudo()._count_missing_marks().get(juror, 0)

    def set_absent(self, enrolment_id, is_absent):
        """Note that a candidate is absent, or that he is there after all. The president of the jury notes it.

        :raises AccessError: for anyone but the president
        :raises UserError: for a candidate who has marks, or after the minutes are signed
        """
        juror = self._check_juror()
        if juror.role != 'president':
            raise AccessError(self.env._("Absences are noted by the president of the jury."))
        enrolment = self._get_candidate(enrolment_id)
        Deliberation = self.env['chamber.training.deliberation']
        Deliberation._lock_unsigned(self)
        if self.sudo().state not in MARKING_STATES:
            raise UserError(self.env._("Marks are given from the beginning of the test."))
        if is_absent and self.sudo().mark_ids.filtered(lambda mark: mark.enrolment_id == enrolment):
            raise UserError(self.env._(
                "%(person)s has been marked: whoever is absent has no marks.", person=enrolment.partner_id.name))
        deliberation = as_engine(Deliberation._get_of(self)).sudo()  # the president notes who is absent, and writes nothing else
        deliberation._forget_results()
        deliberation.write({'absent_ids': [(4 if is_absent else 3, enrolment.id)]})

    def _get_candidate(self, enrolment_id):
        # sudo: the candidates of one's own test, found among them only
        enrolment = self.sudo().enrolment_ids.filtered(
            lambda one: one.id == enrolment_id and one.state == 'accepted')
        if not enrolment:
            raise UserError(self.env._("This person is no candidate of the test."))
        return enrolment

    def _count_missing_marks(self):
        """How many marks each juror still has to give; jurors who gave all are left out."""
        self.ensure_one()
        candidates = self.enrolment_ids.filtered(lambda one: one.state == 'accepted') - self.deliberation_ids.absent_ids
        expected = len(candidates) * len(self.programme_id.criterion_ids)
        given = dict(self.env['chamber.training.mark']._read_group(
            [('session_id', '=', self.id), ('enrolment_id', 'in', candidates.ids)], ['juror_id'], ['__count']))
        return {juror: expected - given.get(juror, 0) for juror in self.juror_ids if expected > given.get(juror, 0)}
