from datetime import timedelta

from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.chamber_registry.tests.common_parallel import ParallelCase


@tagged('post_install', '-at_install')
class TestSessionParallel(ParallelCase):
    """Officers of a chamber on connections of their own."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            self.users = [self._create_officer(env, f'officer_{number}') for number in range(2)]
            self.room_id = env['chamber.training.room'].create(
                {'name': "قاعة المتوازيات", 'company_id': self.chamber_id, 'seats': 30}).id
            self.trainer_id = env['chamber.training.trainer'].create(
                {'partner_id': env['res.partner'].create({'name': "مكون متواز"}).id}).id
            self.programme_id = env['chamber.training.programme'].create(
                {'name': "دورة متوازية", 'code': 'P-PAR', 'seats': 10}).id
            self.begin = Datetime.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
            self.session_ids = [self._create_session(env) for _number in range(2)]

    def _create_officer(self, env, login):
        groups = env.ref('base.group_user') | env.ref('chamber_training.chamber_training_group_officer')
        return env['res.users'].create({
            'name': login, 'login': f'parallel_{login}', 'lang': 'ar_001', 'company_id': self.chamber_id,
            'company_ids': [Command.set([self.chamber_id])],
            'group_ids': [Command.set(groups.ids)]}).id

    def _create_session(self, env):
        return env['chamber.training.session'].create({
            'programme_id': self.programme_id, 'company_id': self.chamber_id, 'date_begin': self.begin,
            'date_end': self.begin + timedelta(hours=8)}).id

    def _book(self, session_id, **values):
        def work(env):
            env['chamber.training.half.day'].create({
                'session_id': session_id, 'date_begin': self.begin, 'date_end': self.begin + timedelta(hours=3), **values})
            return 'booked'
        return work

    def _book_both(self, **values):
        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once(*[
                (user_id, self._book(session_id, **values))
                for user_id, session_id in zip(self.users, self.session_ids, strict=True)])
        self.assertEqual(outcomes.count('booked'), 1, outcomes)
        with self._connect() as env:
            self.assertEqual(env['chamber.training.half.day'].search_count([('session_id', 'in', self.session_ids)]), 1)
        return next(outcome for outcome in outcomes if outcome != 'booked')

    def test_two_officers_book_the_same_room_at_once(self):
        told = self._book_both(room_id=self.room_id)
        self.assertIn("قاعة المتوازيات", told)
        self.assertIn("دورة متوازية", told)

    def test_two_officers_call_the_same_trainer_at_once(self):
        told = self._book_both(trainer_ids=[Command.link(self.trainer_id)])
        self.assertIn("مكون متواز", told)

    def _open_with_participant(self):
        """An open session with a half-day of this hour and an accepted participant."""
        with self._connect() as env:
            session = env['chamber.training.session'].browse(self.session_ids[0])
            half_day = session.half_day_ids.create({
                'session_id': session.id, 'date_begin': self.begin, 'date_end': self.begin + timedelta(hours=8),
                'room_id': self.room_id,
                'trainer_ids': [Command.link(self.trainer_id)]})
            session.action_open()
            session.action_begin()
            [partner_id] = self._create_registrants(env, 1)
            enrolment = as_engine(env['chamber.training.enrolment']).create({
                'number': 'PAR-1', 'session_id': session.id, 'partner_id': partner_id, 'state': 'accepted', 'seat_number': 1})
            return half_day.id, enrolment.id

    def test_two_tablets_scan_the_same_person_at_once(self):
        half_day_id, _enrolment_id = self._open_with_participant()

        def scan(env):
            return env['chamber.training.half.day'].browse(half_day_id).scan('PAR-1')['result']

        outcomes = self._click_at_once(*[(user_id, scan) for user_id in self.users])
        self.assertIn('again', outcomes)
        self.assertEqual(len([outcome for outcome in outcomes if outcome in ('noted', 'late')]), 1, outcomes)
        with self._connect() as env:
            self.assertEqual(env['chamber.training.attendance'].search_count([('half_day_id', '=', half_day_id)]), 1)

    def test_scan_while_another_closes_is_noted_before_or_refused(self):
        half_day_id, enrolment_id = self._open_with_participant()

        def scan(env):
            return env['chamber.training.half.day'].browse(half_day_id).scan('PAR-1')['result']

        def close(env):
            env['chamber.training.half.day'].browse(half_day_id).action_close()
            return 'closed'

        scanned, closed = self._click_at_once((self.users[0], scan), (self.users[1], close))
        self.assertEqual(closed, 'closed')
        with self._connect() as env:
            attendance = env['chamber.training.attendance'].search([('half_day_id', '=', half_day_id)])
            self.assertEqual(attendance.enrolment_id.id, enrolment_id)
            # either the scan came first and counts, or the closing did and the scan was told so
            self.assertEqual(attendance.state in ('present', 'late'), scanned in ('noted', 'late'), (scanned, attendance.state))

    def test_seats_are_lowered_while_nobody_is_accepted_meanwhile(self):
        self._open_with_participant()
        session_id = self.session_ids[0]

        def lower(seats):
            def work(env):
                env['chamber.training.session'].browse(session_id).seats_max = seats
                return 'lowered'
            return work

        outcomes = self._click_at_once((self.users[0], lower(1)), (self.users[1], lower(0)))
        self.assertEqual(outcomes[0], 'lowered')
        self.assertNotEqual(outcomes[1], 'lowered')
