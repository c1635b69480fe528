from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_session import SessionCase

KEY = '00000000-0000-4000-8000-000000000002'


@tagged('post_install', '-at_install')
class TestAttendanceTour(HttpCase, SessionCase):
    """The tablet page in a browser, in Arabic, used by a trainer of the session."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['ir.module.module']._load_module_terms(['web', 'chamber_registry', 'chamber_training'], ['ar_001'])

    def test_trainer_scans_ticks_and_closes_in_arabic(self):
        course = self._create_session_of_today()
        people = [self._create_participant(course, number=f'TOUR-{number}') for number in range(1, 6)]
        waiting = self._create_participant(course, state='waiting', number='TOUR-WAIT')
        as_engine(self._create_card(people[0].partner_id)).number = 'CARD-TOUR'
        as_engine(people[1]).access_token = KEY
        self.trainer_user.write({'name': "مكون الاختبار", 'lang': 'ar_001', 'tz': 'Africa/Algiers'})
        self.start_tour(f'/odoo/m-chamber.training.session/{course.id}', 'chamber_training.attendance', login='t_trainer')
        morning = course.half_day_ids[0]
        self.assertRecordValues(morning, [{'state': 'closed', 'closed_by_id': self.trainer_user.id}])
        states = {attendance.enrolment_id: (attendance.state, attendance.channel) for attendance in morning.attendance_ids}
        self.assertEqual([states[person] for person in people], [
            ('present', 'scan'), ('present', 'scan'), ('present', 'scan'), ('excused', 'tick'), ('absent', 'tick')])
        self.assertNotIn(waiting, states)
        self.assertEqual(course.state, 'ongoing')

    def _create_session_of_today(self):
        """An open session with one half-day, which began ten minutes ago."""
        course = self._create_session(half_days=0, date_begin='2026-03-15 08:50:00', date_end='2026-03-15 16:00:00')
        course.half_day_ids.create({
            'session_id': course.id, 'date_begin': '2026-03-15 08:50:00', 'date_end': '2026-03-15 12:20:00',
            'room_id': self.room.id, 'module_id': self.programme.module_ids[0].id,
            'trainer_ids': [Command.link(self.trainer.id)]})
        course.action_open()
        return course
