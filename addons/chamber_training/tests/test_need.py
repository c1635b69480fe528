from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_plan import PlanCase


@tagged('post_install', '-at_install')
class TestNeed(PlanCase):

    def _count(self, programme=None, level='activity', user=None, minimum=1):
        wizard = self.env['chamber.training.need.register'].with_user(user or self.training_officer_16).create({
            'programme_ids': [Command.set((programme or self.programme).ids)], 'level': level, 'minimum': minimum})
        return self.env['chamber.training.need'].search(wizard.action_take()['domain'])

    def _plan(self, needs, plan, **values):
        wizard = self.env['chamber.training.need.plan'].with_user(self.training_manager_16).create({
            'need_ids': [Command.set(needs.ids)], 'plan_id': plan.id, **values})
        return wizard.action_apply()

    def test_a_need_of_an_artisan_takes_craft_and_wilaya_from_his_entry(self):
        artisan = self._create_artisan()
        with Form(self.env['chamber.training.need'].with_user(self.training_officer_16)) as form:
            form.programme_id = self.programme
            form.partner_id = artisan
        self.assertRecordValues(form.record, [{
            'theme_id': self.theme.id, 'craft_activity_id': self.craft_activity.id, 'state_id': self.state_16.id,
            'company_id': self.chamber_16.id, 'channel': 'counter', 'state': 'open', 'headcount': 1}])

    def test_a_need_without_programme_or_theme_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "which programme, or at least which theme"):
            self._create_need(programme_id=False)

    def test_a_need_of_a_person_is_of_one_person(self):
        with self.assertRaisesRegex(ValidationError, "that of one person"):
            self._create_need(partner_id=self._create_artisan().id, headcount=3)

    @mute_logger('odoo.sql_db')
    def test_a_need_of_nobody_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create_need(headcount=0)

    def test_a_need_is_dropped_and_taken_up_again(self):
        need = self._create_need()
        need.action_drop()
        self.assertEqual(need.state, 'dropped')
        with self.assertRaisesRegex(UserError, "Only an open need can be dropped"):
            need.action_drop()
        need.action_reopen()
        self.assertEqual(need.state, 'open')
        with self.assertRaisesRegex(UserError, "Only a dropped need"):
            need.action_reopen()

    def test_the_needs_of_another_chamber_are_hidden(self):
        need = self._create_need()
        with self.assertRaises(AccessError):
            need.with_user(self.training_officer_05).read(['headcount'])
        with self.assertRaises(AccessError):
            self._create_need(user=self.training_officer_05, company_id=self.chamber_16.id)

    def test_nobody_writes_by_hand_where_a_need_comes_from_or_what_answers_it(self):
        line = self._create_plan().line_ids
        need = self._create_need()
        for values in ({'channel': 'register'}, {'plan_line_id': line.id}, {'is_dropped': True}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "steps of the need only"):
                need.write(values)
            with self.subTest(created=values), self.assertRaisesRegex(UserError, "steps of the need only"):
                self._create_need(**values)

    def test_who_only_reads_enters_no_need(self):
        with self.assertRaises(AccessError):
            self._create_need(user=self.director_16, company_id=self.chamber_16.id)

    def test_the_register_tells_who_never_had_the_programme_without_naming_anybody(self):
        for _number in range(3):
            self._create_artisan()
        self._create_artisan(company=self.chamber_05)
        [need] = self._count()
        self.assertRecordValues(need, [{
            'channel': 'register', 'headcount': 3, 'programme_id': self.programme.id, 'company_id': self.chamber_16.id,
            'craft_activity_id': self.craft_activity.id, 'state_id': self.city_16.state_id.id, 'partner_id': False}])

    def test_suspended_and_struck_off_artisans_are_no_need(self):
        kept, suspended, struck = (self._create_artisan() for _number in range(3))
        for kind, partner in (('suspension', suspended), ('strike_off', struck)):
            self._get_entry(partner).with_user(self.director_16)._change_state(kind, "Reason", date(2026, 3, 15))
        [need] = self._count()
        self.assertEqual(need.headcount, 1)
        self.assertEqual(self._get_entry(kept).state, 'registered')

    def test_who_was_accepted_in_the_programme_is_no_longer_a_need(self):
        self._create_artisan()
        trained = self._create_artisan()
        session = self._create_session()
        as_engine(self.env['chamber.training.enrolment']).create({
            'number': 'T', 'session_id': session.id, 'partner_id': trained.id, 'state': 'accepted', 'seat_number': 1})
        [need] = self._count()
        self.assertEqual(need.headcount, 1)

    def test_only_the_crafts_of_the_programme_count(self):
        self._create_artisan()
        other = self.env['chamber.craft.activity'].search([
            ('level', '=', 'sector'), ('id', '!=', self.craft_activity.sector_id.id)], limit=1)
        self.programme.craft_activity_ids = other
        with self.assertRaisesRegex(UserError, "show no need"):
            self._count()
        self.programme.craft_activity_ids |= self.craft_activity.sector_id
        self.assertEqual(self._count().headcount, 1)

    def test_needs_are_grouped_by_sector_or_domain(self):
        self._create_artisan()
        self.assertEqual(self._count(level='sector').craft_activity_id, self.craft_activity.sector_id)
        self.assertEqual(self._count(level='domain').craft_activity_id, self.craft_activity.domain_id)

    def test_small_groups_are_left_out(self):
        self._create_artisan()
        with self.assertRaisesRegex(UserError, "show no need"):
            self._count(minimum=2)

    def test_counting_again_renews_the_figure_instead_of_adding_to_it(self):
        self._create_artisan()
        first = self._count()
        self._create_artisan()
        self.assertEqual(self._count(), first)
        self.assertEqual(first.headcount, 2)

    @mute_logger('odoo.sql_db')
    def test_the_register_gives_a_need_once(self):
        self._create_artisan()
        need = self._count()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            as_engine(need).copy({'state_id': need.state_id.id, 'craft_activity_id': need.craft_activity_id.id})

    def test_an_officer_counts_the_register_of_his_own_chamber_only(self):
        self._create_artisan()
        self._create_artisan(company=self.chamber_05)
        self.assertEqual(self._count().company_id, self.chamber_16)
        with self.assertRaises(AccessError):
            self.env['chamber.training.need.register'].with_user(self.training_officer_16).create(
                {'company_ids': [Command.set(self.chamber_05.ids)]})

    def test_the_national_manager_counts_all_registers(self):
        self._create_artisan()
        self._create_artisan(company=self.chamber_05)
        needs = self._count(user=self.training_national)
        self.assertIn(self.chamber_05, needs.company_id)
        self.assertIn(self.chamber_16, needs.company_id)

    def test_chosen_needs_become_a_line_of_the_plan(self):
        plan = self._create_plan()
        other = self._create_programme(code='T-02')
        needs = self._create_need(programme_id=other.id, headcount=7) | self._create_need(programme_id=other.id, headcount=5)
        self._plan(needs, plan, quarter='2')
        line = plan.line_ids.filtered(lambda line: line.programme_id == other)
        self.assertRecordValues(line, [{'quarter': '2', 'planned_people': 12, 'planned_sessions': 3}])
        self.assertEqual(needs.mapped('state'), ['planned', 'planned'])
        self.assertEqual(line.need_ids, needs)

    def test_a_line_of_the_programme_and_quarter_grows(self):
        plan = self._create_plan()
        self._plan(self._create_need(headcount=10), plan, quarter='1')
        self.assertRecordValues(plan.line_ids, [{'planned_people': 50, 'planned_sessions': 4, 'planned_cost': 300000}])

    def test_a_need_without_programme_is_not_planned(self):
        need = self._create_need(programme_id=False, theme_id=self.theme.id)
        with self.assertRaisesRegex(UserError, "Choose the programme of each need first"):
            self._plan(need, self._create_plan())

    def test_a_need_is_not_planned_twice(self):
        plan = self._create_plan()
        need = self._create_need()
        self._plan(need, plan)
        with self.assertRaisesRegex(UserError, "Only open needs"):
            self._plan(need, plan)

    def test_the_needs_of_another_chamber_do_not_enter_the_plan(self):
        need = self._create_need(user=self.training_officer_05)
        wizard = self.env['chamber.training.need.plan'].with_user(self.training_national).create({
            'need_ids': [Command.set(need.ids)], 'plan_id': self._create_plan().id})
        with self.assertRaisesRegex(UserError, "needs of its own chamber"):
            wizard.action_apply()

    def test_an_officer_plans_nothing(self):
        with self.assertRaises(AccessError):
            self.env['chamber.training.need.plan'].with_user(self.training_officer_16).create({
                'need_ids': [Command.set(self._create_need().ids)], 'plan_id': self._create_plan().id})

    def test_a_planned_need_is_not_deleted_and_opens_again_with_its_line_gone(self):
        plan = self._create_plan()
        need = self._create_need()
        self._plan(need, plan)
        with self.assertRaisesRegex(UserError, "stands in a plan"):
            need.unlink()
        plan.line_ids.unlink()
        self.assertEqual(need.state, 'open')

    def test_the_needs_of_a_plan_given_up_are_open_again(self):
        plan = self._create_plan()
        need = self._create_need()
        self._plan(need, plan)
        plan.action_cancel()
        self.assertEqual(need.state, 'open')

    def test_a_need_is_met_once_a_session_of_its_line_is_over(self):
        plan = self._create_plan()
        need = self._create_need()
        self._plan(need, plan)
        self._approve(plan)
        self.assertEqual(need.state, 'planned')
        session = self._create_session()
        self.assertEqual(session.plan_line_id, plan.line_ids)
        for state in ('open', 'ongoing', 'done'):
            session._set_state(state)
        self.assertEqual(need.state, 'met')
