import json
import re

from odoo.tests import HttpCase, tagged

from .test_evaluation import EvaluationCase


@tagged('post_install', '-at_install')
class TestRoomPage(EvaluationCase, HttpCase):
    """The page that the QR code in the room opens, without a login."""

    def _page(self, path):
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return response.text

    def _post(self, path, **values):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self._page(self.room)).group(1)
        return self.url_open(path, data={'csrf_token': token, **values}, allow_redirects=True)

    def setUp(self):
        super().setUp()
        self.room = self.course._get_room_path()

    def test_the_number_of_the_convocation_leads_to_the_questionnaires(self):
        page = self._post(self.room, number='e16 2026 00001').text
        self.assertIn('data-kind="before"', page)
        self.assertIn(self.ali.partner_id.given_name_latin, page)

    def test_an_unknown_number_is_told_so(self):
        page = self._post(self.room, number='E16-2026-99999').text
        self.assertIn("No participant of this session has this number.", page)
        self.assertNotIn('data-kind', page)

    def test_a_test_is_taken_on_the_phone(self):
        opened = self._post(f'{self.ali._get_room_path()}/before')
        self.assertIn('/survey/', opened.url)
        answer = self.course.evaluation_ids
        self.assertRecordValues(answer, [{
            'training_kind': 'before', 'training_enrolment_id': self.ali.id, 'partner_id': self.ali.partner_id.id}])
        for route, values in (('begin', {}), ('submit', self._right_answers(answer))):
            result = self._rpc(f'/survey/{route}/{answer.survey_id.access_token}/{answer.access_token}', values)
            self.assertNotIn('error', result[1])
        self.assertEqual((answer.state, self.ali.before_score), ('done', 100))
        form = re.search(r'data-kind="before".*?</form>', self._page(self.ali._get_room_path()), re.DOTALL).group()
        self.assertRegex(form, r'<button[^>]* disabled=')

    def _right_answers(self, answer):
        return {
            str(question.id): str(question.suggested_answer_ids.filtered('is_correct').id)
            for question in answer.survey_id.question_ids}

    def _rpc(self, path, values):
        response = self.url_open(
            path, data=json.dumps({'jsonrpc': '2.0', 'params': values}), headers={'Content-Type': 'application/json'})
        return response.json()['result']

    def test_the_questionnaire_opens_in_the_language_of_the_page(self):
        for code in ('ar_001', 'fr_FR'):
            self.env['res.lang']._activate_lang(code)
        self.survey.lang_ids = False
        for enrolment, url_code, lang in ((self.ali, 'fr', 'fr_FR'), (self.fatima, 'ar', 'ar_001')):
            with self.subTest(lang=lang):
                self._page(f'/{url_code}{self.room}')
                self._post(f'/{url_code}{enrolment._get_room_path()}/before')
                self.assertEqual(enrolment.evaluation_ids.lang_id.code, lang)

    def test_a_portal_user_answers_anonymously_too(self):
        self.course._set_state('ongoing')
        self.course._set_state('done')
        self.authenticate('t_officer_16', 't_officer_16')
        opened = self._post(f'{self.ali._get_room_path()}/satisfaction')
        answer = self.course.evaluation_ids
        self.assertIn(answer.access_token, opened.url)
        self.assertEqual(opened.status_code, 200)
        self.assertFalse(answer.partner_id)

    def test_the_link_of_a_participant_is_signed(self):
        path = f'{self.room}/{self.fatima.id}/{self.ali._get_room_signature()}'
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.url_open(f'{self.room}x').status_code, 404)

    def test_an_answer_left_open_closes_with_the_session(self):
        answer = self.course.sudo()._start_evaluation('before', self.ali)
        self.course._set_state('ongoing')
        self.course._set_state('done')
        self.course._set_state('closed')
        result = self._rpc(f'/survey/begin/{answer.survey_id.access_token}/{answer.access_token}', {})
        self.assertEqual(result[1], {'error': 'answer_deadline'})
        self.assertIn("The questionnaires of this session are closed.", self._page(self.room))

    def test_the_address_of_the_survey_alone_opens_nothing(self):
        response = self.url_open(f'/survey/start/{self.survey.access_token}')
        self.assertNotIn('o_survey_form', response.text)
        self.assertFalse(self.survey.user_input_ids)

    def test_the_page_speaks_arabic(self):
        self.env['res.lang']._activate_lang('ar_001')
        self.env['res.lang']._activate_lang('fr_FR')
        page = self.url_open(f"/{self.env.ref('base.lang_ar').url_code}{self.room}").text
        self.assertIn('dir="rtl"', page)
        self.assertIn("رقم استدعائكم", page)
