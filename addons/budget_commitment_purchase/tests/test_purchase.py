from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import PurchaseCommon


@tagged('post_install', '-at_install')
class TestPurchase(PurchaseCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))

    def _committed(self):
        return self._get_figures(self.supplies, 'committed') + self._get_figures(self.repairs, 'committed')

    def test_from_a_need_to_a_payment(self):
        request = self._approve_request((self.paper, 10, 50000), (self.repair, 1, 20000))
        self.assertEqual(self._committed(), (50000, 20000))
        order = self._quote(request, paper=4000, repair=15000)
        self.assertEqual(order.order_line.budget_article_id, self.supplies | self.repairs)
        self.assertEqual(self._committed(), (50000, 20000))
        self._confirm(order)
        # 10 x 4,000 and 15,000 with 19 %: the order has taken the place of the request
        self.assertEqual(self._committed(), (47600, 17850))
        self.assertEqual(sum(request.sudo().budget_commitment_ids.mapped('committed')), 0)
        bill = self._bill_of(order)
        self.assertEqual(self._get_figures(self.supplies), (100000, 47600, 47600, 0))
        payment_order = self._order(bill)
        payment_order.with_user(self.payer).action_pay()
        self.assertEqual(self._get_figures(self.supplies), (100000, 47600, 47600, 47600))
        self.assertEqual(self._get_figures(self.repairs), (40000, 17850, 17850, 17850))
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_request_above_the_credit_is_told_what_is_left(self):
        self._approve_request((self.paper, 1, 70000))
        request = self._create_request((self.paper, 1, 30000.01))
        request.request_validation()
        with self.assertRaisesRegex(UserError, "Credit exceeded on 611 Supplies: .*30.000.01.*30.000.00"), \
                self.env.cr.savepoint():
            request.with_user(self.chief).validate_tier()
        self.assertEqual((request.state, request.review_ids.mapped('status')), ('draft', ['pending']))

    def test_buttons_of_the_request_are_no_way_round_its_approval(self):
        request = self._create_request((self.paper, 1, 500))
        request.button_to_approve()
        for user in (self.requester, self.chief, self.buyer):
            for step in ('button_approved', 'button_in_progress', 'button_done'):
                with self.subTest(user=user.login, step=step), self.assertRaises(ValidationError):
                    getattr(request.with_user(user), step)()
        with self.assertRaises(ValidationError):
            request.with_user(self.chief).write({'state': 'approved'})
        with self.assertRaisesRegex(UserError, "begins as a draft"):
            request.create({'state': 'approved', 'company_id': self.office.id})
        self.assertEqual(self._committed()[0], 0)

    def test_request_sent_by_its_own_button_is_approved_from_there(self):
        request = self._create_request((self.paper, 1, 500))
        request.button_to_approve()
        request.request_validation()
        request.with_user(self.chief).validate_tier()
        self.assertEqual((request.state, self._committed()[0]), ('approved', 500))

    def test_who_asked_does_not_approve_even_where_no_step_is_defined(self):
        self.env['tier.definition'].search([('model', '=', 'purchase.request')]).active = False
        request = self._create_request((self.paper, 1, 500), user=self.chief)
        with self.assertRaisesRegex(UserError, "Who asks does not approve"):
            request.button_approved()
        other = self._create_request((self.paper, 1, 500))
        other.with_user(self.chief).button_approved()
        self.assertEqual(self._committed()[0], 500)

    def test_request_for_somebody_else_is_not_approved_by_him(self):
        request = self._create_request((self.paper, 1, 500), user=self.buyer)
        request.requested_by = self.chief
        request.request_validation()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            request.with_user(self.chief).validate_tier()

    def test_reject_done_and_reset_release_what_is_left(self):
        for step in ('button_rejected', 'button_done', 'button_draft'):
            request = self._approve_request((self.paper, 1, 500), (self.repair, 1, 70))
            self.assertEqual(self._committed(), (500, 70))
            getattr(request.with_user(self.chief), step)()
            self.assertEqual(self._committed(), (0, 0), step)

    def test_cancelled_line_frees_its_article(self):
        request = self._approve_request((self.paper, 1, 500), (self.repair, 1, 70))
        request.line_ids.filtered(lambda line: line.product_id == self.repair).with_user(self.chief).do_cancel()
        self.assertEqual(self._committed(), (500, 0))

    def test_line_without_article_or_estimate_is_not_approved(self):
        request = self._create_request((self.paper, 1, 500), (self.repair, 1, 0))
        request.line_ids.filtered(lambda line: line.product_id == self.paper).budget_article_id = False
        request.request_validation()
        with self.assertRaisesRegex(UserError, "Choose a budget article for|Estimate the cost of"):
            request.with_user(self.chief).validate_tier()

    def test_order_above_the_credit_is_refused_and_the_request_keeps_its_own(self):
        order = self._quote(self._approve_request((self.repair, 1, 30000)), repair=33613.45)
        order.request_validation()
        order.with_user(self.head).validate_tier()
        with self.assertRaisesRegex(UserError, "Credit exceeded on 612 Repairs"), self.env.cr.savepoint():
            order.button_confirm()
        self.assertEqual(self._committed(), (0, 30000))

    def test_order_is_not_confirmed_without_its_approval(self):
        order = self._quote(self._approve_request((self.paper, 1, 500)), paper=100)
        with self.assertRaises(ValidationError):
            order.button_confirm()
        with self.assertRaises(ValidationError):
            order.write({'state': 'purchase'})

    def test_who_asked_for_the_purchase_does_not_approve_its_order(self):
        self.requester.group_ids |= self.head.group_ids
        order = self._quote(self._approve_request((self.paper, 1, 500)), paper=100)
        order.request_validation()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            order.with_user(self.requester).validate_tier()

    def test_part_of_a_request_is_ordered_and_the_rest_stays_reserved(self):
        request = self._approve_request((self.paper, 10, 50000))
        wizard = self.env['purchase.request.line.make.purchase.order'].with_user(self.buyer).with_company(
            self.office).with_context(active_model='purchase.request', active_ids=request.ids).create({
                'supplier_id': self.supplier.id})
        wizard.item_ids.product_qty = 4
        order = self.env['purchase.order'].with_user(self.buyer).browse(wizard.make_purchase_order()['domain'][0][2][0])
        order.order_line.write({'price_unit': 1000, 'product_qty': 4, 'tax_ids': [(6, 0, self.vat.ids)]})
        allocation = request.sudo().line_ids.purchase_request_allocation_ids
        self.assertEqual(allocation.requested_product_uom_qty, 4)
        self._confirm(order)
        # 4 x 1,000 with tax, and six tenths of 50,000
        self.assertEqual(self._committed()[0], 4760 + 30000)

    def test_cancelled_order_gives_its_credit_back_to_the_request(self):
        order = self._order_of((self.paper, 1, 50000), paper=40000)
        self.assertEqual(self._committed()[0], 47600)
        order.button_cancel()
        # the request holds again no more than what the order gave back
        self.assertEqual(self._committed()[0], 47600)
        self.assertFalse(any(order.sudo().budget_commitment_ids.mapped('committed')))

    def test_confirmed_amount_follows_the_lines_and_never_exceeds(self):
        order = self._order_of((self.paper, 1, 50000), paper=40000)
        order.order_line.price_unit = 50000
        self.assertEqual(self._committed()[0], 59500)
        order.order_line.product_qty = 0.5
        self.assertEqual(self._committed()[0], 29750)
        with self.assertRaisesRegex(UserError, "Credit exceeded"), self.env.cr.savepoint():
            order.order_line.write({'price_unit': 90000, 'product_qty': 1})
        self.assertEqual(self._committed()[0], 29750)

    def test_added_line_needs_an_article_and_credit(self):
        order = self._order_of((self.paper, 1, 50000), paper=40000)
        values = {'order_id': order.id, 'product_id': self.repair.id, 'product_qty': 1, 'price_unit': 100,
                  'tax_ids': [(6, 0, self.vat.ids)], 'name': "Lift"}
        self.env['purchase.order.line'].with_user(self.buyer).create(values)
        self.assertEqual(self._committed(), (47600, 119))
        self.repair.categ_id.budget_article_id = False
        with self.assertRaisesRegex(UserError, "Choose a budget article"):
            self.env['purchase.order.line'].with_user(self.buyer).create(values)

    def test_closed_order_frees_what_was_not_billed(self):
        order = self._order_of((self.paper, 10, 50000), paper=4000)
        bill = self._bill_of(order, post=False)
        bill.invoice_line_ids.quantity = 6
        bill.action_post()
        self.assertEqual(self._get_figures(self.supplies), (100000, 47600, 28560, 0))
        order.action_budget_close()
        self.assertEqual(self._get_figures(self.supplies), (100000, 28560, 28560, 0))
        order.action_budget_reopen()
        self.assertEqual(self._get_figures(self.supplies), (100000, 47600, 28560, 0))

    def test_bill_above_the_order_is_refused(self):
        order = self._order_of((self.paper, 10, 50000), paper=4000)
        bill = self._bill_of(order, post=False)
        bill.invoice_line_ids.price_unit = 4001
        with self.assertRaisesRegex(UserError, "the bill exceeds what is committed on 611 Supplies"):
            bill.action_post()

    def test_credit_note_lets_the_order_be_billed_again(self):
        order = self._order_of((self.paper, 10, 50000), paper=4000)
        bill = self._bill_of(order)
        self._refund(bill, 4000)
        self.assertEqual(self._get_figures(self.supplies, 'committed', 'liquidated'), (47600, 0))
        again = self._bill_of(order)
        self.assertEqual(self._get_figures(self.supplies, 'committed', 'liquidated'), (47600, 47600))
        self.assertEqual(again.state, 'posted')

    def test_who_asked_does_not_pay(self):
        self.requester.group_ids |= self.payer.group_ids
        payment_order = self._order(self._bill_of(self._order_of((self.paper, 1, 500), paper=100)))
        with self.assertRaisesRegex(UserError, "Who asks does not pay"):
            payment_order.with_user(self.requester).action_pay()

    def test_who_approved_the_order_does_not_pay(self):
        self.head.group_ids |= self.payer.group_ids
        payment_order = self._order(self._bill_of(self._order_of((self.paper, 1, 500), paper=100)))
        with self.assertRaisesRegex(UserError, "Who approves does not pay"):
            payment_order.with_user(self.head).action_pay()
