"""Attempts to get round the rights on certificates, marks and minutes."""
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_papers import PapersCase


@tagged('post_install', '-at_install')
class TestPapersAccess(PapersCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.course, cls.enrolments = cls._create_done_course(1)
        cls.enrolments.with_user(cls.training_officer_16).action_make_certificate()
        cls.certificate = cls.enrolments.sudo().certificate_id
        cls.session, cls.jury, cls.candidates = cls._create_test(1, day='2026-05-05')
        cls.candidate = cls.candidates
        cls.criteria = cls.session.sudo().programme_id.criterion_ids
        cls.president, cls.second, cls.third = cls.jury.user_id

    def test_a_juror_does_not_read_the_marks_of_another(self):
        self._give_marks(self.session, self.jury[1], self.candidate, 10, 10)
        marks = self.session.sudo().mark_ids
        self.assertFalse(self.env['chamber.training.mark'].with_user(self.third).search([]))
        with self.assertRaises(AccessError):
            marks.with_user(self.third).read(['value'])
        with self.assertRaises(AccessError):
            marks.with_user(self.third).write({'value': 20})

    def test_a_juror_does_not_mark_in_the_name_of_another(self):
        with self.assertRaises(AccessError):
            self.env['chamber.training.mark'].with_user(self.third).create({
                'enrolment_id': self.candidate.id, 'criterion_id': self.criteria[0].id, 'juror_id': self.jury[1].id,
                'value': 20})

    def test_a_mark_does_not_change_its_author_or_candidate(self):
        self._give_marks(self.session, self.jury[1], self.candidate, 10, 10)
        mark = self.session.sudo().mark_ids[:1]
        with self.assertRaisesRegex(UserError, "only the value changes"):
            mark.with_user(self.second).write({'juror_id': self.jury[2].id})

    def test_an_officer_writes_no_marks_even_if_he_is_a_juror_elsewhere(self):
        self._give_marks(self.session, self.jury[1], self.candidate, 10, 10)
        mark = self.session.sudo().mark_ids[:1]
        values = {'enrolment_id': self.candidate.id, 'criterion_id': self.criteria[0].id, 'juror_id': self.jury[2].id, 'value': 5}
        for user in (self.training_officer_16, self.training_manager_16):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    mark.with_user(user).write({'value': 20})
                with self.assertRaises(AccessError):
                    self.env['chamber.training.mark'].with_user(user).create(values)
        self.training_officer_16.group_ids = [
            Command.link(self.env.ref('chamber_training.chamber_training_group_juror').id)]
        with self.assertRaises(AccessError):
            mark.with_user(self.training_officer_16).write({'value': 20})
        with self.assertRaises(AccessError):
            self.env['chamber.training.mark'].with_user(self.training_officer_16).create(values)

    def test_even_with_all_rights_nobody_marks_for_another(self):
        with self.assertRaisesRegex(AccessError, "his own marks only"):
            self.env['chamber.training.mark'].sudo().create({
                'enrolment_id': self.candidate.id, 'criterion_id': self.criteria[0].id, 'juror_id': self.jury[1].id,
                'value': 20})

    def test_the_table_of_marks_is_for_the_jury(self):
        outsider = self._create_training_user('t_outside_juror', 'juror', self.chamber_16)
        for user in (outsider, self.training_officer_16, self.trainer_user):
            for call in (lambda session: session.get_marking_data(), lambda session: session.action_mark(),
                         lambda session: session.set_absent(self.candidate.id, True),
                         lambda session: session.set_mark(self.candidate.id, self.criteria[0].id, 10)):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    call(self.session.with_user(user))

    def test_a_juror_sees_his_own_tests_only(self):
        other = self._create_session_on('2026-07-01', programme_id=self._create_test_programme(code='Q-09').id)
        seen = self.env['chamber.training.session'].with_user(self.second).search([('kind', '=', 'test')])
        self.assertEqual(seen, self.session)
        with self.assertRaises(AccessError):
            other.with_user(self.second).read(['name'])
        with self.assertRaises(AccessError):
            other.with_user(self.second).action_view_deliberation()

    def test_a_juror_composes_no_jury_and_writes_no_minutes(self):
        minutes = self.env['chamber.training.deliberation']._get_of(self.session)
        with self.assertRaises(AccessError):
            self.jury[2].with_user(self.second).write({'role': 'president'})
        with self.assertRaises(AccessError):
            minutes.with_user(self.second).write({'observations': "x"})
        with self.assertRaisesRegex(UserError, "follow from the marks"):
            self.env['chamber.training.deliberation.line'].with_user(self.second).create({
                'deliberation_id': minutes.id, 'enrolment_id': self.candidate.id, 'result': 'admitted'})

    def test_a_trainer_issues_no_certificate(self):
        for user in (self.trainer_user, self.second, self.director_16, self.auditor):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.enrolments.with_user(user).action_make_certificate()
                with self.assertRaises(AccessError):
                    self.course.with_user(user).action_make_certificates()

    def test_the_officer_of_another_chamber_issues_no_certificate(self):
        with self.assertRaises(AccessError):
            self.enrolments.with_user(self.training_officer_05).action_make_certificate()
        with self.assertRaises(AccessError):
            self.course.with_user(self.training_manager_05).action_make_certificates()

    def test_the_manager_of_another_chamber_does_not_revoke(self):
        with self.assertRaises(AccessError):
            self.certificate.with_user(self.training_manager_05)._revoke("x")
        with self.assertRaises(AccessError):
            self.env['chamber.training.certificate.revoke'].with_user(self.training_manager_05).create(
                {'certificate_id': self.certificate.id, 'reason': "x"}).action_revoke()

    def test_an_officer_does_not_revoke(self):
        with self.assertRaises(AccessError):
            self.certificate.with_user(self.training_officer_16)._revoke("x")
        with self.assertRaises(AccessError):
            self.env['chamber.training.certificate.revoke'].with_user(self.training_officer_16).create(
                {'certificate_id': self.certificate.id, 'reason': "x"})

    def test_a_participant_reads_his_own_certificate_only(self):
        person = self.certificate.partner_id
        portal = self._create_portal_user('t_person', person)
        other = self._create_portal_user('t_other', self.candidate.partner_id)
        self.assertEqual(self.env['chamber.training.certificate'].with_user(portal).search([]), self.certificate)
        self.assertFalse(self.env['chamber.training.certificate'].with_user(other).search([]))
        with self.assertRaises(AccessError):
            self.certificate.with_user(other).read(['number'])
        with self.assertRaisesRegex(UserError, "by the steps of training only"):
            self.certificate.with_user(portal).write({'mark': 20})

    def _create_portal_user(self, login, partner):
        return self.env['res.users'].with_context(no_reset_password=True).create({
            'login': login, 'partner_id': partner.id, 'group_ids': [Command.set(self.env.ref('base.group_portal').ids)]})
