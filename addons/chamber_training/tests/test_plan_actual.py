from datetime import datetime, timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_plan import PlanCase


@tagged('post_install', '-at_install')
class TestPlanActual(PlanCase):

    def _hold_session(self, accepted=3, present=2, cost=120000, **values):
        """A session that is over: the first of those accepted came to its first half-day."""
        session = self._create_session(**values)
        enrolments = as_engine(self.env['chamber.training.enrolment']).create([
            {
                'number': f'T-{session.id}-{number}', 'session_id': session.id, 'state': 'accepted', 'seat_number': number,
                'partner_id': self.env['res.partner'].create({'name': f"Participant {number}"}).id,
            }
            for number in range(1, accepted + 1)
        ])
        as_engine(self.env['chamber.training.attendance']).create([
            {
                'half_day_id': half_day.id, 'enrolment_id': enrolment.id, 'channel': 'tick',
                'state': 'present' if rank < present else 'absent', 'hours': 3.5 if rank < present else 0,
                'moment': datetime(2026, 3, 25, 8), 'taken_by_id': self.training_officer_16.id,
            }
            for half_day in session.half_day_ids[:1] for rank, enrolment in enumerate(enrolments)
        ])
        session.sudo().chamber_activity_id.actual_amount = cost
        for state in ('open', 'ongoing', 'done'):
            session._set_state(state)
        return session

    def test_what_was_done_is_counted_on_the_lines_and_the_plan(self):
        plan = self._create_approved_plan()
        self._hold_session()
        expected = {
            'held_sessions': 1, 'accepted_people': 3, 'trained_people': 2, 'taught_hours': 7, 'attended_hours': 7,
            'actual_cost': 120000,
        }
        self.assertRecordValues(plan.line_ids, [expected])
        self.assertRecordValues(plan, [{**expected, 'session_share': 50, 'people_share': 5}])

    def test_a_cancelled_session_counts_for_nothing(self):
        plan = self._create_approved_plan()
        session = self._create_session()
        session.sudo().chamber_activity_id.actual_amount = 5000
        session._set_state('cancelled')
        self.assertRecordValues(plan, [{'held_sessions': 0, 'actual_cost': 0}])

    def test_a_session_finds_its_line_by_programme_and_quarter(self):
        plan = self._create_approved_plan(lines=[
            {'programme_id': self.programme.id, 'quarter': quarter, 'planned_sessions': 1, 'planned_people': 5}
            for quarter in ('1', '2')
        ])
        first, second = plan.line_ids
        self.assertEqual(self._create_session().plan_line_id, first)
        later = self.env['chamber.training.session'].with_user(self.training_officer_16).create({
            'programme_id': self.programme.id, 'date_begin': datetime(2026, 3, 31, 23, 30),
            'date_end': datetime(2026, 4, 1, 10)})
        self.assertEqual(later.plan_line_id, second, "at 00:30 in Algiers the second quarter has begun")

    def test_a_session_prepared_before_the_approval_is_counted_after_it(self):
        session = self._create_session()
        self.assertFalse(session.plan_line_id)
        plan = self._create_approved_plan()
        self.assertEqual(session.plan_line_id, plan.line_ids)

    def test_a_session_does_not_carry_out_the_line_of_another_programme(self):
        plan = self._create_approved_plan()
        other = self._create_programme(code='T-02')
        session = self._create_session(programme_id=other.id)
        with self.assertRaisesRegex(ValidationError, "its own chamber and programme"):
            session.plan_line_id = plan.line_ids

    def test_the_country_is_consolidated_with_what_was_held_outside_any_plan(self):
        self._create_approved_plan()
        self._hold_session()
        other = self._create_programme(code='T-02')
        self._hold_session(programme_id=other.id, cost=1000, accepted=1, present=1, date_begin=datetime(2026, 6, 25, 8),
                           date_end=datetime(2026, 6, 26, 17), room_id=False, half_days=0)
        rows = self.env['chamber.training.plan.report'].with_user(self.training_national).search(
            [('company_id', '=', self.chamber_16.id)])
        self.assertRecordValues(rows.sorted('is_planned'), [
            {'is_planned': False, 'quarter': '2', 'year': 2026, 'planned_people': 0, 'held_sessions': 1, 'actual_cost': 1000},
            {'is_planned': True, 'quarter': '1', 'year': 2026, 'planned_people': 40, 'held_sessions': 1, 'actual_cost': 120000},
        ])

    def test_a_chamber_sees_its_own_figures_only(self):
        self._create_approved_plan()
        Report = self.env['chamber.training.plan.report']
        self.assertTrue(Report.with_user(self.training_officer_16).search([]))
        self.assertFalse(Report.with_user(self.training_officer_05).search([('company_id', '=', self.chamber_16.id)]))
        with self.assertRaises(AccessError):
            Report.with_user(self.agent_16).search([])

    def test_twenty_lines_are_counted_in_as_many_queries_as_one(self):
        programmes = [self._create_programme(code=f'T-{number:02}') for number in range(10, 30)]
        plan = self._create_plan(lines=[
            {'programme_id': programme.id, 'planned_people': 5, 'planned_cost': 1000} for programme in programmes])
        counts = []
        for lines in (plan.line_ids[:1], plan.line_ids[:1], plan.line_ids):  # the first time, rights are read too
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines.browse(lines.ids).mapped('trained_people')
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        self.assertLess(counts[2], 4)

    def test_a_session_moved_to_another_day_keeps_the_line_that_was_chosen(self):
        plan = self._create_approved_plan()
        session = self._create_session()
        session.write({'date_end': session.date_end + timedelta(days=120)})
        self.assertEqual(session.plan_line_id, plan.line_ids)
