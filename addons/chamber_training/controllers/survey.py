from odoo.addons.survey.controllers.main import Survey


class TrainingSurvey(Survey):

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, ensure_token=True, check_partner=True):
        """An answer of training belongs to who holds its link, and closes with its session."""
        session = answer_sudo.training_session_id
        validity = super()._check_validity(
            survey_sudo, answer_sudo, answer_token, ensure_token=ensure_token,
            check_partner=check_partner and not (session and answer_token))
        if validity is True and session and answer_sudo.state != 'done' \
                and not session._is_evaluation_open(answer_sudo.training_kind):
            return 'answer_deadline'
        return validity
