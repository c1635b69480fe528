from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import BUDGET, MissionBudgetCommon


@tagged('post_install', '-at_install')
class TestAccess(MissionBudgetCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._open_budget()

    def test_the_traveller_names_no_article_once_he_has_asked(self):
        order = self._create_order()
        order.action_ask()
        with self.assertRaisesRegex(AccessError, "name the article that bears a mission"), self.env.cr.savepoint():
            order.budget_article_id = self.missions_abroad

    def test_the_article_of_a_settled_mission_does_not_change(self):
        order = self._settle(self._report(self._order()))
        with self.assertRaisesRegex(UserError, "does not change any more"), self.env.cr.savepoint():
            order.with_user(self.finance).budget_article_id = self.missions_abroad
        self.assertEqual(self._figures(), (2850, 2850, 0))

    def test_the_expenses_foreseen_do_not_change_after_the_approval(self):
        order = self._order()
        for user in (self.user, self.officer, self.finance):
            with self.assertRaises(UserError):
                order.with_user(user).expense_estimate = 1

    @mute_logger('odoo.sql_db')
    def test_expenses_foreseen_are_never_negative(self):
        with self.assertRaises(CheckViolation):
            self._create_order(expense_estimate=-1)

    def test_what_is_left_is_shown_to_who_decides_and_to_nobody_else(self):
        order = self._create_order(expense_estimate=8000)
        order.action_ask()
        for user in (self.chief, self.officer, self.finance):
            self.assertRecordValues(order.with_user(user), [{'budget_left': 10000, 'is_budget_short': True}])
        self.assertRecordValues(order, [{'budget_left': 0, 'is_budget_short': False}])

    def test_commitments_are_for_those_who_keep_the_budget(self):
        order = self._order()
        with self.assertRaises(AccessError):
            order.read(['budget_commitment_ids'])
        self.finance.group_ids += self.env.ref(f'{BUDGET}user')
        order = order.with_user(self.finance)
        self.assertEqual(order.budget_commitment_count, 1)
        action = order.action_view_budget_commitments()
        self.assertEqual(self.env['budget.commitment'].search(action['domain']).committed, 2850)

    def test_who_keeps_the_budget_opens_the_mission_behind_a_commitment_and_no_other(self):
        order, other = self._order(expense_estimate=500), self._create_order('2026-05-10 08:00', '2026-05-11 17:00')
        commitment = self.env['budget.commitment'].search([('res_id', '=', order.id)]).with_user(self.clerk)
        action = commitment.action_open_document()
        self.assertEqual((action['res_model'], action['res_id']), ('dz.mission.order', order.id))
        order, other = order.with_user(self.clerk), other.with_user(self.clerk)
        self.assertEqual((order.purpose, order.day_ids.mapped('amount')), ("Fair of Oran", [1300, 1300, 250]))
        with Form(order) as form:
            self.assertEqual(form.amount_foreseen, 3350)
        with self.assertRaises(AccessError):
            other.read(['purpose'])
        with self.assertRaises(AccessError):
            order.report = "Mine"

    def test_who_approved_a_mission_does_not_pay_it(self):
        self.chief.group_ids += self.env.ref('l10n_dz_mission_order.l10n_dz_mission_order_group_finance')
        order = self._order(advance_asked=1000)
        with self.assertRaisesRegex(UserError, "cannot do two steps of one expense"), self.env.cr.savepoint():
            self._pay(order, 'advance', user=self.chief)
        self._pay(order, 'advance')
        self.assertEqual(order.advance_state, 'paid')

    def test_who_asked_for_a_mission_of_another_does_not_pay_it(self):
        finance_officer = self._create_user(
            'both', 'l10n_dz_mission_order.l10n_dz_mission_order_group_finance,'
                    'l10n_dz_mission_order.l10n_dz_mission_order_group_officer')
        order = self._create_order(user=finance_officer, advance_asked=1000)
        order.action_ask()
        order.with_user(self.chief).validate_tier()
        order.with_user(self.officer).action_order()
        with self.assertRaisesRegex(UserError, "cannot do two steps of one expense"), self.env.cr.savepoint():
            self._pay(order, 'advance', user=finance_officer)
