from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.chained_journal.models.chained_journal_mixin import ChainedJournalMixin
from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.report_weasyprint.tests.common import page_texts

from .common_papers import PapersCase


@tagged('post_install', '-at_install')
class TestJury(PapersCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.jury, cls.candidates = cls._create_test(3)
        cls.good, cls.weak, cls.absent = cls.candidates
        cls.president, cls.second, cls.third = cls.jury.user_id
        cls.criteria = cls.session.sudo().programme_id.criterion_ids

    def _mark_all(self):
        """Karim passes with 14.5, the second fails by an eliminatory mark, the third is absent."""
        self._give_marks(self.session, self.jury[0], self.good, 16, 14)
        self._give_marks(self.session, self.jury[1:], self.good, 16, 14)
        self._give_marks(self.session, self.jury, self.weak, 20, 7.5)
        self.session.with_user(self.president).set_absent(self.absent.id, True)

    # composing the jury

    def test_a_juror_is_no_candidate(self):
        with self.assertRaisesRegex(UserError, "cannot be juror and candidate"):
            self.env['chamber.training.juror'].with_user(self.training_officer_16).create(
                {'session_id': self.session.id, 'partner_id': self.good.partner_id.id})

    def test_a_candidate_is_no_juror(self):
        with self.assertRaisesRegex(UserError, "cannot be juror and candidate"):
            self._enrol(self.session, self.second.partner_id)

    def test_a_juror_is_not_changed_into_a_candidate(self):
        with self.assertRaisesRegex(UserError, "cannot be juror and candidate"):
            self.jury[2].with_user(self.training_officer_16).write({'partner_id': self.good.partner_id.id})

    def test_who_cancelled_may_sit_on_the_jury(self):
        as_engine(self.good).write({'state': 'cancelled', 'seat_number': 0})
        juror = self.env['chamber.training.juror'].with_user(self.training_officer_16).create(
            {'session_id': self.session.id, 'partner_id': self.good.partner_id.id})
        self.assertTrue(juror)

    def test_a_course_has_no_jury(self):
        course = self._create_session_on('2026-05-01')
        with self.assertRaisesRegex(UserError, "Only a qualification test"):
            self.env['chamber.training.juror'].create({'session_id': course.id, 'partner_id': self.second.partner_id.id})

    def test_the_login_of_a_juror_is_his_own(self):
        with self.assertRaisesRegex(UserError, "has to be his own"):
            self.jury[1].with_user(self.training_officer_16).user_id = self.training_officer_16

    def test_who_has_given_marks_is_not_replaced(self):
        self._give_marks(self.session, self.jury[1], self.good, 10, 10)
        with self.assertRaisesRegex(UserError, "no longer replaced"):
            self.jury[1].with_user(self.training_officer_16).unlink()
        with self.assertRaisesRegex(UserError, "no longer replaced"):
            self.jury[1].with_user(self.training_officer_16).user_id = False

    def test_a_grid_with_marks_is_fixed(self):
        self._give_marks(self.session, self.jury[1], self.good, 10, 10)
        for change in ({'maximum': 40}, {'weight': 2}, {'eliminatory': 0}, {'part': 'oral'}):
            with self.subTest(change=change), self.assertRaisesRegex(UserError, "no longer changes"):
                self.criteria[1].write(change)
        with self.assertRaisesRegex(UserError, "no longer changes"):
            self.criteria[1].unlink()
        with self.assertRaisesRegex(UserError, "no longer changes"):
            self.criteria.create({'programme_id': self.criteria.programme_id.id, 'name': "New"})
        self.criteria[1].name = "Makes a ring"

    def test_a_programme_with_sessions_stays_a_test(self):
        with self.assertRaisesRegex(ValidationError, "stays a course, or a test"):
            self.criteria.programme_id.kind = 'course'

    # marks

    def test_a_juror_gives_his_own_marks_and_sees_no_others(self):
        self.session.with_user(self.second).set_mark(self.good.id, self.criteria[0].id, 12)
        self.session.with_user(self.third).set_mark(self.good.id, self.criteria[0].id, 5)
        data = self.session.with_user(self.second).get_marking_data()
        row = next(row for row in data['candidates'] if row['id'] == self.good.id)
        self.assertEqual(row['marks'], {str(self.criteria[0].id): 12, str(self.criteria[1].id): None})
        self.assertEqual(row['name'], self.good.partner_id.name)
        self.assertEqual(
            {juror['id']: juror['missing'] for juror in data['jury']},
            {self.jury[0].id: 6, self.jury[1].id: 5, self.jury[2].id: 5})
        self.assertEqual(self.env['chamber.training.mark'].with_user(self.second).search([]).mapped('value'), [12])

    def test_a_mark_is_corrected_and_taken_back_by_its_juror(self):
        session = self.session.with_user(self.second)
        self.assertEqual(session.set_mark(self.good.id, self.criteria[0].id, 12), 5)
        session.set_mark(self.good.id, self.criteria[0].id, 13)
        self.assertEqual(self.session.sudo().mark_ids.mapped('value'), [13])
        self.assertEqual(session.set_mark(self.good.id, self.criteria[0].id, None), 6)
        self.assertFalse(self.session.sudo().mark_ids)

    def test_a_mark_outside_the_grid_is_refused(self):
        for value in (20.5, -1):
            with self.subTest(value=value), self.assertRaisesRegex(
                    UserError, r"Explains: a mark goes from 0 to 20, not (20\.5|-1)\."):
                self.session.with_user(self.second).set_mark(self.good.id, self.criteria[0].id, value)
        self.session.with_user(self.second).set_mark(self.good.id, self.criteria[0].id, 20)
        with self.assertRaisesRegex(UserError, "from 0 to 20"):
            self.session.sudo().mark_ids.with_user(self.second).value = 21

    def test_marks_of_another_programme_or_of_nobody(self):
        other = self._create_test_programme(code='Q-02').criterion_ids[0]
        with self.assertRaisesRegex(UserError, "belong to one test"):
            self.session.with_user(self.second).set_mark(self.good.id, other.id, 10)
        stranger = self._enrol(self._create_session_on('2026-05-02'))
        with self.assertRaisesRegex(UserError, "no candidate of the test"):
            self.session.with_user(self.second).set_mark(stranger.id, self.criteria[0].id, 10)

    def test_no_marks_before_the_test_begins(self):
        session, jury, candidates = self._create_test(
            1, 'open', day='2026-06-01', programme=self._create_test_programme(code='Q-03'))
        with self.assertRaisesRegex(UserError, "from the beginning of the test"):
            self._give_marks(session, jury[:1], candidates, 10, 10)

    def test_an_absent_candidate_has_no_marks(self):
        session = self.session.with_user(self.president)
        session.set_absent(self.absent.id, True)
        with self.assertRaisesRegex(UserError, "is noted as absent"):
            session.set_mark(self.absent.id, self.criteria[0].id, 10)
        session.set_absent(self.absent.id, False)
        session.set_mark(self.absent.id, self.criteria[0].id, 10)
        with self.assertRaisesRegex(UserError, "has been marked"):
            session.set_absent(self.absent.id, True)

    def test_absences_are_noted_by_the_president(self):
        with self.assertRaisesRegex(AccessError, "by the president"):
            self.session.with_user(self.second).set_absent(self.absent.id, True)

    # deliberation

    def test_the_jury_deliberates_once_all_marks_are_given(self):
        self._give_marks(self.session, self.jury[:2], self.good, 10, 10)
        minutes = self.env['chamber.training.deliberation']._get_of(self.session)
        with self.assertRaises(UserError) as refusal:
            minutes.with_user(self.president).action_deliberate()
        self.assertIn(f"{self.third.name}: 6", str(refusal.exception))
        self.assertFalse(minutes.line_ids)

    def test_the_results_are_computed_and_explained(self):
        self._mark_all()
        minutes = self._sign(self.session, self.jury)
        self.assertRecordValues(minutes.line_ids, [
            {'enrolment_id': self.good.id, 'oral': 16, 'practical': 14, 'mark': 14.5, 'result': 'admitted',
             'explanation': "mark 14.50, minimum 10"},
            {'enrolment_id': self.weak.id, 'oral': 20, 'practical': 7.5, 'mark': 10.63, 'result': 'failed',
             'explanation': "Makes: 7.50, eliminatory below 8"},
            {'enrolment_id': self.absent.id, 'oral': 0, 'practical': 0, 'mark': 0, 'result': 'absent',
             'explanation': "Absent"},
        ])
        self.assertRecordValues(self.candidates, [
            {'final_mark': 14.5, 'has_final_mark': True, 'jury_result': 'admitted'},
            {'final_mark': 10.63, 'has_final_mark': True, 'jury_result': 'failed'},
            {'final_mark': 0, 'has_final_mark': False, 'jury_result': 'absent'},
        ])

    def test_an_incomplete_jury_does_not_deliberate(self):
        session, jury, candidates = self._create_test(
            1, day='2026-06-02', jurors=2, programme=self._create_test_programme(code='Q-04'))
        self._give_marks(session, jury, candidates, 10, 10)
        with self.assertRaisesRegex(UserError, "a president and at least 2 members"):
            self._sign(session, jury)

    def test_only_the_president_signs(self):
        self._mark_all()
        minutes = self.env['chamber.training.deliberation']._get_of(self.session)
        minutes.with_user(self.training_officer_16).action_deliberate()
        for user in (self.second, self.training_officer_16, self.training_manager_16):
            with self.subTest(user=user.login), self.assertRaisesRegex(AccessError, "by the president"):
                minutes.with_user(user).action_sign()

    def test_the_president_signs_what_the_jury_deliberated(self):
        self._mark_all()
        minutes = self.env['chamber.training.deliberation']._get_of(self.session)
        with self.assertRaisesRegex(UserError, "has to deliberate first"):
            minutes.with_user(self.president).action_sign()
        minutes.with_user(self.president).action_deliberate()
        self.session.with_user(self.second).set_mark(self.weak.id, self.criteria[1].id, 20)
        self.assertFalse(minutes.line_ids, "results that no longer follow from the marks are forgotten")
        with self.assertRaisesRegex(UserError, "has to deliberate first"):
            minutes.with_user(self.president).action_sign()

    def test_signed_minutes_are_numbered_chained_and_verifiable(self):
        self._mark_all()
        minutes = self._sign(self.session, self.jury)
        self.assertRecordValues(minutes, [{
            'state': 'signed', 'number': 'PT-16-2026-000001', 'date': date(2026, 3, 15), 'candidate_count': 3,
            'admitted_count': 1, 'signed_by_id': self.president.id, 'verifiable_state': 'valid', 'is_intact': True,
        }])
        line = self._journal(self.session, 'minutes')
        self.assertEqual(line.details, {
            'number': 'PT-16-2026-000001', 'fingerprint': minutes.fingerprint, 'candidates': 3, 'admitted': 1})
        self.assertIsInstance(line, ChainedJournalMixin)
        self.assertEqual(minutes._get_verifiable_claims()[30], minutes.fingerprint)

    # after the signature

    def test_after_the_signature_nothing_changes(self):
        self._mark_all()
        minutes = self._sign(self.session, self.jury)
        mark = self.session.sudo().mark_ids[:1]
        changes = {
            'a mark': lambda: self.session.with_user(self.second).set_mark(self.good.id, self.criteria[0].id, 1),
            'a mark by the ORM': lambda: mark.with_user(mark.juror_id.user_id).write({'value': 1}),
            'a mark taken back': lambda: mark.with_user(mark.juror_id.user_id).sudo().unlink(),
            'an absence': lambda: self.session.with_user(self.president).set_absent(self.absent.id, False),
            'the jury': lambda: self.jury[2].with_user(self.training_manager_16).write({'quality': "Other"}),
            'a juror less': lambda: self.jury[2].with_user(self.training_manager_16).unlink(),
            'a juror more': lambda: self.env['chamber.training.juror'].sudo().create(
                {'session_id': self.session.id, 'partner_id': self.trainer_user.partner_id.id}),
            'the minutes': lambda: minutes.with_user(self.training_manager_16).write({'observations': "Other"}),
            'the minutes by the engine': lambda: as_engine(minutes).write({'state': 'draft'}),
            'a result': lambda: as_engine(minutes.line_ids[1]).write({'result': 'admitted'}),
            'a result less': lambda: as_engine(minutes.line_ids[1]).unlink(),
            'a second deliberation': lambda: minutes.with_user(self.president).action_deliberate(),
            'a second signature': lambda: minutes.with_user(self.president).action_sign(),
            'one candidate more': lambda: self._enrol(self.session),
        }
        for what, change in changes.items():
            with self.subTest(what=what), self.assertRaisesRegex(UserError, r"PT-16-2026-000001 of the jury are signed"), \
                    self.env.cr.savepoint():
                change()
        with self.assertRaisesRegex(UserError, "the place of a candidate no longer changes"):
            as_engine(self.good).write({'state': 'cancelled', 'seat_number': 0})
        with self.assertRaisesRegex(UserError, "never deleted"):
            minutes.unlink()
        self.env.invalidate_all()
        self.assertTrue(minutes.is_intact)

    def test_what_is_changed_in_the_database_itself_shows(self):
        self._mark_all()
        minutes = self._sign(self.session, self.jury)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE chamber_training_mark SET value = 20 WHERE enrolment_id = %s AND juror_id = %s",
            [self.weak.id, self.jury[1].id])
        self.env.invalidate_all()
        self.assertFalse(minutes.is_intact)

    def test_minutes_are_written_by_the_steps_only(self):
        minutes = self.env['chamber.training.deliberation']._get_of(self.session)
        with self.assertRaisesRegex(UserError, "by the steps of the jury only"):
            minutes.with_user(self.training_officer_16).write({'number': 'X'})
        with self.assertRaisesRegex(UserError, "by the steps of the jury only"):
            self.env['chamber.training.deliberation'].sudo().create({'session_id': self.session.id})
        minutes.with_user(self.training_officer_16).observations = "The bench was short."
        self.assertEqual(minutes.observations, "The bench was short.")

    def test_the_paper_shows_candidates_marks_and_the_jury(self):
        self._mark_all()
        minutes = self._sign(self.session, self.jury)
        pdf, _kind = self.env['ir.actions.report'].with_user(self.president).with_context(
            force_report_rendering=True)._render_qweb_pdf(
                'chamber_training.chamber_training_deliberation_report', minutes.ids)
        text = ' '.join(page_texts(pdf))
        for shown in ('PT-16-2026-000001', '14,5', '7,5', '10,63', self.good.partner_id.name_latin, 'Non admis', 'Absent',
                      'Candidat', 'Master craftsman', *self.jury.partner_id.mapped('name'),
                      "Procès-verbal de délibération du jury"):
            self.assertIn(shown, text)
        self.assertIn(minutes.fingerprint[:20], text.replace('\n', ''))
