import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, hmac

from odoo.addons.chamber_registry.tools import qr_image

OPEN_STATES = {'before': ('open', 'ongoing'), 'after': ('ongoing', 'done'), 'satisfaction': ('ongoing', 'done')}
IDENTIFIED = ('before', 'after')


def _fold(text):
    """Capital letters and digits only, whatever the script of the digits: E16-2026-00012 as one types it."""
    digits = ''.join(str(int(sign)) if sign.isdecimal() else sign for sign in text or '')
    return re.sub(r'[^0-9A-Z]', '', digits.upper())


class ChamberTrainingSession(models.Model):
    """Tests before and after, and satisfaction, answered on a phone by the QR code of the room."""
    _inherit = 'chamber.training.session'

    room_token = fields.Char(
        readonly=True, copy=False, default=lambda self: secrets.token_urlsafe(12),
        groups='chamber_training.chamber_training_group_officer,chamber_training.chamber_training_group_trainer')
    room_url = fields.Char(
        string="Page of the Room", compute='_compute_room_url',
        groups='chamber_training.chamber_training_group_officer,chamber_training.chamber_training_group_trainer')
    evaluation_ids = fields.One2many('survey.user_input', 'training_session_id', string="Answers")
    has_evaluation = fields.Boolean(compute='_compute_has_evaluation')
    before_score = fields.Float(string="Test Before (%)", compute='_compute_evaluation', digits=(16, 1))
    before_count = fields.Integer(string="Tests Before", compute='_compute_evaluation')
    after_score = fields.Float(string="Test After (%)", compute='_compute_evaluation', digits=(16, 1))
    after_count = fields.Integer(string="Tests After", compute='_compute_evaluation')
    progress = fields.Float(
        string="Progress (points)", compute='_compute_evaluation', digits=(16, 1), help="Mean of those who took both tests.")
    satisfaction = fields.Float(string="Satisfaction (%)", compute='_compute_evaluation', digits=(16, 1))
    satisfaction_count = fields.Integer(string="Answers on Satisfaction", compute='_compute_evaluation')

    _room_token_once = models.UniqueIndex('(room_token) WHERE room_token IS NOT NULL')

    @api.depends('room_token')
    def _compute_room_url(self):
        for session in self:
            session.room_url = f'{session.get_base_url()}{session._get_room_path()}'

    @api.depends('programme_id')
    def _compute_has_evaluation(self):
        for session in self:
            # sudo: trainers and jurors read no questionnaire; that there is one is no secret
            session.has_evaluation = bool(session.programme_id and session.programme_id.sudo()._get_surveys())

    @api.depends('evaluation_ids.state', 'evaluation_ids.scoring_percentage')
    def _compute_evaluation(self):
        # sudo: means of a whole session are for all who read it, answers are not
        groups = self.env['survey.user_input'].sudo()._read_group(
            [('training_session_id', 'in', self.ids), ('state', '=', 'done'), ('test_entry', '=', False)],
            ['training_session_id', 'training_kind'], ['scoring_percentage:avg', '__count'])
        figures = {(session.id, kind): (score, count) for session, kind, score, count in groups}
        both = {
            session.id: after - before
            for session, before, after in self.env['chamber.training.enrolment'].sudo()._read_group(
                [('session_id', 'in', self.ids), ('is_before_done', '=', True), ('is_after_done', '=', True)],
                ['session_id'], ['before_score:avg', 'after_score:avg'])
        }
        for session in self:
            before, after, satisfaction = (
                figures.get((session._origin.id, kind), (0, 0)) for kind in ('before', 'after', 'satisfaction'))
            session.before_score, session.before_count = before
            session.after_score, session.after_count = after
            session.satisfaction, session.satisfaction_count = satisfaction
            session.progress = both.get(session._origin.id, 0)

    def _get_room_code(self):
        """QR code of the page of the room, as a picture of the sheet."""
        return qr_image.data_uri(self.room_url)

    def _get_room_path(self):
        return f'/training/room/{self.room_token}'

    def _set_state(self, state):
        result = super()._set_state(state)
        if state in ('closed', 'cancelled'):
            # sudo: nobody has a right to the vouchers, which only keep doubles out while the session is open
            self.sudo().evaluation_ids.training_voucher = False
        return result

    def _is_evaluation_open(self, kind):
        """Tell whether a questionnaire may be answered now; the last two from the beginning of the last half-day on."""
        self.ensure_one()
        if self.state not in OPEN_STATES[kind] or kind not in self.programme_id._get_surveys():
            return False
        begins = self.half_day_ids.mapped('date_begin') or [self.date_begin]
        return kind == 'before' or self.state == 'done' or max(begins) <= fields.Datetime.now()

    def _get_room_evaluations(self, enrolment):
        """What the page of the room offers to a participant.

        :return: list of ``{'kind', 'name', 'state'}``; states: open, begun, done, closed
        """
        self.ensure_one()
        return [
            {'kind': kind, 'name': survey.title, 'state': self._get_evaluation_state(kind, enrolment)}
            for kind, survey in self.programme_id._get_surveys().items()
        ]

    def _get_evaluation_state(self, kind, enrolment):
        answer = self._find_evaluation(kind, enrolment)
        if answer.state == 'done':
            return 'done'
        # whoever has begun the test after does no longer know what he knew before
        if not self._is_evaluation_open(kind) or kind == 'before' and self._find_evaluation('after', enrolment):
            return 'closed'
        return 'begun' if answer else 'open'

    def _find_evaluation(self, kind, enrolment):
        # sudo: nobody has a right to the vouchers by which a satisfaction is found again
        return self.env['survey.user_input'].sudo().search([
            ('training_session_id', '=', self.id), ('training_kind', '=', kind), *self._prepare_owner(kind, enrolment, 'domain')])

    def _prepare_owner(self, kind, enrolment, form='values'):
        """Values, or domain, that tell whose answer it is: by name for tests, by voucher for satisfaction."""
        if kind in IDENTIFIED:
            values = {'training_enrolment_id': enrolment.id}
        else:
            values = {'training_voucher': hmac(self.env(su=True), 'chamber_training.voucher', (self.id, enrolment.id))}
        return values if form == 'values' else [(name, '=', value) for name, value in values.items()]

    def _start_evaluation(self, kind, enrolment):
        """Return the answer of a participant to a questionnaire, begun now or before.

        :raises UserError: when it is not open, or answered already
        """
        self.ensure_one()
        state = self._get_evaluation_state(kind, enrolment)
        if enrolment.session_id != self or enrolment.state != 'accepted':
            raise UserError(self.env._("This participant is not among those of the session."))
        if state == 'done':
            raise UserError(self.env._("You have already answered. Thank you."))
        if state == 'closed':
            raise UserError(self.env._("This questionnaire is not open."))
        survey = self.programme_id._get_surveys()[kind]
        # of the page that the participant reads, where the questionnaire has it
        lang = self.env.lang if self.env.lang in survey._get_supported_lang_codes() else False
        return self._find_evaluation(kind, enrolment) or survey._create_answer(
            partner=enrolment.partner_id if kind in IDENTIFIED else False, check_attempts=False,
            lang_id=self.env['res.lang']._lang_get(lang).id, training_session_id=self.id, training_kind=kind,
            **self._prepare_owner(kind, enrolment))

    def _find_participant(self, text):
        """Find who stands behind the number typed, or the code scanned, of a convocation.

        :return: one accepted enrolment, or none
        """
        self.ensure_one()
        accepted = self.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted')
        if token := re.search(r'access_token=([\w-]+)', text or ''):
            return accepted.filtered(lambda enrolment: consteq(enrolment.access_token or '', token[1]))
        folded = _fold(text)
        return accepted.filtered(lambda enrolment: folded.endswith(_fold(enrolment.number)))[:1]

    def action_view_evaluation(self):
        """Show the scores of the session in a graph.

        :raises AccessError: for anyone who may not read answers of training
        """
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.survey_user_input_action')
        return {**action, 'domain': [('training_session_id', '=', self.id)], 'context': {'search_default_done': 1}}

    def action_print_room_sheet(self):
        """Print the sheet with the QR code of the room.

        :raises UserError: when the programme has no questionnaire
        """
        self.check_access('read')
        if not all(self.mapped('has_evaluation')):
            raise UserError(self.env._("The programme has no questionnaire."))
        return self.env.ref('chamber_training.chamber_training_room_sheet_report').report_action(self)
