from odoo.tests import Form, tagged

from .common import BUDGET, MissionBudgetCommon


@tagged('post_install', '-at_install')
class TestViews(MissionBudgetCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._open_budget()

    def test_an_employee_foresees_his_expenses_and_the_article_is_proposed(self):
        with Form(self.env['dz.mission.order'].with_user(self.user)) as form:
            form.purpose = "Fair of Oran"
            form.state_id = self.oran
            form.date_start = '2026-03-10 07:00:00'
            form.date_end = '2026-03-12 16:00:00'
            form.distance_km = 430
            self.assertEqual(form.budget_article_id, self.missions)
            form.expense_estimate = 1500
        self.assertEqual(form.record.amount_foreseen, 4350)

    def test_finance_names_the_article_while_the_mission_is_decided(self):
        order = self._create_order()
        order.action_ask()
        self.finance.group_ids += self.env.ref(f'{BUDGET}user')
        with Form(order.with_user(self.finance)) as form:
            form.budget_article_id = self.missions_abroad
        self.assertEqual((order.budget_article_id, order.budget_label), (self.missions_abroad, "6252 Missions abroad"))

    def test_the_traveller_sees_the_article_and_leaves_it(self):
        order = self._create_order()
        order.action_ask()
        with Form(order) as form, self.assertRaisesRegex(AssertionError, "readonly"):
            form.budget_article_id = self.missions_abroad

    def test_the_rules_name_the_articles(self):
        with Form(self.rule.with_user(self.manager)) as form:
            form.budget_article_abroad_id = self.missions
        self.assertEqual(self.rule._get_budget_article(True), self.missions)
