from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_bill import BillCommon


@tagged('post_install', '-at_install')
class TestBill(BillCommon):
    """Bills that come from no other document: they commit and liquidate when they are posted."""

    def setUp(self):
        super().setUp()
        self._open_year()

    def test_posted_bill_commits_and_liquidates_taxes_included(self):
        bill = self._post((self.supplies, 1000), (self.supplies, 500), (self.repairs, 200))
        self.assertEqual(self._get_figures(self.supplies), (100000, 1785, 1785, 0))
        self.assertEqual(self._get_figures(self.repairs), (40000, 238, 238, 0))
        self.assertEqual(bill.with_user(self.manager).sudo().budget_commitment_count, 2)

    def test_bill_above_the_credit_is_not_posted(self):
        bill = self._create_bill((self.repairs, 33613.45))   # 40,000.01 with tax
        with self.assertRaisesRegex(UserError, "Credit exceeded on 612 Repairs"), self.env.cr.savepoint():
            bill.action_post()
        self.assertEqual(bill.state, 'draft')

    def test_bill_without_article_is_not_posted_while_a_budget_is_open(self):
        bill = self._create_bill((self.supplies, 10), (None, 20))
        with self.assertRaisesRegex(UserError, "Choose a budget article for \"Item of 20\""), \
                self.env.cr.savepoint():
            bill.action_post()
        self._create_bill((None, 20), day=date(2030, 1, 5)).action_post()
        self.office.budget_is_required = False
        bill.action_post()
        self.assertEqual(self._get_figures(self.supplies), (100000, 11.9, 11.9, 0))

    def test_bill_set_back_frees_everything(self):
        bill = self._post((self.supplies, 1000))
        bill.button_draft()
        self.assertEqual(self._get_figures(self.supplies), (100000, 0, 0, 0))
        bill.action_post()
        self.assertEqual(self._get_figures(self.supplies), (100000, 1190, 1190, 0))
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_credit_note_gives_back_credit(self):
        bill = self._post((self.supplies, 1000))
        refund = self._refund(bill, 400)
        self.assertEqual(self._get_figures(self.supplies), (100000, 714, 714, 0))
        refund.button_draft()
        self.assertEqual(self._get_figures(self.supplies), (100000, 1190, 1190, 0))

    def test_payment_outside_a_payment_order_is_refused_whatever_the_way(self):
        bill = self._post((self.supplies, 1000))
        register = self.env['account.payment.register'].with_user(self.accountant).with_company(self.office).with_context(
            active_model='account.move', active_ids=bill.ids).create({'journal_id': self.bank.id})
        with self.assertRaisesRegex(UserError, "paid by a payment order only"), self.env.cr.savepoint():
            register.action_create_payments()
        entry = self.env['account.move'].with_user(self.accountant).with_company(self.office).create({
            'journal_id': self.misc.id, 'date': '2026-03-20', 'line_ids': [
                (0, 0, {'account_id': self.accounts['401000'].id, 'partner_id': self.supplier.id, 'debit': 1190}),
                (0, 0, {'account_id': self.accounts['581000'].id, 'credit': 1190})]})
        entry.action_post()
        lines = (bill | entry).line_ids.filtered(lambda line: line.account_id == self.accounts['401000'])
        with self.assertRaisesRegex(UserError, "paid by a payment order only"):
            lines.reconcile()

    def test_company_may_allow_other_payments_and_paid_follows(self):
        self.office.budget_is_order_required = False
        bill = self._post((self.supplies, 1000), (self.repairs, 1000))
        register = self.env['account.payment.register'].with_user(self.accountant).with_company(self.office).with_context(
            active_model='account.move', active_ids=bill.ids).create({'journal_id': self.bank.id, 'amount': 1000})
        register.action_create_payments()
        self.assertEqual(self._get_figures(self.supplies, 'paid'), (500,))
        self.assertEqual(self._get_figures(self.repairs, 'paid'), (500,))
        bill.line_ids.remove_move_reconcile()
        self.assertEqual(self._get_figures(self.supplies, 'paid'), (0,))

    def test_article_of_a_posted_bill_does_not_change(self):
        bill = self._post((self.supplies, 1000))
        with self.assertRaisesRegex(UserError, "its articles do not change"):
            bill.invoice_line_ids.budget_article_id = self.repairs

    def test_clerk_reads_bills_and_no_other_entry(self):
        bill = self._post((self.supplies, 1000))
        entry = self.env['account.move'].create({'journal_id': self.misc.id, 'date': '2026-03-20'})
        self.assertEqual((bill | entry).with_user(self.clerk)._filtered_access('read').ids, bill.ids)

    def test_category_proposes_its_article_and_those_above_it(self):
        parent = self.env['product.category'].create({'name': "Goods", 'budget_article_id': self.supplies.id})
        child = self.env['product.category'].create({'name': "Paper", 'parent_id': parent.id})
        product = self.env['product.product'].create({'name': "Ream", 'categ_id': child.id})
        bill = self._create_bill((None, 10))
        bill.invoice_line_ids.product_id = product
        self.assertEqual(bill.invoice_line_ids.budget_article_id, self.supplies)
