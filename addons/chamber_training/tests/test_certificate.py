from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.queue_job.tests.common import trap_jobs
from odoo.addons.report_weasyprint.tests.common import page_texts

from .common_papers import PapersCase


class CertificateCase(PapersCase):

    def _issue(self, enrolment, user=None):
        enrolment.with_user(user or self.training_officer_16).action_make_certificate()
        return enrolment.sudo().certificate_id


@tagged('post_install', '-at_install')
class TestCertificate(CertificateCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.enrolments = cls._create_done_course(2)

    def test_the_officer_issues_a_numbered_signed_chained_certificate(self):
        certificate = self._issue(self.enrolments[0])
        self.assertRecordValues(certificate, [{
            'number': 'TT-16-2026-000001', 'kind': 'participation', 'hours': 7, 'date': self._today(),
            'partner_id': self.enrolments[0].partner_id.id, 'company_id': self.chamber_16.id, 'verifiable_state': 'valid',
            'is_of_test': False,
        }])
        token = certificate.verifiable_id.token
        self.assertTrue(self.env['verifiable.document']._verify_token(token)['valid'])
        line = self._journal(self.session, 'certificate')
        self.assertEqual(line.details['number'], 'TT-16-2026-000001')
        self.assertFalse(certificate.act_id, "a course changes nothing in the register")

    def test_what_the_code_says(self):
        certificate = self._issue(self.enrolments[0])
        claims = certificate._get_verifiable_claims()
        self.assertEqual(claims[10], 'TT-16-2026-000001')
        self.assertEqual(claims[12], self.enrolments[0].partner_id.name)
        self.assertEqual(claims[15], "غرفة الجزائر للاختبار")
        self.assertEqual(claims[20], "شهادة مشاركة")
        self.assertEqual(str(claims[23]), '2026-03-25')
        self.assertEqual(claims[25], '7')
        self.assertNotIn(26, claims)

    def test_asked_twice_it_is_the_same_certificate(self):
        first = self._issue(self.enrolments[0])
        self.assertEqual(self._issue(self.enrolments[0]), first)
        self.assertEqual(len(self.enrolments[0].certificate_ids), 1)

    def test_the_participant_is_told_once(self):
        self.chamber_16.email = 'alger@chamber.example'
        self.enrolments[0].partner_id.write({'email': 'karim@trainee.example', 'lang': 'fr_FR'})
        self._issue(self.enrolments[0])
        self._issue(self.enrolments[0])
        mail = self.env['mail.mail'].sudo().search(
            [('model', '=', 'chamber.training.enrolment'), ('res_id', '=', self.enrolments[0].id)])
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.subject, "Votre attestation TT-16-2026-000001 est prête")
        self.assertIn('/verify#', mail.body_html)

    def test_the_manager_revokes_with_a_reason_and_the_list_says_so_at_once(self):
        certificate = self._issue(self.enrolments[0])
        self.env['chamber.training.certificate.revoke'].with_user(self.training_manager_16).create(
            {'certificate_id': certificate.id, 'reason': "Attendance was forged"}).action_revoke()
        self.assertRecordValues(certificate, [{
            'is_revoked': True, 'verifiable_state': 'revoked', 'revocation_reason': "Attendance was forged",
            'revoked_by_id': self.training_manager_16.id,
        }])
        self.assertEqual(self._journal(self.session, 'revocation').reason, "Attendance was forged")
        document = certificate.verifiable_id
        self.assertEqual(document.current_state, 'revoked')
        with self.assertRaisesRegex(UserError, "already revoked"):
            certificate.with_user(self.training_manager_16)._revoke("Again")

    def test_a_revocation_needs_a_reason(self):
        certificate = self._issue(self.enrolments[0])
        with self.assertRaisesRegex(UserError, "Say why"):
            certificate.with_user(self.training_manager_16)._revoke("  ")

    def test_after_a_revocation_only_the_manager_issues_another(self):
        certificate = self._issue(self.enrolments[0])
        certificate.with_user(self.training_manager_16)._revoke("Wrong name")
        with self.assertRaises(AccessError):
            self._issue(self.enrolments[0])
        second = self._issue(self.enrolments[0], self.training_manager_16)
        self.assertEqual(second.number, 'TT-16-2026-000002')
        self.assertEqual(len(self.enrolments[0].certificate_ids), 2)

    def test_a_certificate_is_neither_changed_nor_deleted_by_hand(self):
        certificate = self._issue(self.enrolments[0])
        with self.assertRaisesRegex(UserError, "by the steps of training only"):
            certificate.mark = 20
        with self.assertRaisesRegex(UserError, "never deleted"):
            certificate.unlink()
        with self.assertRaisesRegex(UserError, "by the steps of training only"):
            self.env['chamber.training.certificate'].create({
                'number': 'X', 'enrolment_id': self.enrolments[1].id, 'company_id': self.chamber_16.id,
                'kind': 'participation', 'date': self._today()})

    def test_a_revoked_certificate_is_no_longer_printed(self):
        certificate = self._issue(self.enrolments[0])
        certificate.with_user(self.training_manager_16)._revoke("Wrong name")
        with self.assertRaisesRegex(UserError, "no longer printed"):
            certificate.action_print()

    def test_the_paper_has_one_landscape_page_a_person_in_two_languages(self):
        certificates = self._issue(self.enrolments[0]) | self._issue(self.enrolments[1])
        pdf, _kind = self.env['ir.actions.report'].with_user(self.training_officer_16).with_context(
            force_report_rendering=True)._render_qweb_pdf(
                'chamber_training.chamber_training_certificate_report', certificates.ids)
        pages = page_texts(pdf)
        self.assertEqual(len(pages), 2)
        for page, certificate in zip(pages, certificates, strict=True):
            self.assertIn(certificate.number, page)
            self.assertIn(certificate.partner_id.name_latin, page)
            self.assertIn("Course of the tests", page)


