from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_bill import BillCommon


@tagged('post_install', '-at_install')
class TestPaymentOrder(BillCommon):
    """Between the bill and the payment: who asks, who approves and who pays are three."""

    def setUp(self):
        super().setUp()
        self._open_year()
        self.bill = self._post((self.supplies, 1000), (self.repairs, 500))

    def test_from_bill_to_payment(self):
        order = self._order(self.bill)
        self.assertRecordValues(order, [{'state': 'approved', 'amount_total': 1785}])
        self.assertRegex(order.name, r'^OP/2\d{3}/\d{5}$')
        self.assertEqual(self._get_figures(self.supplies, 'to_pay'), (1190,))
        order.with_user(self.payer).action_pay()
        self.assertRecordValues(order, [{'state': 'paid', 'paid_by_id': self.payer.id}])
        self.assertEqual(self.bill.amount_residual, 0)
        self.assertIn(self.bill.payment_state, ('paid', 'in_payment'))
        self.assertEqual(self._get_figures(self.supplies), (100000, 1190, 1190, 1190))
        self.assertEqual(self._get_figures(self.repairs), (40000, 595, 595, 595))
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_order_numbers_have_no_gap(self):
        first = self._order(self.bill)
        self._order(self._post((self.supplies, 7)), approve=False).unlink()
        second = self._order(self._post((self.supplies, 8)))
        self.assertEqual(int(second.name[-5:]), int(first.name[-5:]) + 1)

    def test_paid_order_is_not_paid_again(self):
        order = self._order(self.bill)
        order.with_user(self.payer).action_pay()
        with self.assertRaisesRegex(UserError, "was paid already, by Payer"):
            order.with_user(self.payer).action_pay()
        self.assertEqual(self.env['account.payment'].search_count([('partner_id', '=', self.supplier.id)]), 1)

    def test_bill_is_on_one_open_order_only(self):
        self._order(self.bill, approve=False)
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(UniqueViolation, "one_open"), self.env.cr.savepoint():
            self._order(self.bill, approve=False)

    def test_order_that_is_not_approved_is_not_paid(self):
        order = self._order(self.bill, approve=False)
        with self.assertRaisesRegex(UserError, "is not approved"):
            order.with_user(self.payer).action_pay()

    def test_only_payers_pay(self):
        order = self._order(self.bill)
        for user in (self.clerk, self.deputy):
            with self.assertRaisesRegex(AccessError, "Only payers"):
                order.with_user(user).action_pay()

    def test_who_asked_does_not_pay(self):
        self.clerk.group_ids |= self.payer.group_ids
        order = self._order(self.bill)
        with self.assertRaisesRegex(UserError, "Clerk cannot do two steps.*Who asks does not pay"):
            order.with_user(self.clerk).action_pay()

    def test_who_approved_does_not_pay(self):
        self.manager.group_ids |= self.payer.group_ids
        order = self._order(self.bill)
        with self.assertRaisesRegex(UserError, "Manager cannot do two steps.*Who approves does not pay"):
            order.with_user(self.manager).action_pay()

    def test_a_rule_that_is_switched_off_does_not_bind(self):
        self.env.ref('budget_commitment.duty_rule_approve_pay').active = False
        self.manager.group_ids |= self.payer.group_ids
        order = self._order(self.bill)
        order.with_user(self.manager).action_pay()
        self.assertEqual(order.state, 'paid')

    def test_further_rule_is_a_record(self):
        self.env['budget.duty.rule'].create({
            'name': "Who books does not pay", 'first_step': 'liquidate', 'second_step': 'pay'})
        self.accountant.group_ids |= self.payer.group_ids
        order = self._order(self.bill)
        with self.assertRaisesRegex(UserError, "Who books does not pay"):
            order.with_user(self.accountant).action_pay()

    def test_part_of_a_bill_has_an_order_of_its_own(self):
        order = self._order(self.bill, approve=False)
        order.line_ids.amount = 600
        other = self._post((self.supplies, 100))
        with self.assertRaisesRegex(ValidationError, "order of its own"), self.env.cr.savepoint():
            order.line_ids = [Command.create({'move_id': other.id, 'amount': 119})]
        self._approve(order)
        order.with_user(self.payer).action_pay()
        self.assertEqual(self.bill.amount_residual, 1185)
        self.assertEqual(self._get_figures(self.supplies, 'paid'), (400,))
        rest = self._order(self.bill)
        rest.with_user(self.payer).action_pay()
        self.assertEqual(self._get_figures(self.supplies, 'paid'), (1190,))

    def test_more_than_is_owed_is_refused(self):
        order = self._order(self.bill, approve=False)
        with self.assertRaisesRegex(UserError, "to be paid, .* owed"):
            order.line_ids.amount = 1785.01

    def test_credit_note_after_the_order_is_noticed_before_paying(self):
        order = self._order(self.bill)
        self._refund(self.bill, 100)
        with self.assertRaisesRegex(UserError, "1.785.00.*to be paid"):
            order.with_user(self.payer).action_pay()

    def test_bill_and_credit_note_pay_the_difference(self):
        self._refund(self.bill, 400)   # off the first line, supplies
        order = self._order(self.bill)
        order.with_user(self.payer).action_pay()
        self.assertEqual(order.amount_total, 1309)
        self.assertEqual(self._get_figures(self.supplies), (100000, 714, 714, 714))
        self.assertEqual(self._get_figures(self.repairs), (40000, 595, 595, 595))

    def test_bill_of_another_payee_is_refused(self):
        stranger = self.env['res.partner'].create({
            'name': "Stranger", 'property_account_payable_id': self.accounts['401000'].id})
        order = self._order(self.bill, approve=False)
        with self.assertRaisesRegex(UserError, "not a posted bill of this payee"):
            order.partner_id = stranger
        with self.assertRaisesRegex(UserError, "not a posted bill of this payee"):
            self._order(self._create_bill((self.supplies, 5)), approve=False)

    def test_bills_of_an_order_under_approval_do_not_change(self):
        order = self._order(self.bill, approve=False)
        order.action_submit()
        with self.assertRaisesRegex(UserError, "its bills do not change"):
            order.line_ids.amount = 5
        with self.assertRaisesRegex(UserError, "written by the steps"):
            order.with_user(self.manager).write({'state': 'approved'})

    def test_payment_is_not_marked_by_hand(self):
        order = self._order(self.bill)
        for values in ({'state': 'paid'}, {'paid_by_id': self.payer.id}, {'name': "OP/1"}):
            with self.assertRaisesRegex(UserError, "written by the steps"):
                order.with_user(self.payer).write(values)
        with self.assertRaisesRegex(UserError, "does not change"):
            order.with_user(self.payer).write({'partner_bank_id': False, 'reason': "x"})
        order.with_user(self.payer).write({'memo': "Cheque 12"})
        order.with_user(self.payer).action_pay()
        with self.assertRaisesRegex(UserError, "does not change"):
            order.with_user(self.payer).write({'memo': "Cheque 13"})

    def test_button_on_bills_makes_orders(self):
        self.accountant.group_ids |= self.clerk.group_ids
        other = self._post((self.supplies, 100))
        action = (self.bill | other).action_make_payment_order()
        order = self.env['budget.payment.order'].browse(action['res_id'])
        self.assertEqual((order.amount_total, len(order.line_ids)), (1904, 2))
        with self.assertRaisesRegex(UserError, "not a posted bill that is still owed"):
            self._create_bill((self.supplies, 1)).action_make_payment_order()

    def test_paper_names_payee_words_and_articles(self):
        order = self._order(self.bill)
        html, _kind = self.env['ir.actions.report'].with_user(self.clerk)._render_qweb_html(
            'budget_commitment.payment_order_document', order.ids)
        text = html.decode().replace('\xa0', ' ')
        for words in ("أمر بالدفع", "Ordonnance de paiement", "Atlas Supplies", "1 785,00", "611", order.name):
            self.assertIn(words, text)
        content, _kind = self.env['ir.actions.report'].with_user(self.clerk).with_context(
            force_report_rendering=True)._render_qweb_pdf('budget_commitment.payment_order_document', order.ids)
        self.assertEqual(content[:5], b'%PDF-')
        with self.assertRaisesRegex(UserError, "once it is approved"):
            self._order(self._post((self.supplies, 1)), approve=False).action_print()
