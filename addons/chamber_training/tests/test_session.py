from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_session import SessionCase


@tagged('post_install', '-at_install')
class TestSession(SessionCase):

    def test_session_is_an_event_and_a_piece_of_planned_work(self):
        session = self._create_session()
        self.assertRecordValues(session, [{
            'name': "Course of the tests", 'seats_max': 5, 'seats_limited': True, 'company_id': self.chamber_16.id,
            'hours': 7, 'half_day_count': 2, 'is_training': True, 'trainer_ids': self.trainer.ids, 'kind': 'course',
        }])
        self.assertRecordValues(session.sudo().chamber_activity_id, [{
            'name': "Course of the tests", 'owner_model': 'chamber.training.session', 'owner_id': session.id,
            'company_id': self.chamber_16.id, 'planned_quantity': 5,
        }])
        self.assertEqual(session.sudo().stage_id, self.env.ref('event.event_stage_new'))

    def test_session_has_the_name_of_its_programme_in_each_language(self):
        self.env['res.lang']._activate_lang('fr_FR')
        self.programme.with_context(lang='fr_FR').name = "Formation des essais"
        session = self._create_session()
        self.assertEqual(session.with_context(lang='fr_FR').name, "Formation des essais")
        self.assertEqual(session.with_context(lang='en_US').name, "Course of the tests")

    def test_trainers_do_not_read_what_others_cost(self):
        with self.assertRaises(AccessError):
            self.trainer.with_user(self.trainer_user).read(['hourly_cost'])

    def test_officer_takes_a_session_from_preparation_to_its_end(self):
        session, _people = self._open_session(people=1)
        self.assertRegex(session.number, r'^F.*-2026-000001$')
        self.assertEqual(session.sudo().stage_id, self.env.ref('event.event_stage_announced'))
        session.action_begin()
        self.assertEqual(session.sudo().chamber_activity_id.execution_state, 'ongoing')
        session.half_day_ids.action_close()
        session.action_finish_teaching()
        self.assertEqual(session.sudo().stage_id, self.env.ref('event.event_stage_done'))
        session.action_close()
        self.assertEqual((session.state, session.sudo().chamber_activity_id.execution_state), ('closed', 'done'))
        moves = self.env['chamber.training.journal'].search(
            [('session_id', '=', session.id), ('kind', '=', 'session')], order='id').mapped('details')
        self.assertEqual([move['to'] for move in moves], ['open', 'ongoing', 'done', 'closed'])

    def test_number_is_kept_when_a_session_goes_back_to_preparation(self):
        session, _people = self._open_session()
        number = session.number
        session.action_back_to_draft()
        session.action_open()
        self.assertEqual(session.number, number)

    def test_opening_without_half_days_is_refused(self):
        with self.assertRaisesRegex(UserError, "no half-day"):
            self._create_session(half_days=0).action_open()

    def test_opening_lists_all_that_is_missing(self):
        session = self._create_session(half_days=2, room_id=False)
        session.half_day_ids[0].module_id = session.programme_id.module_ids[1]
        session.half_day_ids[1].trainer_ids = False
        with self.assertRaises(UserError) as refused:
            session.action_open()
        for sentence in ("Without a room", "Without a trainer", "not planned: Compulsory"):
            self.assertIn(sentence, str(refused.exception))

    def test_teaching_is_not_over_while_a_half_day_is_open(self):
        session, _people = self._open_session()
        session.action_begin()
        session.half_day_ids[0].action_close()
        with self.assertRaisesRegex(UserError, "25/03/2026"):
            session.action_finish_teaching()

    def test_session_jumps_over_no_state(self):
        with self.assertRaisesRegex(UserError, "cannot go from"):
            self._create_session().action_begin()

    def test_back_to_preparation_is_refused_once_places_are_taken(self):
        session, _people = self._open_session(people=1)
        with self.assertRaisesRegex(UserError, "Places of"):
            session.action_back_to_draft()

    def test_state_and_number_are_not_written_by_hand(self):
        session = self._create_session()
        for values in ({'state': 'open'}, {'number': "F-1"}, {'is_training': False}, {'planned_amount': 5}, {'stage_id': False}):
            with self.assertRaisesRegex(UserError, "by its buttons"):
                session.write(values)
        with self.assertRaisesRegex(UserError, "by its buttons"):
            self._create_session(state='closed')

    def test_records_of_the_event_are_not_reached_through_the_session(self):
        session = self._create_session()
        for values in (
                {'registration_ids': [(0, 0, {'name': "Somebody"})]},
                {'training_session_ids': [(1, session.id, {'state': 'closed'})]},
                {'event_ticket_ids': [(0, 0, {'name': "Ticket"})]}):
            with self.assertRaises(UserError):
                session.write(values)

    def test_half_days_and_enrolments_are_not_forged_through_the_session(self):
        session, enrolment = self._open_session(people=1)
        with self.assertRaises(UserError):
            session.write({'half_day_ids': [(1, session.half_day_ids[0].id, {'state': 'closed'})]})
        with self.assertRaises(UserError):
            session.write({'enrolment_ids': [(1, enrolment.id, {'state': 'cancelled'})]})

    def test_programme_and_price_stay_once_it_is_open(self):
        session, _people = self._open_session()
        with self.assertRaisesRegex(UserError, "before a session is opened"):
            session.price_kind = 'subsidised'

    def test_nothing_of_a_closed_session_changes(self):
        session, _people = self._open_session()
        cost = session.cost_ids.create({'session_id': session.id, 'kind': 'material', 'quantity': 1, 'unit_price': 100})
        session.action_begin()
        session.half_day_ids.action_close()
        session.action_finish_teaching()
        session.action_close()
        for change in (
                lambda: session.write({'name': "Other"}), lambda: session.write({'seats_max': 9}),
                lambda: session.half_day_ids[0].write({'module_id': False}),
                lambda: session.checklist_ids[0].write({'is_done': True}),
                lambda: cost.write({'actual_amount': 5}), lambda: cost.unlink(),
                lambda: session.half_day_ids[0].teaching_ids.unlink()):
            with self.assertRaisesRegex(UserError, "over"):
                change()

    def test_only_a_session_that_was_never_open_is_deleted(self):
        session = self._create_session()
        event = session.event_id
        session.unlink()
        self.assertFalse(event.sudo().exists())
        session, _people = self._open_session()
        session.action_back_to_draft()
        with self.assertRaisesRegex(UserError, "cancel it"):
            session.unlink()

    def test_manager_cancels_with_a_reason_and_frees_room_and_trainer(self):
        session, _people = self._open_session()
        wizard = self.env['chamber.training.session.cancel'].with_user(self.training_manager_16).create(
            {'session_id': session.id, 'reason': "The trainer is ill"})
        wizard.action_cancel()
        self.assertRecordValues(session, [{'state': 'cancelled', 'cancellation_reason': "The trainer is ill"}])
        self.assertRecordValues(session.event_id.sudo(), [{'kanban_state': 'cancel'}])
        self.assertEqual(session.sudo().chamber_activity_id.execution_state, 'cancelled')
        other = self._create_session()  # same room, trainer and hours
        self.assertEqual(other.half_day_ids.mapped('is_booked'), [True, True])
        with self.assertRaisesRegex(UserError, "over"):
            session.name = "Other"

    def test_officer_does_not_cancel(self):
        session, _people = self._open_session()
        with self.assertRaises(AccessError):
            session.with_user(self.training_officer_16)._cancel("Because")
        with self.assertRaises(AccessError):
            self.env['chamber.training.session.cancel'].with_user(self.training_officer_16).create(
                {'session_id': session.id, 'reason': "Because"})

    def test_cancelling_without_a_reason_is_refused(self):
        session, _people = self._open_session()
        with self.assertRaisesRegex(UserError, "Say why"):
            session.with_user(self.training_manager_16)._cancel("  ")

    def test_officer_of_another_chamber_opens_nothing(self):
        session = self._create_session()
        with self.assertRaises(AccessError):
            session.with_user(self.training_officer_05).action_open()
        with self.assertRaises(AccessError):
            self._create_session(user=self.training_officer_05, company_id=self.chamber_16.id, room_id=False)

    def test_copy_is_prepared_anew(self):
        session, _people = self._open_session(people=1)
        session.cost_ids.create({'session_id': session.id, 'kind': 'material', 'quantity': 2, 'unit_price': 100})
        copied = session.copy()
        self.assertRecordValues(copied, [{
            'state': 'draft', 'number': False, 'half_day_count': 0, 'seats_max': 5, 'date_begin': session.date_begin,
            'programme_id': self.programme.id}])
        self.assertNotEqual(copied.event_id, session.event_id)
        self.assertEqual(copied.sudo().chamber_activity_id.planned_amount, 200)
        self.assertFalse(copied.enrolment_ids)
