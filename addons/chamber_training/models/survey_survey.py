from odoo import api, fields, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    _inherit = 'survey.survey'

    survey_type = fields.Selection(selection_add=[('training', "Training")], ondelete={'training': 'set default'})

    _training_in_the_room = models.Constraint(
        "CHECK (survey_type <> 'training' OR access_mode = 'token')",
        "A questionnaire of training opens by the page of the room only: its access is for invited people.")

    @api.depends('survey_type')
    @api.depends_context('uid')
    def _compute_allowed_survey_types(self):
        result = super()._compute_allowed_survey_types()
        if self.env.user.has_groups('survey.group_survey_user,chamber_training.chamber_training_group_manager'):
            for survey in self:
                survey.allowed_survey_types = [*(survey.allowed_survey_types or []), 'training']
        return result

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([
            {'access_mode': 'token', **vals} if vals.get('survey_type') == 'training' else vals for vals in vals_list])

    def _create_answer(self, user=False, partner=False, email=False, test_entry=False, check_attempts=True, **additional_vals):
        if not test_entry and not additional_vals.get('training_session_id') and 'training' in self.mapped('survey_type'):
            raise UserError(self.env._("A questionnaire of training is answered once, by the page of the room."))
        return super()._create_answer(
            user=user, partner=partner, email=email, test_entry=test_entry, check_attempts=check_attempts, **additional_vals)

    @api.onchange('survey_type')
    def _onchange_survey_type(self):
        result = super()._onchange_survey_type()
        if self.survey_type == 'training':
            self.access_mode = 'token'
        return result
