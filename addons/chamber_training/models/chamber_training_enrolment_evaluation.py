from odoo import api, fields, models
from odoo.tools import consteq, hmac


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    evaluation_ids = fields.One2many('survey.user_input', 'training_enrolment_id', string="Answers to the tests")
    before_score = fields.Float(
        string="Test Before (%)", compute='_compute_scores', store=True, digits=(16, 1), aggregator='avg')
    after_score = fields.Float(
        string="Test After (%)", compute='_compute_scores', store=True, digits=(16, 1), aggregator='avg')
    is_before_done = fields.Boolean(string="Took the Test Before", compute='_compute_scores', store=True)
    is_after_done = fields.Boolean(string="Took the Test After", compute='_compute_scores', store=True)

    @api.depends('evaluation_ids.training_kind', 'evaluation_ids.state', 'evaluation_ids.scoring_percentage')
    def _compute_scores(self):
        for enrolment in self:
            answers = {
                answer.training_kind: answer
                for answer in enrolment.evaluation_ids.filtered(lambda answer: answer.state == 'done')}
            for kind in ('before', 'after'):
                enrolment[f'is_{kind}_done'] = kind in answers
                enrolment[f'{kind}_score'] = answers[kind].scoring_percentage if kind in answers else 0

    def _get_room_signature(self):
        self.ensure_one()
        return hmac(self.env(su=True), 'chamber_training.room', (self.session_id.id, self.id))[:24]

    def _check_room_signature(self, signature):
        """Tell whether a link to the page of the room is that of this participant."""
        return len(self) == 1 and consteq(self._get_room_signature(), signature or '')

    def _get_room_path(self):
        """Address, on this server, of the page of the room for this participant: for the convocation."""
        # sudo: the participant himself, who reads his convocation, does not read the session
        return f'{self.session_id.sudo()._get_room_path()}/{self.id}/{self._get_room_signature()}'
