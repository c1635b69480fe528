from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestSettlement(MissionCommon):
    """Karim: three days at Oran, 2,850 DA of allowances."""

    def test_the_balance_is_paid_and_the_account_of_advances_is_even(self):
        order = self._order(advance_asked=2000)
        self._pay(order, 'advance')
        self._report(order, ("Train there", 1300), ("Train back", 1300))
        self.assertRecordValues(order, [{
            'amount_allowance': 2850, 'amount_expense': 2600, 'amount_total': 5450, 'amount_advance': 2000,
            'amount_balance': 3450}])
        self._settle(order)
        entry = order.sudo().settlement_move_id
        self.assertEqual(entry.state, 'posted')
        self.assertEqual(self._balances(entry), {'625': 5450, '425': -5450})
        self._pay(order, 'balance')
        self.assertEqual(order.state, 'closed')
        moves = entry | order.sudo().advance_payment_id.move_id | order.sudo().balance_payment_id.move_id
        self.assertEqual(self._balances(moves)['425'], 0)
        self.assertEqual(order.sudo().balance_payment_id.payment_type, 'outbound')

    def test_the_rest_of_the_advance_comes_back(self):
        order = self._order(advance_asked=2280)
        self._pay(order, 'advance')
        self._report(order, actual_start=order.date_start, actual_end=self._utc('2026-03-10 21:00'))
        self.assertEqual((order.amount_allowance, order.amount_balance), (500, -1780))
        self._settle(order)
        self._pay(order, 'balance', journal=self.cash)
        payment = order.sudo().balance_payment_id
        self.assertEqual((payment.payment_type, payment.amount), ('inbound', 1780))
        moves = order.sudo().settlement_move_id | order.sudo().advance_payment_id.move_id | payment.move_id
        self.assertEqual(self._balances(moves)['425'], 0)
        self.assertEqual(order.state, 'closed')

    def test_where_nothing_is_owed_the_mission_is_closed_at_once(self):
        order = self._order(advance_asked=2280)
        self._pay(order, 'advance')
        order = self._report(order)
        order.with_user(self.finance).day_ids[0].is_lunch_given = True
        order.with_user(self.finance).day_ids[1].write({'is_lunch_given': True, 'is_dinner_given': True})
        self.assertEqual(order.amount_allowance, 2100)
        order.with_user(self.finance).day_ids[1].is_dinner_given = False
        self.assertEqual(order.amount_allowance, 2350)
        order.with_user(self.finance).day_ids[1].is_lunch_given = False
        self.assertEqual(order.amount_balance, 320)
        self._settle(order)
        self.assertEqual(order.state, 'settled')
        near = self._order('2026-05-10 08:00', '2026-05-10 18:00', distance_km=10)
        self._settle(self._report(near, day='2026-05-12 09:00:00'))
        self.assertEqual((near.state, near.sudo().settlement_move_id.id), ('closed', False))

    def test_an_account_that_is_reconciled_is_matched(self):
        account = self._order().sudo()._get_account('advance_prefix')
        account.reconcile = True
        order = self._order('2026-04-10 08:00', '2026-04-12 17:00', advance_asked=1000)
        self._pay(order, 'advance')
        self._settle(self._report(order, day='2026-04-14 09:00:00'))
        self._pay(order, 'balance')
        lines = order.sudo().settlement_move_id.line_ids.filtered(lambda line: line.account_id == account)
        self.assertTrue(all(lines.mapped('reconciled')))

    def test_no_settlement_without_report(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, "has no report"):
            self._settle(order)

    def test_settled_twice_is_refused(self):
        order = self._report(self._order())
        self._settle(order)
        with self.assertRaisesRegex(UserError, "was settled already, by Finance"):
            self._settle(order, self.finance_2)
        self.assertEqual(self.env['account.move'].search_count([('ref', '=', order.sudo().settlement_move_id.ref)]), 1)

    def test_only_finance_settles_and_nobody_his_own(self):
        order = self._report(self._order())
        for user in (self.user, self.officer, self.auditor, self.chief, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._settle(order, user)
        self.user.group_ids += self.finance.group_ids
        with self.assertRaisesRegex(AccessError, "his own mission"):
            self._settle(order, self.user)

    def test_the_report_comes_after_the_return_and_is_written(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, "is not in progress"):
            order.action_report()
        order.sudo()._set_state('progress')
        with self.assertRaisesRegex(UserError, "Write the report"):
            order.action_report()
        order.with_user(self.user).report = "Sold well."
        with self.assertRaisesRegex(UserError, "comes after the return"):
            order.action_report()

    def test_a_ticket_is_attached(self):
        order = self._order()
        order.sudo()._set_state('progress')
        order.with_user(self.user).write({'report': "Sold well.", 'expense_ids': [(0, 0, {'name': "Taxi", 'amount': 500})]})
        with freeze_time('2026-03-13 09:00:00'):
            with self.assertRaisesRegex(UserError, "ticket of “Taxi”"):
                order.action_report()
            self.rule.ticket_from = 500
            order.action_report()
        self.assertEqual(order.state, 'reported')

    def test_visas_are_filled_in_where_the_rules_want_them(self):
        self.rule.is_visa_required = True
        order = self._order()
        with self.assertRaisesRegex(UserError, "visas of arrival"):
            self._report(order)
        order.with_user(self.user).visa_ids.write({'arrived': '2026-03-10 14:00:00', 'left': '2026-03-12 09:00:00'})
        with freeze_time('2026-03-13 09:00:00'):
            order.with_user(self.user).action_report()
        self.assertEqual(order.state, 'reported')

    def test_nobody_leaves_before_he_arrives(self):
        order = self._order()
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            order.with_user(self.user).visa_ids.write({'arrived': '2026-03-12 14:00:00', 'left': '2026-03-11 09:00:00'})

    def test_finance_reduces_an_expense_with_its_reason(self):
        order = self._report(self._order(), ("Dinner with friends", 4000))
        expense = order.expense_ids.with_user(self.finance)
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(CheckViolation, 'remark_given'), self.env.cr.savepoint():
            expense.amount_accepted = 0
            self.env.flush_all()
        expense.write({'amount_accepted': 1000, 'remark': "One person only"})
        self.assertEqual(order.amount_expense, 1000)
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(CheckViolation, 'accepted_within'), self.env.cr.savepoint():
            expense.amount_accepted = 4001
            self.env.flush_all()
        with self.assertRaisesRegex(AccessError, "does not change it"):
            expense.amount = 9000

    def test_the_traveller_does_not_judge_his_expenses(self):
        order = self._order()
        order.sudo()._set_state('progress')
        order = order.with_user(self.user)
        order.expense_ids = [(0, 0, {'name': "Taxi", 'amount': 500})]
        for values in ({'amount_accepted': 400, 'remark': "Less"}, {'remark': "Fine"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                order.expense_ids.write(values)
        with self.assertRaises(AccessError):
            order.expense_ids = [(0, 0, {'name': "Taxi", 'amount': 500, 'amount_accepted': 600})]

    def test_what_was_reported_does_not_change(self):
        order = self._report(self._order(), ("Taxi", 500))
        for act in (lambda: order.write({'report': "Sold badly."}), lambda: order.write({'actual_end': '2026-03-13 08:00:00'}),
                    lambda: order.expense_ids.write({'amount': 900}), lambda: order.expense_ids.unlink(),
                    lambda: order.write({'expense_ids': [(0, 0, {'name': "More", 'amount': 100})]}),
                    lambda: order.visa_ids.unlink(), lambda: order.day_ids.write({'is_lunch_given': True})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_what_was_settled_does_not_change(self):
        order = self._report(self._order(), ("Taxi", 500))
        self._settle(order)
        order = order.with_user(self.finance)
        for act in (lambda: order.expense_ids.write({'amount_accepted': 1, 'remark': "Less"}),
                    lambda: order.day_ids.write({'is_lunch_given': True}), lambda: order.write({'budget_label': "Other"})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_a_report_is_sent_back_and_completed(self):
        order = self._report(self._order())
        order.with_user(self.finance).action_send_back()
        self.assertEqual(order.state, 'progress')
        self._report_again(order, ("Taxi", 500))
        self.assertEqual(order.amount_total, 3350)

    def _report_again(self, order, expense):
        with freeze_time('2026-03-14 09:00:00'):
            order.with_user(self.user).expense_ids = [(0, 0, {'name': expense[0], 'amount': expense[1], 'ticket': b'dA=='})]
            order.with_user(self.user).action_report()

    def test_the_allowances_are_those_of_the_real_days(self):
        order = self._report(self._order(), actual_start=self._utc('2026-03-10 08:00'), actual_end=self._utc('2026-03-12 22:00'))
        self.assertEqual(order.day_ids.mapped('amount'), [1300, 1300, 500])
        self.assertEqual(order.amount_estimate, 2850)

    def test_a_rate_ended_meanwhile_is_told_at_the_settlement(self):
        order = self._report(self._order())
        self.env['dz.mission.rate'].search([]).write({'date_to': '2026-03-11'})
        with self.assertRaisesRegex(UserError, "No rate “Meal”.*(03/12|12/03)/2026"):
            self._settle(order)
        self.assertEqual(order.state, 'reported')

    def test_the_analytic_account_bears_the_expense(self):
        plan = self.env['account.analytic.plan'].create({'name': "Field of Work"})
        analytic = self.env['account.analytic.account'].create({'name': "Fairs", 'plan_id': plan.id})
        order = self._report(self._order())
        order.with_user(self.finance).analytic_account_id = analytic
        self._settle(order)
        lines = order.sudo().settlement_move_id.line_ids
        self.assertEqual([line.analytic_distribution for line in lines if line.account_id.code.startswith('625')],
                         [{str(analytic.id): 100}])

    def test_finance_that_is_mission_officer_as_well_adds_no_expense_to_a_report_and_takes_none_away(self):
        self.officer.group_ids += self.env.ref('l10n_dz_mission_order.l10n_dz_mission_order_group_finance')
        order = self._report(self._order(), ("Taxi", 400)).with_user(self.officer)
        for act in (lambda: order.write({'expense_ids': [Command.create({'name': "Bus", 'amount': 40, 'date': '2026-03-10'})]}),
                    lambda: order.expense_ids.unlink(), lambda: order.expense_ids.write({'amount': 4000})):
            with self.assertRaisesRegex(AccessError, "does not change it"), self.env.cr.savepoint():
                act()
        order.invalidate_recordset()
        self.assertEqual(order.expense_ids.mapped('amount'), [400])

    def test_a_locked_period_refuses_the_settlement(self):
        order = self._report(self._order())
        self.company.fiscalyear_lock_date = '2026-02-28'
        with freeze_time('2026-02-20 09:00:00'), self.assertRaisesRegex(UserError, "is closed in the accounts of Copper Works"):
            self._settle(order)
        self.assertEqual(order.state, 'reported')

    def test_a_balance_is_paid_once(self):
        order = self._report(self._order())
        self._settle(order)
        self._pay(order, 'balance')
        with self.assertRaisesRegex(UserError, "or it was paid already"):
            self._pay(order, 'balance', user=self.finance_2)
