from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestAdvance(MissionCommon):

    def test_an_advance_is_asked_approved_and_paid_from_the_bank(self):
        order = self._create_order(advance_asked=2280)
        self.assertEqual(order.advance_limit, 2280)
        order.action_ask()
        self.assertEqual(order.advance_state, 'asked')
        order.with_user(self.chief).validate_tier()
        self.assertRecordValues(order, [{'advance_state': 'granted', 'advance_granted': 2280}])
        order.with_user(self.officer).action_order()
        self._pay(order, 'advance')
        payment = order.sudo().advance_payment_id
        self.assertEqual((order.advance_state, payment.amount, payment.payment_type), ('paid', 2280, 'outbound'))
        self.assertEqual(payment.partner_id, self.karim.work_contact_id)
        self.assertEqual(payment.move_id.state, 'posted')
        self.assertEqual(self._balances(payment.move_id)['425'], 2280)

    def test_cash_goes_out_of_the_cash_account(self):
        order = self._order(advance_asked=1000)
        self._pay(order, 'advance', journal=self.cash)
        code = self.cash.default_account_id.code[:3]
        self.assertEqual(self._balances(order.sudo().advance_payment_id.move_id), {'425': 1000, code: -1000})

    def test_more_than_the_share_is_refused(self):
        order = self._create_order(advance_asked=2280.01)
        with self.assertRaisesRegex(UserError, r"2.280.01.DA are asked for; at most 2.280.00.DA"):
            order.action_ask()

    def test_the_share_is_dated(self):
        self._change_rule('2026-04-01', advance_share=50)
        self.assertEqual(self._create_order().advance_limit, 2280)
        self.assertEqual(self._create_order('2026-04-10 08:00', '2026-04-12 17:00').advance_limit, 1425)

    def test_no_advance_beside_one_that_is_not_settled(self):
        first = self._order(advance_asked=1000)
        self._pay(first, 'advance')
        second = self._create_order('2026-04-10 08:00', '2026-04-12 17:00', advance_asked=500)
        with self.assertRaisesRegex(UserError, "that of mission OM/2026/0001 is not settled"):
            second.action_ask()
        self.rule.is_advance_blocked = False
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_a_mission_without_advance_is_asked_for_meanwhile(self):
        self._pay(self._order(advance_asked=1000), 'advance')
        second = self._create_order('2026-04-10 08:00', '2026-04-12 17:00')
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_a_settled_mission_frees_the_next_advance_once_the_rest_is_given_back(self):
        first = self._order(advance_asked=2280)
        self._pay(first, 'advance')
        # he came back on the first evening: 500 of allowances
        self._settle(self._report(first, actual_start=first.date_start, actual_end=self._utc('2026-03-10 21:00')))
        self.assertEqual(first.amount_balance, -1780)
        second = self._create_order('2026-04-10 08:00', '2026-04-12 17:00', advance_asked=500)
        with self.assertRaisesRegex(UserError, "is not settled"):
            second.action_ask()
        self._pay(first, 'balance')
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_an_advance_is_paid_once(self):
        order = self._order(advance_asked=1000)
        self._pay(order, 'advance')
        with self.assertRaisesRegex(UserError, "or it was paid already"):
            self._pay(order, 'advance')

    def test_an_advance_is_paid_on_the_order_only(self):
        order = self._approve(self._create_order(advance_asked=1000))
        with self.assertRaisesRegex(UserError, "nothing of that kind"):
            self._pay(order, 'advance')

    def test_only_finance_pays(self):
        order = self._order(advance_asked=1000)
        for user in (self.user, self.officer, self.auditor, self.chief):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                order.with_user(user).action_pay_advance()
            with self.assertRaises(AccessError):
                order.with_user(user)._pay('advance', self.bank, '2026-03-02', False)

    def test_nobody_pays_his_own_advance(self):
        order = self._order(advance_asked=1000)
        self.user.group_ids += self.finance.group_ids
        with self.assertRaisesRegex(AccessError, "his own mission"):
            order.with_user(self.user).action_pay_advance()

    def test_a_mission_given_up_gives_its_advance_back_first(self):
        order = self._order(advance_asked=1000)
        self._pay(order, 'advance')
        with self.assertRaisesRegex(UserError, "must be given back first"):
            order.with_user(self.officer).action_cancel()
        self._pay(order, 'return')
        order.with_user(self.officer).action_cancel()
        self.assertRecordValues(order, [{'state': 'cancelled', 'advance_state': 'returned', 'amount_advance': 0}])
        moves = order.sudo().advance_payment_id.move_id | order.sudo().return_payment_id.move_id
        self.assertEqual(self._balances(moves)['425'], 0)

    def test_a_refused_mission_has_no_advance(self):
        order = self._create_order(advance_asked=1000)
        order.action_ask()
        order.with_user(self.chief)._rejected_tier()
        self.assertEqual((order.advance_state, order.advance_granted), ('none', 0))

    def test_a_traveller_without_address_is_told(self):
        order = self._order(advance_asked=1000)
        self.karim.work_contact_id = False
        with self.assertRaisesRegex(UserError, "has no address that could be paid"):
            self._pay(order, 'advance')

    def test_a_chart_without_the_account_is_told(self):
        order = self._order(advance_asked=1000)
        self.rule.advance_prefix = '4259'
        with self.assertRaisesRegex(UserError, "Copper Works has no account 4259"):
            self._pay(order, 'advance')
