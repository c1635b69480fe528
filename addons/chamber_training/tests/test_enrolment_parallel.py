from datetime import timedelta
from functools import partial
from unittest.mock import patch

from odoo import fields, sql_db
from odoo.fields import Command
from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.chamber_registry.tests.common_parallel import ParallelCase

PEOPLE = 64
SEATS = 5


@tagged('post_install', '-at_install')
class TestEnrolmentParallel(ParallelCase):
    """Sixty-four connections that really commit, on the last seats of a session."""

    def setUp(self):
        super().setUp()
        # each of them has a connection, and whoever holds the lock reads through one more
        pool = sql_db.db_connect(get_db_name())._Connection__pool
        patcher = patch.object(pool, '_maxconn', PEOPLE + 16)
        patcher.start()
        self.addCleanup(patcher.stop)
        with self._connect() as env:
            self.session_id = self._create_open(env)
            self.partner_ids = self._create_registrants(env, PEOPLE)
            self._register(env, self.partner_ids)
            self.officer_id = self._create_user(env, 'officer', 'user')
            env['res.users'].browse(self.officer_id).group_ids = [
                Command.link(env.ref('chamber_training.chamber_training_group_officer').id)]

    def _create_open(self, env, seats=SEATS):
        """An open session of the first chamber, a month from now."""
        programme = env['chamber.training.programme'].create({'name': "Parallel", 'code': 'P-01', 'seats': seats})
        begin = fields.Datetime.now() + timedelta(days=30)
        session = env['chamber.training.session'].create({
            'programme_id': programme.id, 'company_id': self.chamber_id, 'date_begin': begin,
            'date_end': begin + timedelta(hours=8)})
        as_engine(session)._set_state('open')
        return session.id

    def _enrol(self, env, number):
        session = env['chamber.training.session'].browse(self.session_id)
        return session._enrol(env['res.partner'].browse(self.partner_ids[number]), 'counter').state

    def _rows(self):
        with self._connect() as env:
            return [
                (enrolment.state, enrolment.seat_number, enrolment.waiting_rank, enrolment.partner_id.id)
                for enrolment in env['chamber.training.enrolment'].search([('session_id', '=', self.session_id)], order='id')
            ]

    def _seats(self, *states):
        return sorted(seat for state, seat, _rank, _partner in self._rows() if state in states)

    def _verify_journal(self):
        with self._connect() as env:
            self.assertEqual(env['chamber.training.journal']._verify_chains([f'company:{self.chamber_id}']), [])

    def test_sixty_four_on_five_seats(self):
        states = self._at_once(*[partial(self._enrol, number=number) for number in range(PEOPLE)], uid=self.officer_id)
        self.assertEqual((states.count('accepted'), states.count('waiting')), (SEATS, PEOPLE - SEATS))
        self.assertEqual(self._seats('accepted', 'offered'), list(range(1, SEATS + 1)))
        ranks = [rank for state, _seat, rank, _partner in self._rows() if state == 'waiting']
        self.assertEqual(ranks, list(range(1, PEOPLE - SEATS + 1)), "in the order in which they came, without a gap")
        self._verify_journal()

    def test_the_same_person_at_two_counters_is_enrolled_once(self):
        outcomes = self._click_at_once(*[(self.officer_id, partial(self._enrol, number=0))] * 2)
        self.assertEqual(outcomes.count('accepted'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'accepted')
        self.assertIn(': ', told)
        self.assertEqual(len(self._rows()), 1)

    def _prepare_offer(self):
        """Five accepted, two who wait; one seat gets free and is offered to the first of them."""
        with self._connect(self.officer_id) as env:
            session = env['chamber.training.session'].browse(self.session_id)
            enrolments = session._enrol(env['res.partner'].browse(self.partner_ids[:SEATS + 2]), 'group')
            enrolments[0]._cancel("Away")
            self.assertEqual(enrolments[SEATS].state, 'offered')
            return enrolments[SEATS].id, enrolments[SEATS].offer_deadline

    def test_acceptance_and_lapse_at_the_same_moment(self):
        enrolment_id, deadline = self._prepare_offer()

        def accept(env):
            env['chamber.training.enrolment'].browse(enrolment_id).action_accept_offer()
            return 'accepted'

        def lapse(env):
            env['chamber.training.session'].browse(self.session_id)._lapse_offers(deadline + timedelta(seconds=1))
            return 'turn of the clock'

        with mute_logger('odoo.sql_db'):
            accepted, _lapsed = self._click_at_once((self.officer_id, accept), (self.officer_id, lapse))
        with self._connect() as env:
            state = env['chamber.training.enrolment'].browse(enrolment_id).state
        self.assertIn(state, ('accepted', 'lapsed'))
        self.assertEqual(accepted == 'accepted', state == 'accepted', accepted)
        self.assertEqual(self._seats('accepted', 'offered'), list(range(1, SEATS + 1)), "the seat is held once, by one of both")
        self._verify_journal()

    def test_seats_given_up_at_once_are_offered_to_different_people(self):
        with self._connect(self.officer_id) as env:
            session = env['chamber.training.session'].browse(self.session_id)
            enrolment_ids = session._enrol(env['res.partner'].browse(self.partner_ids[:SEATS + 4]), 'group').ids

        def cancel(env, number):
            env['chamber.training.enrolment'].browse(enrolment_ids[number])._cancel("Away")
            return 'cancelled'

        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once(*[(self.officer_id, partial(cancel, number=number)) for number in range(3)])
        self.assertEqual(outcomes, ['cancelled'] * 3)
        self.assertEqual([row[0] for row in self._rows()[SEATS:]], ['offered'] * 3 + ['waiting'])
        self.assertEqual(self._seats('accepted', 'offered'), list(range(1, SEATS + 1)))
        self._verify_journal()

    def test_seats_lowered_while_people_are_enrolled(self):
        def lower(env):
            env['chamber.training.session'].browse(self.session_id).seats_max = 2
            return 'lowered'

        with mute_logger('odoo.sql_db'):
            self._click_at_once(
                (self.officer_id, lower), *[(self.officer_id, partial(self._enrol, number=number)) for number in range(6)])
        with self._connect() as env:
            session = env['chamber.training.session'].browse(self.session_id)
            self.assertLessEqual(session.accepted_count + session.offered_count, session.seats_max)
            self.assertEqual(session.accepted_count + session.offered_count + session.waiting_count, 6)
            self.assertFalse(session.free_count and session.waiting_count, "no seat stays empty while somebody waits")
