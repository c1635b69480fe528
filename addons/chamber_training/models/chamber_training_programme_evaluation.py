from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .survey_user_input import EVALUATION_KINDS

SURVEYS = [('survey_type', '=', 'training')]


class ChamberTrainingProgramme(models.Model):
    _inherit = 'chamber.training.programme'

    before_survey_id = fields.Many2one(domain=SURVEYS)
    after_survey_id = fields.Many2one(domain=SURVEYS)
    satisfaction_survey_id = fields.Many2one(
        domain=SURVEYS, default=lambda self: self.env.ref('chamber_training.survey_satisfaction', raise_if_not_found=False))

    @api.constrains('before_survey_id', 'after_survey_id', 'satisfaction_survey_id')
    def _check_surveys(self):
        for programme in self:
            # sudo: managers read questionnaires of training only, a wrong one is not among them
            if any(survey.survey_type != 'training' for survey in programme.sudo()._get_surveys().values()):
                raise ValidationError(self.env._("Choose questionnaires of the type “Training”: others are open to anyone."))

    def _get_surveys(self):
        """Return the questionnaires of the programme: kind → survey, without those that it does not have."""
        self.ensure_one()
        surveys = {kind: self[f'{kind}_survey_id'] for kind, _label in EVALUATION_KINDS}
        return {kind: survey for kind, survey in surveys.items() if survey}