@tagged('post_install', '-at_install')
class TestCertificateBatch(CertificateCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.enrolments = cls._create_done_course(5)
        cls.late = cls._enrol(cls.session)

    def _start(self, user=None, jobs=1):
        user = user or self.training_officer_16
        with trap_jobs() as trap:
            action = self.session.with_user(user).action_make_certificates()
            batch = self.env[action['res_model']].with_user(user).browse(action['res_id'])
            trap.assert_jobs_count(jobs, only=batch._make_chunk)
        return batch

    def _perform(self, batch, size=2):
        """Run the next job of the batch as its officer, and the one that draws its sheet."""
        with trap_jobs():
            batch._make_chunk(size)
            batch._make_sheet(batch.line_ids.filtered(lambda line: line.state == 'issued').ids)
        batch.invalidate_recordset()

    def test_a_whole_session_is_one_job_with_progress(self):
        batch = self._start()
        self.assertRecordValues(batch, [{'state': 'running', 'line_count': 6, 'done_count': 0, 'progress': 0}])
        self._perform(batch, 3)
        self.assertRecordValues(batch, [{'done_count': 3, 'progress': 50}])
        self._perform(batch, 3)
        self.assertRecordValues(batch, [{'done_count': 5, 'failed_count': 1, 'progress': 100, 'state': 'done'}])
        self.assertEqual(
            self.enrolments.certificate_ids.sorted('id').mapped('number'),
            [f'TT-16-2026-{number:06d}' for number in range(1, 6)])
        self.assertEqual(len(batch.sudo().attachment_ids), 2)

    def test_who_does_not_meet_the_rule_is_left_out_with_the_reasons(self):
        batch = self._start()
        self._perform(batch, 10)
        line = batch.line_ids.filtered(lambda line: line.enrolment_id == self.late)
        self.assertEqual(line.state, 'failed')
        self.assertIn("Hours: 0 of 7 = 0%, minimum 80%", line.reason)
        self.assertFalse(self.late.certificate_ids)

    def test_a_session_that_goes_on_has_no_certificates(self):
        session = self._create_session_on('2026-04-10')
        with self.assertRaisesRegex(UserError, "once the session is done"):
            session.with_user(self.training_officer_16).action_make_certificates()

    def test_where_nobody_meets_the_rule_the_lines_are_told(self):
        session = self._create_session_on('2026-04-10', half_days=0)
        enrolment = self._enrol(session)
        self._move(session, 'done')
        with self.assertRaisesRegex(UserError, "(?s)rule of the certificate is not met.*Hours: 0 of 0"):
            session.with_user(self.training_officer_16).action_make_certificates()
        self.assertFalse(enrolment.certificate_ids)

    def test_asked_twice_it_opens_the_same_job_and_then_the_certificates(self):
        batch = self._start()
        self.assertEqual(self._start(jobs=0), batch)
        self._perform(batch, 10)
        self._attend(self.late, 'present', 'present')
        second = self._start()
        self.assertEqual(second.line_ids.enrolment_id, self.late)
        self._perform(second, 10)
        action = self.session.with_user(self.training_officer_16).action_make_certificates()
        self.assertEqual(action['res_model'], 'chamber.training.certificate')
        self.assertEqual(len(self.session.sudo().certificate_ids), 6)

    def test_one_issued_meanwhile_is_printed_with_the_others_and_not_twice(self):
        batch = self._start()
        single = self._issue(self.enrolments[1])
        self._perform(batch, 10)
        self.assertEqual(self.enrolments[1].certificate_ids, single)
        self.assertRecordValues(batch, [{'done_count': 5, 'state': 'done'}])

    def test_killed_while_issuing_it_goes_on_and_makes_none_twice(self):
        batch = self._start()
        self._perform(batch)
        with trap_jobs(), self.assertRaises(KeyboardInterrupt), self.env.cr.savepoint():
            batch._make_chunk(2)
            raise KeyboardInterrupt
        self.env.invalidate_all()
        self.assertRecordValues(batch, [{'done_count': 2, 'state': 'running'}])
        for _attempt in range(4):
            self._perform(batch)
        self.assertEqual(len(self.session.sudo().certificate_ids), 5)
        self.assertEqual(len(self.session.sudo().certificate_ids.enrolment_id), 5)

    def test_whose_certificate_was_revoked_is_left_to_the_manager(self):
        self._issue(self.enrolments[0]).with_user(self.training_manager_16)._revoke("Wrong name")
        batch = self._start()
        self._perform(batch, 10)
        line = batch.line_ids.filtered(lambda line: line.enrolment_id == self.enrolments[0])
        self.assertIn("training manager decides", line.reason)
        self.assertRecordValues(batch, [{'done_count': 4, 'failed_count': 2}])

    def test_lines_are_not_marked_by_hand(self):
        batch = self._start()
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            batch.line_ids[0].state = 'done'
        batch.action_cancel()
        self.env.flush_all()
        draft = self.session.with_user(self.training_officer_16)._create_certificate_batch(self.enrolments[:1])
        with self.assertRaisesRegex(UserError, "by the job only"):
            draft.line_ids[0].with_user(self.training_officer_16).state = 'done'
        with self.assertRaisesRegex(UserError, "by its buttons only"):
            draft.state = 'done'
        with self.assertRaisesRegex(UserError, "by the job only"):
            draft.line_ids.with_user(self.training_officer_16).create({'batch_id': draft.id, 'enrolment_id': self.late.id})

    def test_a_stopped_job_makes_no_more(self):
        batch = self._start()
        self._perform(batch)
        batch.action_cancel()
        self._perform(batch)
        self.assertEqual(len(self.session.sudo().certificate_ids), 2)
