from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.report_weasyprint.tests.common import page_texts

from .common_plan import PlanCase


@tagged('post_install', '-at_install')
class TestPlan(PlanCase):

    def test_a_plan_goes_from_its_manager_to_the_director_and_the_national_manager(self):
        with Form(self.env['chamber.training.plan'].with_user(self.training_manager_16)) as form:
            form.year = 2026
            form.budget = 500000
            with form.line_ids.new() as line:
                line.programme_id = self.programme
                line.planned_sessions = 2
                line.planned_people = 40
                line.planned_cost = 300000
        plan = form.record
        self.assertRecordValues(plan, [{
            'name': 'PF-T-16-2026', 'company_id': self.chamber_16.id, 'planned_cost': 300000, 'remaining_budget': 200000}])
        plan.action_submit()
        self.assertRecordValues(plan, [{'state': 'approval', 'submitted_by_id': self.training_manager_16.id}])
        self.assertEqual(plan.sudo().review_ids.mapped('status'), ['pending', 'waiting'])
        plan.with_user(self.director_16).validate_tier()
        self.assertEqual(plan.state, 'approval')
        plan.with_user(self.training_national).validate_tier()
        self.assertEqual(plan.state, 'approved')
        self.assertTrue(plan.approved_datetime)

    def test_a_plan_in_approval_is_in_the_inbox_of_whose_turn_it_is(self):
        plan = self._create_plan()
        plan.action_submit()
        Review = self.env['tier.review']
        mine = [('is_waiting_for_me', '=', True), ('model', '=', plan._name), ('res_id', '=', plan.id)]
        self.assertTrue(Review.with_user(self.director_16).search(mine))
        self.assertFalse(Review.with_user(self.training_national).search(mine))
        plan.with_user(self.director_16).validate_tier()
        self.assertFalse(Review.with_user(self.director_16).search(mine))
        self.assertTrue(Review.with_user(self.training_national).search(mine))

    def test_who_proposes_never_approves(self):
        plan = self._create_plan(user=self.training_national, company_id=self.chamber_16.id)
        other = self._create_training_user('t_national_2', 'national', self.national_chamber)
        plan.action_submit()
        plan.with_user(self.director_16).validate_tier()
        with self.assertRaises(UserError):
            plan._validate_tier()
        self.assertEqual(plan.state, 'approval')
        plan.with_user(other).validate_tier()
        self.assertEqual(plan.state, 'approved')

    def test_the_director_does_not_propose(self):
        plan = self._create_plan()
        with self.assertRaises(AccessError):
            plan.with_user(self.director_16).action_submit()

    def test_an_officer_does_not_write_plans(self):
        with self.assertRaises(AccessError):
            self._create_plan(user=self.training_officer_16)
        with self.assertRaises(AccessError):
            self._create_plan().with_user(self.training_officer_16).action_submit()

    def test_the_national_manager_waits_for_the_director(self):
        plan = self._create_plan()
        plan.action_submit()
        with self.assertRaisesRegex(UserError, "not your turn"):
            plan.with_user(self.training_national)._validate_tier()

    def test_the_director_of_another_chamber_does_not_approve(self):
        plan = self._create_plan()
        plan.action_submit()
        with self.assertRaises(AccessError):
            plan.with_user(self.director_05).validate_tier()

    def test_the_plan_of_another_chamber_is_hidden(self):
        plan = self._create_plan()
        for user in (self.training_manager_05, self.training_officer_05, self.director_05):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                plan.with_user(user).read(['budget'])
        self.assertEqual(plan.with_user(self.training_national).budget, 500000)

    def test_a_manager_makes_no_plan_for_another_chamber(self):
        with self.assertRaises(AccessError):
            self._create_plan(company_id=self.chamber_05.id)

    def test_lines_over_the_budget_are_not_proposed(self):
        plan = self._create_plan(budget=299999)
        self.assertTrue(plan.is_over_budget)
        with self.assertRaisesRegex(UserError, "more than its budget"):
            plan.action_submit()
        self.assertEqual(plan.state, 'draft')

    def test_a_plan_without_lines_is_not_proposed(self):
        plan = self._create_plan()
        plan.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "has no line yet"):
            plan.action_submit()

    def test_an_archived_programme_is_not_proposed(self):
        plan = self._create_plan()
        self.programme.active = False
        with self.assertRaisesRegex(UserError, "These programmes are archived: Course of the tests"):
            plan.action_submit()

    def test_without_an_approval_set_up_nothing_is_proposed(self):
        self.env['tier.definition'].search([('model', '=', 'chamber.training.plan')]).active = False
        with self.assertRaisesRegex(UserError, "No approval is set up"):
            self._create_plan().action_submit()

    def test_a_plan_holds_no_programme_of_another_chamber(self):
        foreign = self._create_programme(code='T-B', company_id=self.chamber_05.id)
        plan = self._create_plan()
        with self.assertRaisesRegex(ValidationError, "national catalogue and of its own chamber"):
            self.env['chamber.training.plan.line'].with_user(self.training_manager_16).sudo().create(
                {'plan_id': plan.id, 'programme_id': foreign.id})

    @mute_logger('odoo.sql_db')
    def test_a_line_plans_at_least_one_person(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create_plan(lines=[{'programme_id': self.programme.id, 'planned_people': 0}])

    @mute_logger('odoo.sql_db')
    def test_a_chamber_prepares_one_plan_a_year(self):
        self._create_plan()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._create_plan()

    def test_an_approved_year_gets_no_second_plan(self):
        self._create_approved_plan()
        with self.assertRaisesRegex(UserError, "amend it instead"):
            self._create_plan()

    def test_what_is_proposed_is_fixed(self):
        plan = self._create_plan()
        plan.action_submit()
        for user in (self.training_manager_16, self.training_national):
            own = plan.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    own.budget = 900000
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    own.line_ids.planned_people = 400
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    own.line_ids.unlink()
                with self.assertRaisesRegex(UserError, "can no longer be changed"):
                    own.line_ids.create({'plan_id': plan.id, 'programme_id': self.programme.id})

    def test_an_approved_plan_is_fixed_and_not_deleted(self):
        plan = self._create_approved_plan()
        with self.assertRaisesRegex(UserError, "amended by a new version"):
            plan.budget = 1
        with self.assertRaisesRegex(UserError, "amended by a new version"):
            plan.line_ids.planned_cost = 1
        with self.assertRaisesRegex(UserError, "Only a draft plan"):
            plan.unlink()
        with self.assertRaisesRegex(UserError, "cannot become"):
            plan.action_cancel()
        with self.assertRaisesRegex(UserError, "cannot become"):
            plan.action_withdraw()

    def test_nobody_writes_the_status_of_a_plan_by_hand(self):
        plan = self._create_plan()
        for values in ({'state': 'approved'}, {'submitted_by_id': self.director_16.id}, {'version': 3}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "steps of the plan only"):
                plan.write(values)
        with self.assertRaisesRegex(UserError, "steps of the plan only"):
            self._create_plan(state='approved', year=2027)

    def test_a_line_is_not_moved_into_an_approved_plan(self):
        approved = self._create_approved_plan()
        draft = self._create_plan(year=2027)
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            draft.line_ids.plan_id = approved

    def test_a_plan_sent_back_is_changed_and_proposed_again(self):
        plan = self._create_plan()
        plan.action_submit()
        action = plan.with_user(self.director_16).action_send_back()
        wizard = self.env[action['res_model']].with_user(self.director_16).with_context(**action['context']).create(
            {'comment': "Too many people for one room."})
        wizard.action_apply()
        self.assertEqual(plan.state, 'draft')
        plan.line_ids.planned_people = 30
        self._approve(plan)
        self.assertRecordValues(plan, [{'state': 'approved', 'planned_people': 30}])

    def test_a_plan_is_withdrawn_from_approval_and_needs_all_approvals_again(self):
        plan = self._create_plan()
        plan.action_submit()
        plan.with_user(self.director_16).validate_tier()
        plan.action_withdraw()
        self.assertEqual(plan.state, 'draft')
        plan.action_submit()
        self.assertEqual(plan.sudo().review_ids.mapped('status'), ['pending', 'waiting'])

    def test_an_approved_plan_changes_by_a_new_version_that_is_approved_too(self):
        plan = self._create_approved_plan()
        session = self._create_session()
        self.assertEqual(session.plan_line_id, plan.line_ids)
        amendment = self.env['chamber.training.plan'].with_user(self.training_manager_16).browse(plan.action_amend()['res_id'])
        self.assertRecordValues(amendment, [{
            'name': 'PF-T-16-2026-2', 'version': 2, 'state': 'draft', 'previous_id': plan.id, 'budget': 500000}])
        amendment.line_ids.planned_cost = 450000
        self.assertTrue(amendment.line_ids.is_changed)
        self.assertEqual(plan.state, 'approved')
        self._approve(amendment)
        self.assertEqual((plan.state, amendment.state), ('replaced', 'approved'))
        self.assertEqual((plan.planned_cost, amendment.planned_cost), (300000, 450000))
        self.assertEqual(session.plan_line_id, amendment.line_ids)

    def test_one_amendment_at_a_time(self):
        plan = self._create_approved_plan()
        plan.action_amend()
        with self.assertRaisesRegex(UserError, "already being prepared"):
            plan.action_amend()

    def test_a_plan_that_is_not_in_force_is_not_amended(self):
        with self.assertRaisesRegex(UserError, "Only the approved plan"):
            self._create_plan().action_amend()

    def test_an_amendment_stays_of_its_chamber_and_year(self):
        plan = self._create_approved_plan()
        amendment = plan.browse(plan.action_amend()['res_id'])
        with self.assertRaisesRegex(UserError, "same chamber and year"):
            amendment.year = 2027

    def test_an_amendment_over_the_budget_is_refused(self):
        plan = self._create_approved_plan()
        amendment = plan.browse(plan.action_amend()['res_id'])
        amendment.line_ids.planned_cost = 500001
        with self.assertRaisesRegex(UserError, "more than its budget"):
            amendment.action_submit()
        self.assertEqual(plan.state, 'approved')

    def test_the_plan_of_the_national_chamber_is_approved_by_the_director_general(self):
        plan = self._create_plan(user=self.training_national, company_id=self.national_chamber.id)
        self.assertIn(self.director_general, plan.director_ids)
        self.assertNotIn(self.director_16, plan.director_ids)

    def test_a_plan_is_printed_in_arabic_and_french(self):
        self.chamber_16.write({'seat_ar': "الجزائر", 'seat_fr': "Alger"})
        plan = self._create_approved_plan(note="يستجيب هذا المخطط لحاجات حرفيي الولاية.")
        self.assertEqual(plan.action_print()['report_name'], 'chamber_training.chamber_training_plan_document')
        pdf, _kind = self.env['ir.actions.report'].with_user(self.training_manager_16).with_context(
            force_report_rendering=True)._render_qweb_pdf(
            'chamber_training.chamber_training_plan_report', plan.ids)
        text = " ".join(page_texts(pdf))
        for words in ("Plan de formation", "PF-T-16-2026", "Course of the tests", "300 000,00", "500 000,00"):
            self.assertIn(words, text)

    def test_versions_are_listed(self):
        plan = self._create_approved_plan()
        plan.action_amend()
        action = plan.action_view_versions()
        self.assertEqual(self.env[action['res_model']].search_count(action['domain']), 2)

    def test_several_lines_are_added_up(self):
        second = self._create_programme(code='T-02')
        plan = self._create_plan(lines=[
            {'programme_id': self.programme.id, 'planned_sessions': 2, 'planned_people': 40, 'planned_cost': 200000},
            {'programme_id': second.id, 'quarter': '3', 'planned_sessions': 1, 'planned_people': 15, 'planned_cost': 50000},
        ])
        self.assertRecordValues(plan, [{
            'planned_sessions': 3, 'planned_people': 55, 'planned_cost': 250000, 'remaining_budget': 250000}])
        plan.line_ids = [Command.delete(plan.line_ids[-1].id)]
        self.assertEqual(plan.planned_people, 40)
