from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_session import SessionCase


@tagged('post_install', '-at_install')
class TestConvocation(SessionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.people = cls._open_session(people=2)
        cls.people[0].partner_id.email = 'one@example.com'

    def _render_html(self, enrolments):
        report = self.env['ir.actions.report'].with_user(self.training_officer_16)
        return report._render_qweb_html('chamber_training.chamber_training_convocation_document', enrolments.ids)[0].decode()

    def test_convocation_says_who_what_when_and_where_in_both_languages(self):
        html = self._render_html(self.people)
        for partner in self.people.partner_id:
            self.assertIn(partner.name, html)
            self.assertIn(partner.name_latin, html)
        for text in ("Course of the tests", "Room of the tests", "09:00", "12:30", "13:30", "17:00", "استدعاء لدورة تكوينية",
                     "Convocation à une session de formation", self.session.number, "data:image/png"):
            self.assertIn(text, html)

    def test_all_accepted_are_in_one_file_and_the_checklist_says_so(self):
        waiting = self._create_participant(self.session, state='waiting')
        action = self.session.action_print_convocations()
        self.assertEqual(action['context']['active_ids'], self.people.ids)
        self.assertNotIn(waiting.id, action['context']['active_ids'])
        line = self.session.checklist_ids.filtered(lambda line: line.step == 'print')
        self.assertRecordValues(line, [{'is_done': True, 'done_by_id': self.training_officer_16.id}])
        self.assertTrue(all(self.people.mapped('access_token')))

    def test_convocation_is_a_pdf_with_one_page_for_each(self):
        report = self.env['ir.actions.report'].with_user(self.training_officer_16).with_context(force_report_rendering=True)
        pdf, kind = report._render_qweb_pdf(
            'chamber_training.chamber_training_convocation_document', self.people.ids)
        self.assertEqual((kind, pdf[:4]), ('pdf', b'%PDF'))
        self.assertEqual(len(PdfReader(BytesIO(pdf)).pages), 2)

    def test_who_is_not_accepted_has_no_convocation(self):
        waiting = self._create_participant(self.session, state='waiting')
        with self.assertRaisesRegex(UserError, "there is no convocation"):
            waiting._get_convocation_data()

    def test_convocations_of_another_chamber_are_not_printed(self):
        for user in (self.training_officer_05, self.juror_user):
            with self.assertRaises(AccessError):
                self.people.with_user(user)._get_convocation_data()

    def test_nobody_to_convoke_and_a_session_in_preparation_are_refused(self):
        session = self._second_session()
        with self.assertRaisesRegex(UserError, "for an open session"):
            session.action_print_convocations()
        session.action_open()
        with self.assertRaisesRegex(UserError, "no one to convoke"):
            session.action_send_convocations()

    def test_convocation_goes_by_mail_once_in_the_language_of_the_participant(self):
        self.people[0].partner_id.lang = 'fr_FR' if self.env['res.lang']._lang_get('fr_FR') else 'ar_001'
        action = self.session.action_send_convocations()
        self.assertIn("queued: 1", action['params']['message'])
        self.assertIn("address: 1", action['params']['message'])
        mail = self.env['mail.mail'].search([('model', '=', 'chamber.training.enrolment'), ('res_id', '=', self.people[0].id)])
        self.assertEqual(mail.recipient_ids, self.people[0].partner_id)
        body = str(mail.body_html)
        self.assertIn(f'/my/training/{self.people[0].id}/convocation?access_token={self.people[0].access_token}', body)
        self.assertIn("25/03/2026 09:00–12:30", body)
        self.assertIn("queued: 0", self.session.action_send_convocations()['params']['message'])
        line = self.session.checklist_ids.filtered(lambda line: line.step == 'send')
        self.assertTrue(line.is_done)
