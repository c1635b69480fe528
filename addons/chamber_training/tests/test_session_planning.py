from datetime import datetime, timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools.misc import mute_logger

from .common_session import FIRST_DAY, SessionCase

ISOLATES = dict.fromkeys(map(ord, '\u2066\u2069'))


@tagged('post_install', '-at_install')
class TestSessionPlanning(SessionCase):

    def _get_refusal(self, function, lang='en_US'):
        """The sentence that a person reads when the database refuses a booking."""
        with self.assertRaises(psycopg2.errors.ExclusionViolation) as refused, mute_logger('odoo.sql_db'):
            with self.env.cr.savepoint():
                function()
        model = next(self.env[name] for name in self.env.registry if self.env[name]._table == refused.exception.diag.table_name)
        return model.with_context(lang=lang)._sql_error_to_message(refused.exception)

    def _get_half_day(self, session, begin, **values):
        return {'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=2), **values}

    def test_end_before_start_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "ends after it begins"):
            self._create_session(half_days=0, date_end=FIRST_DAY - timedelta(hours=1))
        session = self._create_session()
        with self.assertRaisesRegex(ValidationError, "ends after it begins"):
            session.date_end = session.date_begin

    def test_half_day_ends_after_it_begins(self):
        session = self._create_session(half_days=0)
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger('odoo.sql_db'):
            session.half_day_ids.create(
                {'session_id': session.id, 'date_begin': FIRST_DAY, 'date_end': FIRST_DAY - timedelta(hours=1)})

    def test_half_day_outside_the_session_is_refused(self):
        session = self._create_session(half_days=0)
        for begin in (FIRST_DAY - timedelta(days=1), session.date_end):
            with self.assertRaisesRegex(ValidationError, "outside the days"):
                session.half_day_ids.create(self._get_half_day(session, begin))

    def test_session_is_not_shortened_under_its_half_days(self):
        session = self._create_session(half_days=4)
        with self.assertRaisesRegex(ValidationError, "outside the days"):
            session.date_end = session.date_begin + timedelta(hours=5)

    def test_session_moves_with_its_half_days_in_one_write(self):
        session = self._create_session(half_days=1)
        later = FIRST_DAY + timedelta(days=7)
        session.write({
            'date_begin': later, 'date_end': later + timedelta(hours=4),
            'half_day_ids': [Command.update(
                session.half_day_ids.id, {'date_begin': later, 'date_end': later + timedelta(hours=3)})],
        })
        self.assertRecordValues(session.half_day_ids, [{'date_begin': later, 'hours': 3}])
        self.assertEqual(session.half_day_ids.teaching_ids.date_begin, later)

    def test_room_too_small_is_refused(self):
        small = self.env['chamber.training.room'].create({'name': "Small", 'company_id': self.chamber_16.id, 'seats': 4})
        with self.assertRaisesRegex(ValidationError, "Small has 4 seats"):
            self._create_session(room_id=small.id)
        session = self._create_session()
        for change, sentence in (
                (lambda: session.write({'seats_max': 31}), "has 30 seats"),
                (lambda: session.half_day_ids[0].write({'room_id': small.id}), "Small has 4 seats"),
                (lambda: self.room.with_user(self.training_officer_16).write({'seats': 3}), "has 3 seats")):
            with self.assertRaisesRegex(ValidationError, sentence), self.env.cr.savepoint():
                change()

    def test_room_and_trainer_of_another_chamber_are_refused(self):
        room = self.env['chamber.training.room'].create({'name': "Batna", 'company_id': self.chamber_05.id, 'seats': 30})
        trainer = self.env['chamber.training.trainer'].create({
            'partner_id': self.env['res.partner'].create({'name': "Of Batna"}).id, 'company_id': self.chamber_05.id})
        session = self._create_session()
        for change in (
                lambda: session.sudo().write({'room_id': room.id}),
                lambda: session.half_day_ids[0].sudo().write({'room_id': room.id}),
                lambda: session.half_day_ids[0].sudo().write({'trainer_ids': [Command.link(trainer.id)]})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                change()

    def test_room_is_not_booked_twice(self):
        session = self._create_session()
        other = self._second_session()
        message = self._get_refusal(lambda: other.half_day_ids[0].write({'room_id': self.room.id}))
        self.assertEqual(
            message, "Room of the tests is already taken on \u206625/03/2026 09:00–12:30\u2069 by Course of the tests.")
        session.action_open()
        message = self._get_refusal(lambda: other.half_day_ids[0].write({'room_id': self.room.id}))
        self.assertIn(session.number, message)

    def test_message_of_a_taken_room_is_read_in_arabic(self):
        self._create_session()
        other = self._second_session()
        message = self._get_refusal(lambda: other.half_day_ids[0].write({'room_id': self.room.id}), 'ar_001')
        self.assertNotIn("already", message)
        self.assertRegex(message, '[\u0600-\u06ff]')
        self.assertIn("25/03/2026", message)

    def test_trainer_does_not_teach_twice_at_once(self):
        self._create_session()
        other = self._second_session()
        message = self._get_refusal(lambda: other.half_day_ids[1].write({'trainer_ids': [Command.link(self.trainer.id)]}))
        self.assertRegex(message, "^t_trainer .*already teaches on \u206625/03/2026 13:30–17:00\u2069: Course of the tests[.]$")

    def test_half_days_that_touch_do_not_collide(self):
        session = self._create_session(half_days=1)
        begin = session.half_day_ids.date_end
        half_day = session.half_day_ids.create(self._get_half_day(
            session, begin, room_id=self.room.id, trainer_ids=[Command.link(self.trainer.id)]))
        self.assertEqual(half_day.trainer_ids, self.trainer)

    def test_room_given_up_is_free_in_the_same_step(self):
        session = self._create_session(half_days=1)
        other = self._second_session()
        session.half_day_ids.room_id = False
        other.half_day_ids[0].room_id = self.room
        self.assertEqual(other.half_day_ids[0].room_id, self.room)

    def test_seats_are_not_lowered_under_those_accepted(self):
        session, _people = self._open_session(people=3)
        with self.assertRaisesRegex(ValidationError, "3 people hold one"):
            session.seats_max = 2
        with self.assertRaisesRegex(UserError, "on its own page"):
            session.event_id.seats_max = 2
        with self.assertRaisesRegex(UserError, "on its own page"):
            session.event_id.sudo().write({'seats_max': 2})
        session.seats_max = 3
        self.assertEqual((session.event_id.seats_max, session.sudo().chamber_activity_id.planned_quantity), (3, 3))

    def test_module_of_another_programme_is_refused(self):
        other = self._create_programme(code='T-02')
        session = self._create_session()
        with self.assertRaisesRegex(ValidationError, "no module of this programme"):
            session.half_day_ids[0].module_id = other.module_ids[0]

    def test_half_days_are_planned_on_the_timetable_without_friday_and_saturday(self):
        programme = self._create_programme(code='T-03', module_ids=[
            Command.create({'name': "Eight hours", 'hours': 8}), Command.create({'name': "Short", 'hours': 2})])
        # a Thursday, 26 March, at 08:30 in Algeria
        session = self._create_session(
            half_days=0, programme_id=programme.id, date_begin=datetime(2026, 3, 26, 7, 30),
            date_end=datetime(2026, 3, 26, 16, 0))
        session.action_plan_half_days()
        self.assertEqual([half_day.display_name.translate(ISOLATES) for half_day in session.half_day_ids], [
            "26/03/2026 08:30–12:00 — Eight hours", "26/03/2026 13:00–16:30 — Eight hours",
            "29/03/2026 08:30–09:30 — Eight hours",
            "29/03/2026 13:00–15:00 — Short"])
        self.assertEqual(session.half_day_ids.room_id, self.room)
        self.assertEqual(session.date_end, datetime(2026, 3, 29, 14, 0))
        with self.assertRaisesRegex(UserError, "already"):
            session.action_plan_half_days()

    def test_chamber_with_hours_of_its_own_plans_on_those(self):
        self.env['chamber.training.timetable'].with_user(self.training_manager_16).create(
            {'company_id': self.chamber_16.id, 'weekday': '5', 'hour_begin': 9, 'hour_end': 12.5})
        session = self._create_session(
            half_days=0, date_begin=datetime(2026, 3, 26, 7, 30), date_end=datetime(2026, 3, 26, 16, 0))
        session.action_plan_half_days()
        self.assertEqual([half_day.display_name.translate(ISOLATES) for half_day in session.half_day_ids], [
            "28/03/2026 09:00–12:30 — Compulsory", "04/04/2026 09:00–12:30 — Other"])

    def test_manager_of_a_chamber_does_not_change_the_hours_of_all(self):
        general = self.env.ref('chamber_training.timetable_0_morning')
        with self.assertRaises(AccessError):
            general.with_user(self.training_manager_16).hour_begin = 9

    def test_programme_without_modules_is_not_planned(self):
        programme = self._create_programme(code='T-04', module_ids=False)
        with self.assertRaisesRegex(UserError, "no modules"):
            self._create_session(half_days=0, programme_id=programme.id).action_plan_half_days()

    def test_form_fills_in_from_the_programme(self):
        with Form(self.env['chamber.training.session'].with_user(self.training_officer_16)) as form:
            form.programme_id = self.programme
            self.assertEqual((form.name, form.seats_max), ("Course of the tests", 5))
        self.assertEqual(form.record.date_begin, datetime(2026, 4, 14, 7, 30))
        self.assertEqual(form.record.user_id, self.training_officer_16)

    def test_checklist_is_added_and_ticks_itself(self):
        session, _people = self._open_session(people=1)
        lines = {line.step or line.name: line for line in session.checklist_ids}
        self.assertTrue(lines['opening'].is_done and lines['room'].is_done)
        self.assertEqual(lines['opening'].done_by_id, self.training_officer_16)
        self.assertFalse(lines['send'].is_done)
        self.assertEqual(len(session.checklist_ids), 7)
        self.assertAlmostEqual(session.checklist_progress, 100 * 2 / 7)
        session.action_send_convocations()
        self.assertTrue(lines['send'].is_done)
        self.assertNotIn(self.env.ref('chamber_training.checklist_jury').name, session.checklist_ids.mapped('name'))
        with self.assertRaisesRegex(UserError, "noted by itself"):
            lines['send'].done_by_id = False

    def test_checklist_is_read_in_arabic_and_tells_what_is_late(self):
        session = self._create_session()
        line = session.checklist_ids.filtered(lambda line: line.step == 'room')
        self.assertEqual(str(line.date_due), '2026-02-23')
        self.assertTrue(line.is_late)
        template = self.env.ref('chamber_training.checklist_room')
        self.assertEqual(line.with_context(lang='ar_001').name, template.with_context(lang='ar_001').name)

    def test_costs_feed_the_planned_work(self):
        self.trainer.hourly_cost = 2000
        session, people = self._open_session(people=2)
        session.cost_ids.create({
            'session_id': session.id, 'kind': 'material', 'quantity': 10, 'unit_price': 150, 'actual_amount': 1200})
        session.action_compute_trainer_costs()
        activity = session.sudo().chamber_activity_id
        self.assertEqual((activity.planned_amount, activity.actual_amount), (15500, 1200))
        session.action_begin()
        session.half_day_ids[0]._take(people, 'present', 'tick')
        session.half_day_ids.action_close()
        session.action_compute_trainer_costs()
        session.action_finish_teaching()
        self.assertEqual(len(session.cost_ids), 2)
        self.assertEqual((activity.planned_amount, activity.actual_amount, activity.achieved_quantity), (15500, 15200, 2))
        self.assertEqual((session.person_hours, session.cost_per_hour), (7, 2171.43))

    def test_costs_and_checklists_are_those_of_the_chamber(self):
        session = self._create_session()
        cost = session.cost_ids.create({'session_id': session.id, 'kind': 'room', 'unit_price': 5})
        for record in (cost, session.checklist_ids[0]):
            with self.assertRaises(AccessError):
                record.with_user(self.training_officer_05).read(['name'])
            with self.assertRaises(AccessError):
                record.with_user(self.trainer_user).read(['name'])
