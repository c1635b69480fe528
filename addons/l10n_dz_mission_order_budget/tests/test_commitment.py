from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import MissionBudgetCommon


@tagged('post_install', '-at_install')
class TestCommitment(MissionBudgetCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._open_budget()

    def test_the_rules_propose_the_article_of_a_mission_and_of_one_abroad(self):
        order = self._create_order()
        self.assertEqual((order.budget_article_id, order.budget_label), (self.missions, "6251 Missions"))
        order.write({'country_id': self.env.ref('base.fr').id, 'state_id': False})
        self.assertEqual((order.budget_article_id, order.budget_label), (self.missions_abroad, "6252 Missions abroad"))

    def test_an_article_that_was_chosen_stays(self):
        other = self._create_article('6253', "Missions of the fair", parent_id=self.chapter.id)
        order = self._create_order(budget_article_id=other.id)
        order.date_end = self._utc('2026-03-13 17:00')
        self.assertEqual(order.budget_article_id, other)

    def test_an_article_of_the_parent_company_alone_is_not_proposed_to_its_branch(self):
        branch = self._create_company("Branch", parent_id=self.company.id)
        weaver = self._create_employee("Yacine", company_id=branch.id)
        order = self._create_order(user=self.env.user, employee_id=weaver.id)
        self.assertEqual((order.company_id, order.budget_article_id), (branch, self.missions))
        self.rule.budget_article_id = self._create_article(
            '6254', "Missions of the headquarters", company_id=self.company.id, parent_id=self.chapter.id)
        later = self._create_order('2026-04-10 08:00', '2026-04-12 17:00', user=self.env.user, employee_id=weaver.id)
        self.assertFalse(later.budget_article_id)
        own = self._create_order('2026-04-10 08:00', '2026-04-12 17:00')
        self.assertEqual(own.budget_article_id, self.rule.budget_article_id)

    def test_the_approval_reserves_the_estimate_with_the_expenses_foreseen(self):
        order = self._create_order(expense_estimate=2600)
        order.action_ask()
        self.assertEqual(self._figures(), (0, 0, 0))
        order.with_user(self.chief).validate_tier()
        self.assertEqual((order.amount_foreseen, self._figures()), (5450, (5450, 0, 0)))
        movement = self.env['budget.movement'].search([('cause_model', '=', 'dz.mission.order'), ('cause_id', '=', order.id)])
        self.assertEqual((movement.kind, movement.committed, movement.chain_user_id), ('commit', 5450, self.chief))
        self.assertEqual(movement.commitment_id.partner_id, self.karim.work_contact_id)

    def test_where_the_credit_is_exceeded_the_approval_is_refused_with_what_is_left(self):
        self._approve(self._create_order(expense_estimate=6000))
        order = self._create_order('2026-04-10 08:00', '2026-04-12 17:00')
        order.action_ask()
        told = r"Credit exceeded on 6251 Missions: 2\W850\W00\W*DA asked for, 1\W150\W00\W*DA left"
        with self.assertRaisesRegex(UserError, told), self.env.cr.savepoint():
            order.with_user(self.chief).validate_tier()
        order.invalidate_recordset()
        self.assertEqual((order.state, self._figures()), ('asked', (8850, 0, 0)))

    def test_what_the_settlement_spent_less_becomes_free_and_the_rest_is_billed_and_paid(self):
        order = self._order(expense_estimate=3000, advance_asked=2000)
        self._pay(order, 'advance')
        self.assertEqual(self._figures(), (5850, 0, 0))
        self._report(order, ("Train there", 1300), ("Train back", 1300))
        self.assertEqual(self._figures(), (5850, 0, 0))
        self._settle(order)
        self.assertEqual(self._figures(), (5450, 5450, 2000))
        self._pay(order, 'balance')
        self.assertEqual((order.state, self._figures()), ('closed', (5450, 5450, 5450)))
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_an_advance_over_what_was_spent_pays_no_more_than_that(self):
        order = self._order(advance_asked=2280)
        self._pay(order, 'advance')
        self._report(order, actual_start=order.date_start, actual_end=self._utc('2026-03-10 21:00'))
        self._settle(order)
        self.assertEqual(self._figures(), (500, 500, 500))
        self._pay(order, 'balance', journal=self.cash)
        self.assertEqual(self._figures(), (500, 500, 500))

    def test_a_settlement_over_the_estimate_takes_what_is_left_and_no_more(self):
        order = self._report(self._order(), ("Taxi", 4000))
        self._settle(order)
        self.assertEqual(self._figures(), (6850, 6850, 0))
        late = self._report(
            self._order('2026-04-10 08:00', '2026-04-12 17:00'), ("Taxi", 301), day='2026-04-14 09:00:00')
        with self.assertRaisesRegex(UserError, "Credit exceeded on 6251 Missions"), self.env.cr.savepoint():
            self._settle(late)
        late.invalidate_recordset()
        self.assertEqual((late.state, late.sudo().settlement_move_id.id), ('reported', False))
        self.assertEqual(self._figures(), (9700, 6850, 0))

    def test_a_mission_without_allowance_reserves_nothing(self):
        near = self._order('2026-05-10 08:00', '2026-05-10 18:00', distance_km=10)
        self._settle(self._report(near, day='2026-05-12 09:00:00'))
        self.assertEqual((near.state, self._figures()), ('closed', (0, 0, 0)))

    def test_a_mission_given_up_frees_its_credit(self):
        order = self._order()
        self.assertEqual(self._figures(), (2850, 0, 0))
        order.with_user(self.officer).action_cancel()
        self.assertEqual((order.state, self._figures()), ('cancelled', (0, 0, 0)))

    def test_a_mission_given_up_after_its_advance_came_back_frees_its_credit(self):
        order = self._order(advance_asked=1000)
        self._pay(order, 'advance')
        self._pay(order, 'return')
        order.with_user(self.officer).action_cancel()
        self.assertEqual(self._figures(), (0, 0, 0))

    def test_a_refused_mission_holds_nothing(self):
        order = self._create_order()
        order.action_ask()
        order.with_user(self.chief)._rejected_tier()
        self.assertEqual((order.state, self._figures()), ('refused', (0, 0, 0)))

    def test_while_a_budget_is_open_a_mission_needs_its_article(self):
        self.rule.write({'budget_article_id': False})
        order = self._create_order()
        order.action_ask()
        with self.assertRaisesRegex(UserError, "name the budget article that bears the mission"), self.env.cr.savepoint():
            order.with_user(self.chief).validate_tier()
        order.invalidate_recordset()
        order.with_user(self.officer).budget_article_id = self.missions
        order.with_user(self.chief).validate_tier()
        self.assertEqual((order.state, self._figures()), ('approved', (2850, 0, 0)))

    def test_a_company_that_does_not_ask_for_articles_sends_people_without(self):
        self.rule.write({'budget_article_id': False})
        self.company.budget_is_required = False
        order = self._report(self._order())
        self._settle(order)
        self._pay(order, 'balance')
        self.assertEqual((order.state, self._figures()), ('closed', (0, 0, 0)))

    def test_another_article_moves_the_reservation(self):
        order = self._order()
        order.with_user(self.finance).budget_article_id = self.missions_abroad
        self.assertEqual((self._figures(), self._figures(self.missions_abroad)), ((0, 0, 0), (2850, 0, 0)))

    def test_an_article_of_another_company_is_refused(self):
        other = self._create_company("Other Works")
        chapter = self._create_article('700', "Elsewhere", 'chapter', company_id=other.id)
        article = self._create_article('701', "Elsewhere", parent_id=chapter.id, company_id=other.id)
        with self.assertRaisesRegex(ValidationError, "belongs to another company"), self.env.cr.savepoint():
            self._create_order(budget_article_id=article.id)
        with self.assertRaisesRegex(ValidationError, "articles of their own company"), self.env.cr.savepoint():
            self.rule.budget_article_id = article

    def test_what_is_settled_in_january_is_billed_on_the_credit_reserved_in_december(self):
        order = self._report(self._order('2026-12-28 08:00', '2026-12-30 17:00'), day='2026-12-31 09:00:00')
        with freeze_time('2027-01-04 09:00:00'):
            self._settle(order)
        self.assertEqual(self._figures(), (2850, 2850, 0))


@tagged('post_install', '-at_install')
class TestBudgetComesLater(MissionBudgetCommon):

    def test_what_was_approved_before_the_budget_is_held_when_the_order_is_given(self):
        self.rule.write({'budget_article_id': False})
        order = self._approve(self._create_order())
        self._open_budget()
        with self.assertRaisesRegex(UserError, "name the budget article"), self.env.cr.savepoint():
            order.with_user(self.officer).action_order()
        order.invalidate_recordset()
        order.with_user(self.officer).budget_article_id = self.missions
        self.assertEqual(self._figures(), (2850, 0, 0))
        order.with_user(self.officer).action_order()
        self.assertEqual((order.state, self._figures()), ('ordered', (2850, 0, 0)))

    def test_what_was_settled_before_the_budget_is_paid_without_it(self):
        self.rule.write({'budget_article_id': False})
        order = self._settle(self._report(self._order()))
        self._open_budget()
        self._pay(order, 'balance')
        self.assertEqual((order.state, self._figures()), ('closed', (0, 0, 0)))

    def test_an_article_without_open_budget_is_refused(self):
        order = self._create_order()
        order.action_ask()
        with self.assertRaisesRegex(UserError, "No budget of Copper Works is open"), self.env.cr.savepoint():
            order.with_user(self.chief).validate_tier()
