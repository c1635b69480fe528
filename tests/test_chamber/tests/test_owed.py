from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import tagged

from odoo.addons.chamber_hr_accounting.tests.common import RIB

from .common_owed import OwedCase


@tagged('post_install', '-at_install')
class TestOwed(OwedCase):
    """From the hours of a trainer to his payment: credit, bill, payment order, and back where it is given up."""

    def test_from_the_hours_of_a_trainer_to_his_payment(self):
        self.cost.owed_payee_account = RIB
        bill = self._ask()
        self.assertEqual((self.cost.owed_state, self._figures()), ('asked', (14000, 0, 0)))
        self.assertEqual((bill.state, bill.amount_total, bill.partner_id), ('draft', 14000, self.trainer.partner_id))
        self.assertEqual((bill.partner_bank_id.sanitized_acc_number, bill.journal_id.chamber_use), (RIB, 'purchase'))
        self.assertIn(self.session.number, bill.ref)
        self.assertIn("3.50", str(bill.narration))
        self._accept(bill)
        self.assertEqual(self._figures(), (14000, 14000, 0))
        self.assertEqual(self._lines(bill), [('401000', 0, 14000), ('622000', 14000, 0)])
        chamber_analytic = str(self.chamber_16._get_chamber_analytic(self.chamber_16).id)
        [distribution] = bill.sudo().invoice_line_ids.mapped('analytic_distribution')
        self.assertIn(chamber_analytic, next(iter(distribution)).split(','))
        order = self._order(bill)
        self.assertEqual((order.amount_total, order.partner_bank_id), (14000, bill.sudo().partner_bank_id))
        order.with_user(self.payer).action_pay()
        self.assertEqual((self.cost.owed_state, self._figures()), ('paid', (14000, 14000, 14000)))
        self.assertEqual((self.cost.owed_paid_by_id, self.cost.owed_paid_date), (self.payer, Date.to_date('2026-03-15')))
        self.assertIn(order.name, self.cost.owed_payment_reference)

    def test_from_the_bill_to_its_cause_and_back(self):
        bill = self._ask()
        action = bill.with_user(self.training_manager_16).sudo().action_view_owed_document()
        self.assertEqual((action['res_model'], action['res_id']), ('chamber.training.session', self.session.id))
        with self.assertRaisesRegex(AccessError, "another room"):
            bill.action_view_owed_document()
        self.assertEqual(self.cost.with_user(self.director_16).action_view_owed_bill()['res_id'], bill.id)
        with self.assertRaises(AccessError):
            self.cost.action_view_owed_bill()
        commitments = self.env['budget.commitment'].search(
            self.cost.sudo().action_view_budget_commitments()['domain'])
        self.assertEqual(commitments.mapped('committed'), [14000])

    def test_finance_finds_what_is_owed_in_its_list(self):
        self.env.flush_all()
        Due = self.env['chamber.owed.due']
        due = Due.with_user(self.accountant_16).search([('partner_id', '=', self.trainer.partner_id.id)])
        self.assertEqual((due.state, due.amount, due.res_id), ('owed', 14000, self.cost.id))
        self.assertIn(self.session.number, due.reason)
        with self.assertRaisesRegex(UserError, "no bill"):
            due.action_view_bill()
        bill = self._ask()
        self.env.flush_all()
        due.invalidate_recordset()
        self.assertEqual((due.state, due.action_view_bill()['res_id']), ('asked', bill.id))
        self.assertEqual(due.action_open_document()['res_id'], bill.id)
        self.assertFalse(Due.with_user(self.accountant_05).search([]))
        with self.assertRaises(AccessError):
            Due.with_user(self.training_officer_16).search([])
        waiting = self.env['chamber.finance.home'].with_user(self.accountant_16).get_home_data()
        self.assertEqual(next(tile['count'] for tile in waiting['tiles'] if tile['key'] == 'owed_bills'), 1)

    def test_credit_exceeded(self):
        self.cost.actual_amount = 20000.01
        with self.assertRaisesRegex(UserError, r"(?s)61900.*20.000[.,]01"), self.env.cr.savepoint():
            self.cost.action_ask_payment()
        self.assertEqual((self.cost.owed_state, self._figures()), ('owed', (0, 0, 0)))
        self.assertFalse(self.cost.sudo()._get_owed_bill())
        self.cost.actual_amount = 20000
        self._ask()
        self.assertEqual(self._figures(), (20000, 0, 0))

    def test_given_up_before_the_bill_is_accepted(self):
        bill = self._ask()
        self.cost.owed_cancel_reason = "He does not want it"
        self.cost.action_cancel_owed()
        self.assertEqual((self.cost.owed_state, bill.state, self._figures()), ('cancelled', 'cancel', (0, 0, 0)))
        self.cost.action_owe_again()
        again = self._ask()
        self.assertNotEqual(again, bill)
        self.assertEqual(self._figures(), (14000, 0, 0))

    def test_an_accepted_bill_is_taken_back_by_a_credit_note_only(self):
        bill = self._accept()
        self.cost.owed_cancel_reason = "Mistake"
        with self.assertRaisesRegex(UserError, "credit note"):
            self.cost.action_cancel_owed()
        self._take_back(bill)
        self.assertEqual((self.cost.owed_state, self._figures()), ('owed', (0, 0, 0)))
        self._accept()
        self.assertEqual((self.cost.owed_state, self._figures()), ('asked', (14000, 14000, 0)))

    def test_a_bill_that_the_accountant_refuses_can_be_asked_for_again(self):
        bill = self._ask()
        with self.assertRaisesRegex(UserError, "Cancel the bill"):
            bill.unlink()
        bill.button_cancel()
        self.assertEqual((self.cost.owed_state, self._figures()), ('owed', (0, 0, 0)))
        self._ask()
        self.assertEqual((self.cost.owed_state, self._figures()), ('asked', (14000, 0, 0)))

    def test_another_amount_or_payee_is_not_accepted(self):
        bill = self._ask()
        bill.invoice_line_ids.price_unit = 13000
        with self.assertRaisesRegex(UserError, r"13.000[.,]00.*14.000[.,]00"):
            bill.action_post()
        bill.invoice_line_ids.price_unit = 14000
        bill.partner_id = self.env['res.partner'].create({'name': "Somebody else"})
        with self.assertRaisesRegex(UserError, "no other is paid"):
            bill.action_post()

    def test_a_payment_that_comes_back_is_waited_for_again(self):
        order = self._order()
        order.with_user(self.payer).action_pay()
        payment = order.sudo().payment_id
        lines = payment.move_id.line_ids.filtered(lambda line: line.account_id.account_type == 'liability_payable')
        lines.remove_move_reconcile()
        self.assertEqual((self.cost.owed_state, self._figures()), ('asked', (14000, 14000, 0)))
        self.assertFalse(self.cost.owed_payment_reference)

    def test_it_is_not_paid_twice(self):
        order = self._order()
        order.with_user(self.payer).action_pay()
        with self.assertRaisesRegex(UserError, "paid already"):
            order.with_user(self.payer).action_pay()
        with self.assertRaisesRegex(UserError, "Paid"):
            self.cost.action_ask_payment()
        bill = self.cost.sudo()._get_owed_bill()
        with self.assertRaisesRegex(UserError, "still owed"):
            bill.with_user(self.budget_officer).action_make_payment_order()

    def test_it_is_not_noted_by_hand(self):
        self._ask()
        self.cost.owed_payment_reference = "Cheque 1"
        with self.assertRaisesRegex(UserError, "payment order"):
            self.cost.action_mark_owed_paid()

    def test_an_account_with_a_wrong_key(self):
        self.cost.owed_payee_account = RIB[:-1] + '2'
        with self.assertRaisesRegex(ValidationError, "key is wrong"):
            self.cost.action_ask_payment()
        self.cost.owed_payee_account = RIB
        self._ask()
        with self.assertRaisesRegex(UserError, "account does not change"):
            self.cost.owed_payee_account = False

    def test_no_article_is_set(self):
        self.nature.article_id = False
        with self.assertRaisesRegex(UserError, "No budget article"):
            self.cost.action_ask_payment()

    def test_without_a_budget_it_is_billed_all_the_same(self):
        self.chamber_16.budget_is_required = False
        self.chamber_16.budget_is_order_required = False
        bill = self._accept()
        self.assertEqual((bill.amount_total, self._figures()), (14000, (0, 0, 0)))
        payment = self.env['account.payment.register'].with_user(self.accountant_16).with_context(
            active_model='account.move', active_ids=bill.ids).create(
                {'journal_id': self.chamber_16._get_chamber_journal('bank').id})
        payment.action_create_payments()
        self.assertEqual(self.cost.owed_state, 'paid')

    def test_a_chamber_without_accounts_notes_it_by_hand(self):
        self.chamber_16._get_chamber_journal('postal').chamber_use = False
        self.env.invalidate_all()
        self.cost.action_ask_payment()
        self.assertFalse(self.cost.sudo()._get_owed_bill())
        self.cost.owed_payment_reference = "Cheque 9"
        self.cost.action_mark_owed_paid()
        self.assertEqual((self.cost.owed_state, self._figures()), ('paid', (0, 0, 0)))

    def test_who_asks_neither_approves_nor_pays(self):
        officer = self.training_officer_16
        bill = self._accept().with_user(self.budget_officer)
        officer.group_ids |= self.env.ref('chamber_hr_accounting.chamber_hr_accounting_group_finance_manager')
        order = self.env['budget.payment.order'].with_user(self.budget_officer).browse(
            bill.action_make_payment_order()['res_id'])
        order.journal_id = self.chamber_16._get_chamber_journal('bank')
        order.action_submit()
        self.assertFalse(order.with_user(officer).can_review)
        self.assertTrue(self._as_manager(order).can_review)
        self._as_manager(order).validate_tier()
        officer.group_ids |= self.env.ref('chamber_hr_accounting.chamber_hr_accounting_group_payer')
        with self.assertRaisesRegex(UserError, "two steps"):
            order.with_user(officer).action_pay()
        self.assertEqual(self.cost.owed_state, 'asked')

    def test_other_rooms_and_chambers_do_not_ask(self):
        for user in (self.accountant_16, self.cashier_16, self.training_officer_05, self.director_16):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.cost.with_user(user).action_ask_payment()
