"""Certificates, juries and minutes, as several persons click at the same moment."""
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_papers_parallel import ParallelPapersCase


@tagged('post_install', '-at_install')
class TestPapersParallel(ParallelPapersCase):

    def test_four_officers_who_ask_for_the_same_certificate_get_one(self):
        with self._connect(tracking_disable=True) as env:
            session = self._create_session(env)
            [enrolment] = self._enrol(env, session, self._create_registrants(env, 1))
            self._finish(env, session)
            officers = [self._create_training_user(env, f'officer_{number}', 'officer').id for number in range(4)]
            enrolment_id = enrolment.id

        def make(env):
            env['chamber.training.enrolment'].browse(enrolment_id).action_make_certificate()
            return env['chamber.training.enrolment'].browse(enrolment_id).certificate_id.number
        numbers = self._click_at_once(*((officer, make) for officer in officers))
        self.assertEqual(len(set(numbers)), 1, numbers)
        with self._connect() as env:
            enrolment = env['chamber.training.enrolment'].browse(enrolment_id)
            self.assertEqual(enrolment.certificate_ids.mapped('number'), numbers[:1])
            lines = env['chamber.training.journal'].search(
                [('session_id', '=', enrolment.session_id.id), ('kind', '=', 'certificate')])
            self.assertEqual(len(lines), 1)

    def test_who_becomes_juror_and_candidate_at_once_becomes_one_of_both(self):
        with self._connect(tracking_disable=True) as env:
            session = self._create_session(env, 'test')
            [person] = self._create_registrants(env, 1)
            officer = self._create_training_user(env, 'officer', 'officer').id
            session_id = session.id

        def sit(env):
            env['chamber.training.juror'].create({'session_id': session_id, 'partner_id': person})
            return 'juror'

        def enrol(env):
            as_engine(env['chamber.training.enrolment']).sudo().create({
                'number': 'E-P1', 'session_id': session_id, 'partner_id': person, 'state': 'asked'})
            return 'candidate'
        for _turn in range(3):
            results = self._click_at_once((officer, sit), (officer, enrol))
            self.assertEqual(len({'juror', 'candidate'} & set(results)), 1, results)
            refusal = next(result for result in results if result not in ('juror', 'candidate'))
            self.assertIn("cannot be juror and candidate", refusal)
            with self._connect() as env:
                session = env['chamber.training.session'].browse(session_id)
                self.assertEqual(len(session.juror_ids) + len(session.enrolment_ids), 1)
                session.juror_ids.unlink()
                self._remove_enrolments(env, session_id)

    def _remove_enrolments(self, env, session_id):
        env.flush_all()
        env.cr.execute("DELETE FROM chamber_training_enrolment WHERE session_id = %s", [session_id])

    def test_a_mark_that_changes_while_the_president_signs_is_in_the_minutes_or_refused(self):
        with self._connect(tracking_disable=True) as env:
            session = self._create_session(env, 'test')
            [candidate] = self._enrol(env, session, self._create_registrants(env, 1))
            jury = self._create_jury(env, session)
            self._finish(env, session, 'ongoing')
            session_id, candidate_id = session.id, candidate.id
            criterion_id = session.programme_id.criterion_ids.id
            users = jury.user_id.ids
        for user in users:
            with self._connect(user) as env:
                env['chamber.training.session'].browse(session_id).set_mark(candidate_id, criterion_id, 12)
        with self._connect(users[0]) as env:
            minutes_id = env['chamber.training.session'].browse(session_id).action_view_deliberation()['res_id']
            env['chamber.training.deliberation'].browse(minutes_id).action_deliberate()

        def sign(env):
            env['chamber.training.deliberation'].browse(minutes_id).action_sign()
            return 'signed'

        def mark(env):
            env['chamber.training.session'].browse(session_id).set_mark(candidate_id, criterion_id, 3)
            return 'marked'
        signed, marked = self._click_at_once((users[0], sign), (users[1], mark))
        with self._connect() as env:
            minutes = env['chamber.training.deliberation'].browse(minutes_id)
            if signed == 'signed':
                self.assertIn("are signed: nothing of this test changes", marked)
                self.assertTrue(minutes.is_intact)
                self.assertEqual(minutes.line_ids.mark, 12)
            else:
                self.assertEqual(marked, 'marked')
                self.assertIn("has to deliberate first", signed)
                self.assertEqual(minutes.state, 'draft')
                self.assertFalse(minutes.line_ids)
