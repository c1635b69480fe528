from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common_enrol import EnrolCase


@tagged('post_install', '-at_install')
class TestEnrolment(EnrolCase):
    """Seats, waiting list, offers and cancellation, as the officer at the counter sees them."""

    def test_seats_then_the_waiting_list_in_the_order_of_asking(self):
        session = self._create_open_session(seats_max=2)
        enrolments = self._enrol(session, 4)
        self.assertEqual(enrolments.mapped('state'), ['accepted', 'accepted', 'waiting', 'waiting'])
        self.assertEqual(enrolments.mapped('seat_number'), [1, 2, 0, 0])
        self.assertEqual(enrolments.mapped('waiting_rank'), [0, 0, 1, 2])
        self.assertEqual(enrolments.mapped('waiting_place'), [0, 0, 1, 2])
        self.assertEqual(enrolments.mapped('number'), [f'ET-16-2026-00000{number}' for number in range(1, 5)])
        self.assertRecordValues(session, [{
            'accepted_count': 2, 'waiting_count': 2, 'asked_count': 0, 'offered_count': 0, 'free_count': 0}])

    def test_a_cancelled_place_is_offered_to_the_first_who_waits(self):
        session = self._create_open_session(seats_max=2)
        first, second, third, fourth = self._enrol(session, 4)
        first._cancel("Called: he is ill")
        self.assertRecordValues(first, [{'state': 'cancelled', 'seat_number': 0, 'cancellation_reason': "Called: he is ill"}])
        self.assertRecordValues(third, [{'state': 'offered', 'seat_number': 1}])
        self.assertEqual(fourth.waiting_place, 1)
        third.action_accept_offer()
        self.assertRecordValues(third, [{'state': 'accepted', 'seat_number': 1}])
        self.assertEqual(self._journal(session), [
            ('accepted', first), ('accepted', second), ('waiting', third), ('waiting', fourth),
            ('cancelled', first), ('offered', third), ('accepted', third)])
        self.assertEqual(self.env['chamber.training.journal']._verify_chains([f'company:{self.chamber_16.id}']), [])

    def test_a_declined_offer_goes_to_the_next(self):
        session = self._create_open_session(seats_max=1)
        first, second, third = self._enrol(session, 3)
        first._cancel("Away")
        second.action_decline_offer()
        self.assertEqual(second.state, 'cancelled')
        self.assertEqual(third.state, 'offered')

    def test_an_offer_lasts_until_the_end_of_the_last_day(self):
        session = self._create_open_session(seats_max=1)
        first, second = self._enrol(session, 2)
        first._cancel("Away")
        # 15 March and three days; the day in Algeria ends at 23:00 UTC
        self.assertEqual(second.offer_deadline, datetime(2026, 3, 18, 23, 0))

    def test_an_offer_never_ends_after_the_session_begins(self):
        begin = datetime(2026, 3, 16, 8, 0)
        session = self._create_session(seats_max=1, half_days=0, date_begin=begin, date_end=datetime(2026, 3, 16, 16, 0))
        session.half_day_ids.create({
            'session_id': session.id, 'date_begin': begin, 'date_end': datetime(2026, 3, 16, 11, 30), 'room_id': self.room.id,
            'module_id': self.programme.module_ids[0].id, 'teaching_ids': [Command.create({'trainer_id': self.trainer.id})]})
        session.half_day_ids.create({
            'session_id': session.id, 'date_begin': datetime(2026, 3, 16, 12, 0), 'date_end': datetime(2026, 3, 16, 15, 30),
            'room_id': self.room.id, 'module_id': self.programme.module_ids[1].id,
            'teaching_ids': [Command.create({'trainer_id': self.trainer.id})]})
        session.action_open()
        first, second = self._enrol(session, 2)
        first._cancel("Away")
        self.assertEqual(second.offer_deadline, begin)

    def test_an_offer_not_accepted_in_time_lapses_and_the_seat_goes_on(self):
        session = self._create_open_session(seats_max=1)
        first, second, third = self._enrol(session, 3)
        first._cancel("Away")
        self._make_overdue(second)
        with self.enter_registry_test_mode():
            self.env.ref('chamber_training.ir_cron_lapse_offers').method_direct_trigger()
        self.env.invalidate_all()
        self.assertRecordValues(second, [{'state': 'lapsed', 'seat_number': 0}])
        self.assertRecordValues(third, [{'state': 'offered', 'seat_number': 1}])
        self.assertEqual([kind for kind, _who in self._journal(session)][-2:], ['lapsed', 'offered'])

    def test_a_late_acceptance_is_refused_with_the_moment(self):
        session = self._create_open_session(seats_max=1)
        first, second = self._enrol(session, 2)
        first._cancel("Away")
        self._make_overdue(second)
        with self.assertRaisesRegex(UserError, r"before 15/03/2026 09:59: it goes to the next person"):
            second.action_accept_offer()
        self.assertEqual(second.state, 'offered')

    def test_more_seats_are_offered_in_order(self):
        session = self._create_open_session(seats_max=1)
        _first, second, third, fourth = self._enrol(session, 4)
        session.seats_max = 3
        self.assertEqual((second | third | fourth).mapped('state'), ['offered', 'offered', 'waiting'])
        self.assertEqual((second | third).mapped('seat_number'), [2, 3])

    def test_seats_are_not_lowered_under_those_who_hold_one(self):
        session = self._create_open_session(seats_max=3)
        self._enrol(session, 3)
        with self.assertRaisesRegex(UserError, "3 people hold one"):
            session.seats_max = 2

    def test_a_quota_is_told_and_the_next_person_is_offered_the_seat(self):
        session = self._create_open_session(seats_max=2)
        session.quota_ids.create({'session_id': session.id, 'kind': 'sex', 'sex': 'male', 'seats': 1})
        man, other_man = self._enrol(session, 2)
        woman = self._enrol(session, self._create_artisan(sex='female'))
        last_woman = self._enrol(session, self._create_artisan(sex='female'))
        self.assertEqual((man | other_man | woman | last_woman).mapped('state'), ['accepted', 'waiting', 'accepted', 'waiting'])
        woman._cancel("Away")
        self.assertEqual(other_man.state, 'waiting', "the quota of men is full")
        self.assertEqual(last_woman.state, 'offered')
        line = self.env['chamber.training.journal'].search([('res_id', '=', other_man.id), ('kind', '=', 'waiting')])[0]
        self.assertEqual(line.reason, "The quota is full: Male: at most 1.")
        self.assertEqual(line.details, {'rank': 1, 'overtaken_by': last_woman.number, 'skipped': True})

    def test_a_raised_quota_offers_the_seats_that_it_frees(self):
        session = self._create_open_session(seats_max=2)
        quota = session.quota_ids.create({
            'session_id': session.id, 'kind': 'wilaya', 'state_id': self.state_16.id, 'seats': 1})
        _first, second = self._enrol(session, 2)
        self.assertEqual(second.state, 'waiting')
        quota.seats = 2
        self.assertEqual(second.state, 'offered')

    def test_a_quota_of_a_sector_counts_its_crafts(self):
        session = self._create_open_session(seats_max=3)
        session.quota_ids.create({
            'session_id': session.id, 'kind': 'craft', 'craft_activity_id': self.craft_activity.sector_id.id, 'seats': 1})
        self.assertEqual(self._enrol(session, 2).mapped('state'), ['accepted', 'waiting'])

    def test_somebody_suspended_while_waiting_is_not_offered_a_seat(self):
        session = self._create_open_session(seats_max=1)
        first, second, third = self._enrol(session, 3)
        self.env['chamber.act']._record('suspension', second.entry_id, {'state': 'suspended'}, reason="Test")
        first._cancel("Away")
        self.assertEqual(second.state, 'waiting')
        self.assertEqual(third.state, 'offered')

    def test_places_asked_for_on_line_are_approved_in_the_order_of_asking(self):
        session = self._create_open_session(seats_max=1)
        one, two = (session.sudo()._enrol(artisan, 'portal') for artisan in self._create_artisans(2))
        self.assertEqual((one | two).mapped('state'), ['asked', 'asked'])
        (two | one).with_user(self.training_officer_16).action_approve()
        self.assertRecordValues(one | two, [{'state': 'accepted', 'seat_number': 1}, {'state': 'waiting', 'seat_number': 0}])

    def test_without_approval_a_place_asked_for_on_line_is_given_at_once(self):
        session = self._create_open_session(needs_approval=False)
        self.assertEqual(session.sudo()._enrol(self._create_artisan(), 'portal').state, 'accepted')

    def test_a_request_is_refused_with_its_reason(self):
        session = self._create_open_session()
        asked = session.sudo()._enrol(self._create_artisan(), 'portal').with_user(self.training_officer_16)
        with self.assertRaisesRegex(UserError, "Say why"):
            asked._refuse(" ")
        self.env['chamber.training.enrolment.end'].with_user(self.training_officer_16).with_context(
            active_ids=asked.ids).create({'kind': 'refuse', 'reason': "For beginners only"}).action_end()
        self.assertRecordValues(asked, [{'state': 'refused', 'refusal_reason': "For beginners only"}])

    def test_a_step_that_does_not_belong_to_the_state_is_refused(self):
        enrolment = self._enrol(self._create_open_session(), 1)
        for step in ('action_approve', 'action_accept_offer', 'action_decline_offer'):
            with self.assertRaisesRegex(UserError, "“Accepted”: this step is not possible"):
                getattr(enrolment, step)()

    def test_the_participant_gives_up_in_time_only(self):
        artisan = self._create_artisan()
        user = new_test_user(self.env, login='artisan', groups='base.group_portal', partner_id=artisan.id)
        session = self._create_open_session(needs_approval=False)
        enrolment = session.with_user(user).sudo()._enrol(artisan, 'portal').with_user(user)
        self.assertTrue(enrolment.can_give_up)
        self.startPatcher(self._freeze('2026-03-19 09:00:00'))  # the 18th was the last day
        with self.assertRaisesRegex(UserError, "until 18/03/2026: ask the chamber"):
            enrolment.action_give_up()
        self.startPatcher(self._freeze('2026-03-18 09:00:00'))
        enrolment.action_give_up()
        self.assertEqual(enrolment.state, 'cancelled')

    def test_the_attendees_of_the_event_follow(self):
        session = self._create_open_session(seats_max=2)
        first, second, _third = self._enrol(session, 3)
        event = session.sudo().event_id
        self.assertEqual(event.registration_ids.mapped('state'), ['open', 'open'])
        self.assertEqual(event.seats_available, 0)
        self.assertEqual(event.registration_ids.partner_id, (first | second).partner_id)
        first._cancel("Away")
        self.assertEqual(first.sudo().registration_id.state, 'cancel')
        self.assertFalse(self.env['mail.mail'].sudo().search_count([('model', '=', 'event.registration')]))

    def test_whoever_attended_is_an_attendee_once_teaching_is_over(self):
        session = self._create_open_session()
        present, absent = self._enrol(session, 2)
        session.action_begin()
        self.startPatcher(self._freeze('2026-03-25 13:00:00'))
        for half_day in session.half_day_ids:
            half_day._take(present, 'present', 'tick')
            half_day._take(absent, 'absent', 'tick')
        self.startPatcher(self._freeze('2026-03-26 13:00:00'))
        session.half_day_ids.action_close()
        session.action_finish_teaching()
        self.assertEqual((present | absent).sudo().registration_id.mapped('state'), ['done', 'open'])

    def test_the_event_cannot_be_filled_past_its_enrolments(self):
        session = self._create_open_session()
        with self.assertRaisesRegex(UserError, "changed on its own page"):
            self.env['event.registration'].create({'event_id': session.event_id.id, 'name': "By the side door"})
        enrolment = self._enrol(session, 1)
        with self.assertRaisesRegex(UserError, "changed on its own page"):
            enrolment.sudo(True).registration_id.with_context(chamber_registry_engine=None).write({'state': 'cancel'})

    def test_a_closed_enrolment_may_be_taken_up_anew(self):
        session = self._create_open_session()
        artisan = self._create_artisan()
        first = session._enrol(artisan, 'counter')
        first._cancel("Away")
        self.assertEqual(session._enrol(artisan, 'counter').state, 'accepted')

    def test_nobody_is_enrolled_in_a_session_in_preparation(self):
        with self.assertRaisesRegex(UserError, "not open for enrolment"):
            self._enrol(self._create_session(), 1)

    def test_an_enrolment_is_never_deleted(self):
        enrolment = self._enrol(self._create_open_session(), 1)
        with self.assertRaises(AccessError):
            enrolment.unlink()
        with self.assertRaisesRegex(UserError, "never deleted"):
            enrolment.sudo().unlink()
