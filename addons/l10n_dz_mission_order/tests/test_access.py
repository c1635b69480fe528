from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MissionCommon

LISTS = ('dz.mission.order', 'dz.mission', 'dz.mission.day', 'dz.mission.visa', 'dz.mission.expense', 'dz.mission.stop')


@tagged('post_install', '-at_install')
class TestAccess(MissionCommon):

    def setUp(self):
        super().setUp()
        self.order = self._order(stop_ids=[(0, 0, {'state_id': self.oran.id})])
        self.order.with_user(self.user).expense_ids = [(0, 0, {'name': "Taxi", 'amount': 500})]

    def _records(self):
        order = self.order.sudo()
        return (order, order.mission_id, order.day_ids, order.visa_ids, order.expense_ids, order.stop_ids)

    def test_who_reads_a_mission(self):
        for user in (self.user, self.chief, self.officer, self.finance, self.auditor, self.signatory, self.manager):
            for records in self._records():
                with self.subTest(user=user.name, model=records._name):
                    self.assertEqual(records.with_user(user).search([('id', 'in', records.ids)]), records)
                    records.with_user(user).read(['create_date'])

    def test_a_colleague_sees_nothing(self):
        for records in self._records():
            with self.subTest(model=records._name):
                self.assertFalse(records.with_user(self.stranger).search([('id', 'in', records.ids)]))
                with self.assertRaises(AccessError):
                    records.with_user(self.stranger).read(['create_date'])
        order = self.order.with_user(self.stranger)
        for name in ('action_ask', 'action_withdraw', 'action_order', 'action_start', 'action_report', 'action_cancel',
                     'action_print', 'action_settle', 'action_pay_advance', 'action_pay_balance',
                     'action_return_advance', 'action_send_back', 'action_print_account',
                     'action_prepare_fellows', 'action_view_entry', '_get_print_values'):
            with self.subTest(button=name), self.assertRaises(AccessError):
                getattr(order, name)()

    def test_who_must_decide_reads_what_he_decides_on(self):
        order = self._create_order('2026-06-10 08:00', '2026-06-12 17:00')
        order.action_ask()
        review = order.sudo().review_ids
        self.assertFalse(order.with_user(self.stranger).has_access('read'))
        self.env['tier.delegation'].with_user(self.chief).create({
            'delegate_id': self.stranger.id, 'date_start': '2026-03-01', 'date_end': '2026-03-31', 'reason': "Leave"})
        self.assertIn(self.stranger, review.reviewer_ids)
        order.with_user(self.stranger).read(['purpose', 'amount_estimate'])
        order.with_user(self.stranger).validate_tier()
        self.assertEqual(order.state, 'approved')
        self.assertFalse(self.order.with_user(self.stranger).has_access('read'), "only what is to be decided")

    def test_an_employee_asks_for_himself_only(self):
        with self.assertRaises(AccessError):
            self._create_order(employee_id=self.nadia.id)
        self._create_order('2026-06-10 08:00', '2026-06-12 17:00', employee_id=self.nadia.id, user=self.chief)
        self._create_order('2026-07-10 08:00', '2026-07-12 17:00', employee_id=self.nadia.id, user=self.officer)

    def test_readers_change_nothing(self):
        draft = self._create_order('2026-06-10 08:00', '2026-06-12 17:00')
        for user in (self.auditor, self.signatory):
            order = draft.with_user(user)
            for act in (lambda order=order: order.write({'purpose': "Other"}),
                        order.unlink, order.action_ask, order.action_cancel,
                        lambda order=order: order.mission_id.write({'purpose': "Other"}),
                        lambda order=order: order.day_ids.write({'is_lunch_given': True})):
                with self.subTest(user=user.name), self.assertRaises(AccessError):
                    act()

    def test_finance_does_not_ask_nor_report_for_others(self):
        draft = self._create_order('2026-06-10 08:00', '2026-06-12 17:00').with_user(self.finance)
        for name in ('action_ask', 'action_cancel', 'action_order', 'action_report', 'action_start', 'action_prepare_fellows'):
            with self.subTest(button=name), self.assertRaises(AccessError):
                getattr(draft, name)()
        for act in (lambda: draft.write({'advance_asked': 9}), lambda: draft.write({'purpose': "Other"}),
                    lambda: draft.mission_id.write({'purpose': "Other"}), lambda: draft.day_ids.write({'is_lunch_given': True}),
                    lambda: self.order.with_user(self.finance).write({'report': "Nothing done."}),
                    lambda: self.order.expense_ids.with_user(self.finance).write({'amount': 5})):
            with self.assertRaises(AccessError):
                act()

    def test_the_superior_does_not_give_the_order(self):
        order = self._approve(self._create_order('2026-06-10 08:00', '2026-06-12 17:00'))
        for user in (self.user, self.chief, self.finance, self.signatory):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                order.with_user(user).action_order()

    def test_other_companies_are_out_of_sight(self):
        other = self._create_company("Saharan Works")
        groups = ','.join(f'l10n_dz_mission_order.l10n_dz_mission_order_group_{name}'
                          for name in ('manager', 'finance', 'auditor', 'signatory'))
        foreign = self._create_user('foreign', groups, company=other)
        for records in self._records():
            records = records.with_user(foreign).with_context(allowed_company_ids=other.ids)
            with self.subTest(model=records._name):
                self.assertFalse(records.search([('id', 'in', records.ids)]))
                with self.assertRaises(AccessError):
                    records.read(['create_date'])
        self.assertFalse(self.env['dz.mission.rule'].with_user(foreign).with_context(
            allowed_company_ids=other.ids).search([('id', '=', self.rule.id)]))

    def test_a_branch_reads_the_scale_of_its_parent_and_not_its_missions(self):
        branch = self._create_company("Branch", parent_id=self.company.id)
        user = self._create_user('branch', 'l10n_dz_mission_order.l10n_dz_mission_order_group_manager', company=branch)
        env = self.env(user=user, context={'allowed_company_ids': branch.ids})
        self.assertTrue(env['dz.mission.rule'].search([('id', '=', self.rule.id)]))
        with self.assertRaises(AccessError):
            self.rule.with_env(env).report_days = 1
        self.assertFalse(env['dz.mission.order'].search([('id', '=', self.order.id)]))

    def test_scales_are_kept_by_the_manager(self):
        rate = self.env.ref('l10n_dz_mission_order.rate_inside_first_day')
        for user in (self.user, self.officer, self.finance, self.chief):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                rate.with_user(user).amount = 9999
            with self.assertRaises(AccessError):
                self.rule.with_user(user).advance_share = 100
        self.rule.with_user(self.manager).advance_share = 70

    def test_the_budget_line_is_named_by_officer_and_finance(self):
        with self.assertRaisesRegex(AccessError, "budget line"):
            self.order.with_user(self.user).budget_label = "62 / 625"
        self.order.with_user(self.officer).budget_label = "62 / 625"
        self.order.with_user(self.finance).budget_label = "62 / 6251"

    def test_the_payment_form_is_for_finance(self):
        for user in (self.user, self.officer, self.auditor, self.chief):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env['dz.mission.payment'].with_user(user).create({
                    'order_id': self.order.id, 'kind': 'advance', 'journal_id': self.bank.id})

    def test_lines_are_not_moved_to_another_order(self):
        other = self._order('2026-06-10 08:00', '2026-06-12 17:00')
        self._settle(self._report(other, day='2026-06-14 09:00:00'))
        expense = self.order.expense_ids.with_user(self.user)
        with self.assertRaises(UserError):
            expense.order_id = other
