from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_session import SessionCase


@tagged('post_install', '-at_install')
class TestAttendance(SessionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.people = cls._open_session(people=3)
        cls.morning, cls.afternoon = cls.session.half_day_ids

    def _get_corrections(self):
        return self.env['chamber.training.journal'].search(
            [('session_id', '=', self.session.id), ('kind', '=', 'correction')], order='id')

    def _tick(self, half_day, person, state, user=None):
        return half_day.with_user(user or self.training_officer_16).tick(person.ids, state)

    def test_trainer_ticks_and_closes_his_session(self):
        first, second, third = self.people
        with self._at(hours=0.2):
            self._tick(self.morning, first, 'present', self.trainer_user)
            self.assertEqual(self.session.state, 'ongoing')
            self._tick(self.morning, second, 'excused', self.trainer_user)
            self.morning.with_user(self.trainer_user).action_close()
        self.assertRecordValues(self.morning, [{'state': 'closed', 'closed_by_id': self.trainer_user.id}])
        self.assertEqual(
            {attendance.enrolment_id: attendance.state for attendance in self.morning.attendance_ids},
            {first: 'present', second: 'excused', third: 'absent'})
        self.assertEqual(self.people.mapped('hours_attended'), [3.5, 0, 0])
        self.assertEqual(self.people.mapped('attended_share'), [50, 0, 0])
        self.assertEqual(first.attended_module_ids, self.morning.module_id)
        journal = self.env['chamber.training.journal'].search(
            [('session_id', '=', self.session.id), ('kind', '=', 'half_day')])
        self.assertEqual(journal.details, {'present': 1, 'excused': 1, 'absent': 1})

    def test_what_counts_is_a_setting(self):
        first, second, _third = self.people
        self.env.ref('chamber_training.attendance_rule_late').share = 50
        self.env.ref('chamber_training.attendance_rule_excused').share = 100
        self.morning._take(first, 'late', 'tick')
        self.morning._take(second, 'excused', 'tick')
        self.assertEqual((first.hours_attended, second.hours_attended), (1.75, 3.5))
        # of the module's 3.5 hours, 1.75 are less than the 80 % that the programme asks
        self.assertFalse(first.attended_module_ids)
        self.assertEqual(second.attended_module_ids, self.morning.module_id)

    def test_what_was_noted_before_stays_in_the_journal(self):
        first = self.people[0]
        with self._at(hours=0.2):
            self._tick(self.morning, first, 'absent')
        with self._at(hours=1):
            self._tick(self.morning, first, 'late', self.trainer_user)
            self._tick(self.morning, first, 'late', self.trainer_user)
        self.assertEqual(len(self.morning.attendance_ids), 1)
        [correction] = self._get_corrections()
        self.assertEqual(
            {name: correction.details[name] for name in ('before', 'after', 'noted_by', 'noted_on')},
            {'before': 'absent', 'after': 'late', 'noted_by': self.training_officer_16.id, 'noted_on': '2026-03-25 08:12:00'})
        self.assertFalse(self.env['chamber.training.journal']._verify_chains([correction.chain_key]))

    def test_all_others_absent(self):
        with self._at(hours=0.2):
            self._tick(self.morning, self.people[0], 'present')
            people = self.morning.with_user(self.training_officer_16).mark_others_absent()
        self.assertEqual(sorted(person['state'] for person in people), ['absent', 'absent', 'present'])

    def test_closed_half_day_takes_nothing_more(self):
        with self._at(hours=0.2):
            self.morning.action_close()
            for attempt in (
                    lambda: self._tick(self.morning, self.people[0], 'present'), lambda: self.morning.action_close(),
                    lambda: self.morning.with_user(self.training_officer_16).scan(self.people[0].number),
                    lambda: self.morning.with_user(self.training_officer_16).mark_others_absent()):
                with self.assertRaisesRegex(UserError, "only a manager corrects"):
                    attempt()

    def test_manager_corrects_with_a_reason_after_closing(self):
        self.morning.action_close()
        attendance = self.morning.attendance_ids[0]
        wizard = self.env['chamber.training.attendance.correct'].with_user(self.training_manager_16).create(
            {'attendance_ids': [(6, 0, attendance.ids)], 'state': 'present', 'reason': "Signed the paper sheet"})
        wizard.action_correct()
        self.assertRecordValues(attendance, [{
            'state': 'present', 'hours': 3.5, 'channel': 'correction', 'taken_by_id': self.training_manager_16.id}])
        [correction] = self._get_corrections()
        self.assertEqual(correction.reason, "Signed the paper sheet")
        self.assertEqual((correction.details['before'], correction.details['after']), ('absent', 'present'))
        self.assertEqual(attendance.enrolment_id.hours_attended, 3.5)

    def test_correction_without_a_reason_is_refused(self):
        self.morning.action_close()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.morning.attendance_ids[0].with_user(self.training_manager_16)._correct('present', " ")

    def test_officer_and_other_managers_correct_nothing(self):
        self.morning.action_close()
        attendance = self.morning.attendance_ids[0]
        for user in (self.training_officer_16, self.trainer_user, self.training_manager_05):
            with self.assertRaises(AccessError):
                attendance.with_user(user)._correct('present', "Because")

    def test_nothing_is_corrected_in_a_closed_session(self):
        self.session.action_begin()
        self.session.half_day_ids.action_close()
        self.session.action_finish_teaching()
        self.session.action_close()
        with self.assertRaisesRegex(UserError, "over"):
            self.morning.attendance_ids[0].with_user(self.training_manager_16)._correct('present', "Because")

    def test_correction_when_teaching_is_over_changes_the_results(self):
        self.session.action_begin()
        self.session.half_day_ids.action_close()
        self.session.action_finish_teaching()
        self.morning.attendance_ids[0].with_user(self.training_manager_16)._correct('present', "Paper sheet")
        self.assertEqual(self.session.sudo().chamber_activity_id.achieved_quantity, 1)

    def test_attendance_is_not_written_nor_deleted_by_hand(self):
        self.morning.action_close()
        attendance = self.morning.attendance_ids[0].with_user(self.training_manager_16)
        for change in (lambda: attendance.write({'state': 'present'}), attendance.unlink):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(UserError):
            self.morning.attendance_ids[0].sudo().unlink()
        with self.assertRaisesRegex(UserError, "attendance page"):
            self.morning.with_user(self.training_manager_16).write({'state': 'open'})

    def test_day_that_has_not_come_takes_no_attendance(self):
        with self.assertRaisesRegex(UserError, "has not come"):
            self._tick(self.morning, self.people[0], 'present')

    def test_session_in_preparation_takes_no_attendance(self):
        session = self._second_session()
        with self._at(hours=0.2), self.assertRaisesRegex(UserError, "not being held"):
            session.half_day_ids[0].with_user(self.training_officer_16).mark_others_absent()

    def test_who_has_no_place_is_not_noted(self):
        waiting = self._create_participant(self.session, state='waiting')
        other = self._create_participant(self._second_session())
        for enrolment in (waiting, other):
            with self._at(hours=0.2), self.assertRaisesRegex(UserError, "has no place"):
                self._tick(self.morning, enrolment, 'present')

    def test_others_take_no_attendance_and_read_no_names(self):
        stranger = self._create_training_user('t_other_trainer', 'trainer', self.chamber_16)
        portal = self.env['res.users'].create({
            'name': "Portal", 'login': 't_portal', 'group_ids': [(6, 0, self.env.ref('base.group_portal').ids)]})
        with self._at(hours=0.2):
            for user in (stranger, self.training_officer_05, portal, self.juror_user):
                for attempt in (
                        lambda user=user: self._tick(self.morning, self.people[0], 'present', user),
                        lambda user=user: self.morning.with_user(user).scan(self.people[0].number),
                        lambda user=user: self.morning.with_user(user).mark_others_absent(),
                        lambda user=user: self.morning.with_user(user).action_close(),
                        lambda user=user: self.session.with_user(user).get_attendance_page(),
                        lambda user=user: self.people[0].with_user(user).read(['partner_id', 'number'])):
                    with self.assertRaises(AccessError, msg=user.login):
                        attempt()
        self.assertFalse(self.morning.attendance_ids)

    def test_who_reads_the_chamber_only_takes_no_attendance(self):
        reader = self._create_training_user('t_reader', 'user', self.chamber_16)
        with self._at(hours=0.2), self.assertRaisesRegex(AccessError, "officer of the chamber or a trainer"):
            self._tick(self.morning, self.people[0], 'present', reader)

    def test_page_opens_on_the_half_day_of_the_hour(self):
        for hours, half_day in (
                (-1, self.morning), (1, self.morning), (4, self.afternoon), (5, self.afternoon), (30, self.afternoon)):
            with self.subTest(hours=hours), self._at(hours=hours):
                page = self.session.with_user(self.trainer_user).get_attendance_page()
                self.assertEqual(page['half_day_id'], half_day.id)
        with self._at(hours=1):
            page = self.session.with_user(self.trainer_user).get_attendance_page(self.afternoon.id)
        self.assertEqual((page['half_day_id'], page['is_open'], len(page['people'])), (self.afternoon.id, True, 3))

    def test_page_is_not_open_before_its_day(self):
        page = self.session.with_user(self.training_officer_16).get_attendance_page()
        self.assertFalse(page['is_open'])

    def test_queries_do_not_grow_with_the_people(self):
        big = self._second_session(seats_max=30)
        big.action_open()
        partners = self.env['res.partner'].create([{'name': f"Participant {number}"} for number in range(24)])
        as_engine(self.env['chamber.training.enrolment']).create([
            {'number': f'B-{index}', 'session_id': big.id, 'partner_id': partner.id, 'state': 'accepted',
             'seat_number': index + 1}
            for index, partner in enumerate(partners)])
        counts = []
        for session in (self.session, big):
            with self._at(hours=1):
                session.with_user(self.training_officer_16).half_day_ids[0].mark_others_absent()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            session.with_user(self.training_officer_16).get_attendance_page()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertLess(counts[0], 40)
