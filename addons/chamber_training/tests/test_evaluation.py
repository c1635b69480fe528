from datetime import datetime

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase

LAST_HALF_DAY = '2026-03-25 13:00:00'


class EvaluationCase(TrainingCase):
    """A course with a test of two questions before and after, and the satisfaction of the product."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls._create_survey()
        cls.satisfaction_survey = cls.env.ref('chamber_training.survey_satisfaction')
        cls.programme.write({
            'before_survey_id': cls.survey.id, 'after_survey_id': cls.survey.id,
            'satisfaction_survey_id': cls.satisfaction_survey.id})
        cls.course = cls._create_session()
        cls.ali, cls.fatima = (cls._enrol_for_test(cls.course, number) for number in (1, 2))
        cls.course._set_state('open')

    @classmethod
    def _create_survey(cls):
        return cls.env['survey.survey'].create({
            'title': "Safety", 'survey_type': 'training', 'scoring_type': 'scoring_without_answers',
            'questions_layout': 'one_page',
            'question_and_page_ids': [
                Command.create({
                    'title': f"Question {number}", 'question_type': 'simple_choice', 'sequence': number,
                    'suggested_answer_ids': [
                        Command.create({'value': "right", 'is_correct': True, 'answer_score': 1}),
                        Command.create({'value': "wrong", 'answer_score': 0}),
                    ]})
                for number in (1, 2)]})

    @classmethod
    def _enrol_for_test(cls, session, number):
        return as_engine(cls.env['chamber.training.enrolment']).create({
            'number': f'E16-2026-0000{number}', 'session_id': session.id, 'partner_id': cls._create_artisan().id,
            'state': 'accepted', 'seat_number': number})

    def _answer(self, kind, enrolment, right):
        """Answer a test, ``right`` questions of it rightly; of satisfaction, with the best answer to ``right`` questions."""
        answer = self.course.sudo()._start_evaluation(kind, enrolment)
        answer._mark_in_progress()
        for index, question in enumerate(answer.survey_id.question_ids.filtered('suggested_answer_ids')):
            choices = question.suggested_answer_ids.sorted('answer_score')
            answer._save_lines(question, str((choices[-1] if index < right else choices[0]).id))
        answer._mark_done()
        return answer


@tagged('post_install', '-at_install')
class TestEvaluation(EvaluationCase):

    def test_scores_before_and_after_show_the_progress(self):
        """Ali 0 % then 100 %, Fatima 50 % before only: the progress is that of Ali."""
        self._answer('before', self.ali, 0)
        self._answer('before', self.fatima, 1)
        self.course._set_state('ongoing')
        with freeze_time(LAST_HALF_DAY):
            self._answer('after', self.ali, 2)
        self.assertRecordValues(self.ali | self.fatima, [
            {'before_score': 0, 'after_score': 100, 'is_before_done': True, 'is_after_done': True},
            {'before_score': 50, 'after_score': 0, 'is_before_done': True, 'is_after_done': False},
        ])
        for user in (self.training_officer_16, self.trainer_user):
            self.assertRecordValues(self.course.with_user(user), [{
                'before_score': 25, 'before_count': 2, 'after_score': 100, 'after_count': 1, 'progress': 100}])

    def test_satisfaction_is_a_share_of_the_best_answers_and_names_nobody(self):
        self.course._set_state('ongoing')
        with freeze_time(LAST_HALF_DAY):
            answer = self._answer('satisfaction', self.ali, 5)
            self._answer('satisfaction', self.fatima, 2)
        self.assertRecordValues(answer, [
            {'partner_id': False, 'email': False, 'training_enrolment_id': False, 'nickname': False}])
        self.assertRecordValues(self.course, [{'satisfaction': 70, 'satisfaction_count': 2}])
        with self.assertRaises(AccessError):
            answer.with_user(self.training_national).read(['training_voucher'])

    def test_satisfaction_with_a_name_is_refused_by_the_database(self):
        with self.assertRaises(CheckViolation), mute_logger('odoo.sql_db'):
            self.env['survey.user_input'].create({
                'survey_id': self.satisfaction_survey.id, 'training_session_id': self.course.id, 'training_kind': 'satisfaction',
                'training_enrolment_id': self.ali.id})

    def test_one_answer_for_each_person_and_test(self):
        self._answer('before', self.ali, 2)
        with self.assertRaisesRegex(UserError, "already answered"):
            self.course.sudo()._start_evaluation('before', self.ali)
        with self.assertRaises(UniqueViolation), mute_logger('odoo.sql_db'):
            self.env['survey.user_input'].create({
                'survey_id': self.survey.id, 'training_session_id': self.course.id, 'training_kind': 'before',
                'training_enrolment_id': self.ali.id})

    def test_one_satisfaction_for_each_person(self):
        self.course._set_state('ongoing')
        with freeze_time(LAST_HALF_DAY):
            self._answer('satisfaction', self.ali, 5)
            with self.assertRaisesRegex(UserError, "already answered"):
                self.course.sudo()._start_evaluation('satisfaction', self.ali)

    def test_what_was_begun_is_gone_on_with(self):
        begun = self.course.sudo()._start_evaluation('before', self.ali)
        self.assertEqual(self.course.sudo()._start_evaluation('before', self.ali), begun)

    def test_the_test_after_opens_with_the_last_half_day(self):
        """Of two half-days on 25 March, at 8:00 and at 12:30."""
        self.course._set_state('ongoing')
        for moment, expected in (
                ('2026-03-25 09:00:00', {'before': 'open', 'after': 'closed', 'satisfaction': 'closed'}),
                ('2026-03-25 12:30:00', {'before': 'open', 'after': 'open', 'satisfaction': 'open'})):
            with self.subTest(moment=moment), freeze_time(moment):
                offered = {line['kind']: line['state'] for line in self.course._get_room_evaluations(self.ali)}
                self.assertEqual(offered, expected)

    def test_no_test_before_once_the_test_after_is_begun(self):
        self.course._set_state('ongoing')
        with freeze_time(LAST_HALF_DAY):
            self.course.sudo()._start_evaluation('after', self.ali)
            with self.assertRaisesRegex(UserError, "not open"):
                self.course.sudo()._start_evaluation('before', self.ali)

    def test_the_participant_of_another_session_is_refused(self):
        other = self._enrol_for_test(self._create_bare(), 3)
        with self.assertRaisesRegex(UserError, "not among those"):
            self.course.sudo()._start_evaluation('before', other)

    def test_closing_the_session_closes_its_questionnaires_and_forgets_who_answered(self):
        self.course._set_state('ongoing')
        with freeze_time(LAST_HALF_DAY):
            answer = self._answer('satisfaction', self.ali, 5)
            self.assertTrue(answer.sudo().training_voucher)
        self.course._set_state('done')
        self.course._set_state('closed')
        self.assertFalse(answer.sudo().training_voucher)
        with self.assertRaisesRegex(UserError, "not open"):
            self.course.sudo()._start_evaluation('after', self.fatima)

    def test_a_participant_is_found_by_the_number_of_his_convocation(self):
        refused = self._enrol_for_test(self.course, 5)
        refused.write({'state': 'refused', 'seat_number': 0})
        for typed, found in (
                ('E16-2026-00001', self.ali), (' e16 2026 00002 ', self.fatima), ('E16-2026-٠٠٠٠١', self.ali),
                ('https://chamber.example/t/E16-2026-00002', self.fatima), ('00001', None), ('', None), ('E16-2026-00005', None)):
            with self.subTest(typed=typed):
                self.assertEqual(self.course._find_participant(typed), found or self.ali.browse())

    def test_a_participant_is_found_by_the_code_of_his_convocation(self):
        self.ali._ensure_tokens()
        self.assertEqual(self.course._find_participant(self.ali._get_convocation_url()), self.ali)
        self.assertFalse(self.course._find_participant(self.ali._get_convocation_url() + 'x'))
        elsewhere = self._enrol_for_test(self._create_bare(), 3)
        elsewhere._ensure_tokens()
        self.assertFalse(self.course._find_participant(elsewhere._get_convocation_url()))

    def test_a_questionnaire_open_to_anyone_is_refused(self):
        public = self.env['survey.survey'].create({'title': "Open to all", 'survey_type': 'survey'})
        with self.assertRaises(ValidationError):
            self.programme.after_survey_id = public
        with self.assertRaises(CheckViolation), mute_logger('odoo.sql_db'):
            self.survey.access_mode = 'public'
            self.survey.flush_recordset()

    def test_nobody_answers_beside_the_page_of_the_room(self):
        with self.assertRaisesRegex(UserError, "by the page of the room"):
            self.survey._create_answer(partner=self.ali.partner_id)

    def test_each_chamber_reads_its_own_answers(self):
        answer = self._answer('before', self.ali, 2)
        survey_officer = new_test_user(self.env, login='keeps_surveys', groups='survey.group_survey_user')
        for user, sees in (
                (self.training_officer_16, True), (self.training_officer_05, False), (self.training_national, True),
                (survey_officer, True)):
            with self.subTest(user=user.login):
                found = self.env['survey.user_input'].with_user(user).search([('id', '=', answer.id)])
                self.assertEqual(bool(found), sees)
                self.assertEqual(bool(found.user_input_line_ids), sees)

    def test_who_has_no_role_in_training_reads_no_questionnaire(self):
        for user in (self.agent_16, self.trainer_user, self.juror_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env['survey.survey'].with_user(user).search([])

    def test_training_roles_see_questionnaires_of_training_only(self):
        other = self.env['survey.survey'].create({'title': "Not of training", 'survey_type': 'survey'})
        found = self.env['survey.survey'].with_user(self.training_national).search([])
        self.assertIn(self.survey, found)
        self.assertNotIn(other, found)

    def test_a_manager_writes_his_own_questionnaires_only(self):
        Survey = self.env['survey.survey'].with_user(self.training_manager_16)
        own = Survey.create({'title': "Drawing", 'survey_type': 'training'})
        own.title = "Drawing, first part"
        with self.assertRaises(AccessError):
            self.survey.with_user(self.training_manager_16).title = "Mine"
        self.survey.with_user(self.training_national).title = "Safety at work"
        with self.assertRaises(AccessError):
            self.env['survey.survey'].with_user(self.training_officer_16).create({'title': "No", 'survey_type': 'training'})

    def test_the_sheet_of_the_room_is_a_pdf(self):
        action = self.course.with_user(self.training_officer_16).action_print_room_sheet()
        content, kind = self.env['ir.actions.report'].with_user(self.training_officer_16).with_context(
            force_report_rendering=True)._render_qweb_pdf(
            action['report_name'], self.course.ids)
        self.assertEqual((kind, content[:5]), ('pdf', b'%PDF-'))

    def test_no_sheet_without_a_questionnaire(self):
        programme = self._create_programme(code='T-NOQ', satisfaction_survey_id=False)
        with self.assertRaisesRegex(UserError, "no questionnaire"):
            self._create_bare(programme_id=programme.id).action_print_room_sheet()

    def test_a_new_session_has_its_own_page(self):
        other = self._create_bare(date_begin=datetime(2026, 3, 25, 9))
        self.assertNotEqual(other.room_token, self.course.room_token)
        self.assertNotIn('room_token', self.env['chamber.training.session'].with_user(self.juror_user).fields_get())
