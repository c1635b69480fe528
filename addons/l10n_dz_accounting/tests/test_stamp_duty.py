from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import LedgerCase


@tagged('post_install', '-at_install')
class TestStampDutyScale(LedgerCase):

    def _duty(self, amount, day):
        return self.env['stamp.duty.scale']._get_duty(amount, date.fromisoformat(day))

    def test_every_value_of_2026_and_each_edge(self):
        for amount, due in {
            0: 0, 299.99: 0, 300: 0, 300.01: 5, 500: 5, 500.01: 6, 10000: 100, 30000: 300, 30000.01: 451.5, 30001: 451.5,
            100000: 1500, 100000.01: 2002, 100001: 2002, 950000: 19000,
        }.items():
            with self.subTest(amount=amount):
                self.assertEqual(self._duty(amount, '2026-02-01'), due)

    def test_the_scale_of_the_day_is_taken(self):
        for day, due in {'2022-12-31': 2500, '2023-01-01': 9500, '2024-12-31': 9500, '2025-01-01': 19000}.items():
            with self.subTest(day=day):
                self.assertEqual(self._duty(950000, day), due)

    def test_the_greatest_duty_before_2025(self):
        self.assertEqual(self._duty(5000000, '2024-06-01'), 10000)

    def test_a_day_without_a_scale_is_told(self):
        with self.assertRaisesRegex(UserError, "31/12/2009"):
            self._duty(1000, '2009-12-31')

    def test_two_scales_cannot_start_on_the_same_day(self):
        with self.assertRaises(UniqueViolation), mute_logger('odoo.sql_db'):
            self.env['stamp.duty.scale'].create({'date_start': '2025-01-01', 'source': "Test"})

    def test_the_accountant_does_not_change_the_law(self):
        scale = self.env.ref('l10n_dz_accounting.stamp_duty_scale_2025').with_user(self.accountant)
        self.assertEqual(scale.minimum, 5)
        with self.assertRaises(AccessError):
            scale.minimum = 30


@tagged('post_install', '-at_install')
class TestStampDutyPayment(LedgerCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cash = cls.env['account.journal'].with_company(cls.company_dz).create({
            'name': "Cash", 'type': 'cash', 'code': 'CSH', 'company_id': cls.company_dz.id,
            'default_account_id': cls._account('530').id})

    def _pay(self, invoice, journal, **values):
        wizard = self.env(user=self.accountant)['account.payment.register'].with_context(
            active_model='account.move', active_ids=invoice.ids).create(
                {'journal_id': journal.id, 'payment_date': '2026-03-15', **values})
        return wizard._create_payments()

    def _lines(self, move):
        return sorted((line.account_id.with_company(self.company_dz).code, line.debit, line.credit) for line in move.line_ids)

    def test_an_invoice_paid_in_cash_bears_the_duty_on_its_own_account(self):
        invoice = self._invoice(30001)
        payment = self._pay(invoice, self.cash)
        self.assertEqual((payment.amount, payment.stamp_duty_amount, payment.amount_with_stamp_duty), (30001, 451.5, 30452.5))
        self.assertEqual(self._lines(payment.move_id), [
            ('411000', 0, 30001), ('447810', 0, 451.5), ('530000', 30452.5, 0)])
        self.assertEqual(invoice.payment_state, 'paid')

    def test_the_lines_of_a_payment_tell_what_was_paid(self):
        payment = self._pay(self._invoice(1000), self.cash, communication="Receipt 12")
        self.assertEqual(payment.payment_method_code, 'manual')
        names = payment.move_id.line_ids.filtered(lambda line: line.account_id in (
            payment.outstanding_account_id | payment.destination_account_id)).mapped('name')
        self.assertEqual(set(names), {"Receipt 12"})

    def test_an_invoice_paid_through_a_bank_bears_none(self):
        invoice = self._invoice(30001)
        payment = self._pay(invoice, self._journal('bank'))
        self.assertEqual(payment.stamp_duty_amount, 0)
        self.assertNotIn('447810', [line[0] for line in self._lines(payment.move_id)])

    def test_a_refund_in_cash_bears_none(self):
        refund = self._invoice(30001, move_type='out_refund')
        payment = self._pay(refund, self.cash)
        self.assertEqual((payment.payment_type, payment.stamp_duty_amount), ('outbound', 0))

    def test_a_small_receipt_bears_none(self):
        payment = self._pay(self._invoice(300), self.cash)
        self.assertEqual(self._lines(payment.move_id), [('411000', 0, 300), ('530000', 300, 0)])

    def test_each_receipt_of_a_part_bears_its_own_duty(self):
        invoice = self._invoice(40000)
        first = self._pay(invoice, self.cash, amount=10000)
        second = self._pay(invoice, self.cash, amount=30000)
        self.assertEqual((first.stamp_duty_amount, second.stamp_duty_amount), (100, 300))
        self.assertEqual(invoice.payment_state, 'paid')

    def test_the_cashier_sees_what_to_ask_for(self):
        invoice = self._invoice(950000)
        wizard = Form(self.env(user=self.accountant)['account.payment.register'].with_context(
            active_model='account.move', active_ids=invoice.ids))
        wizard.journal_id = self.cash
        wizard.payment_date = '2026-03-15'
        self.assertEqual((wizard.stamp_duty_amount, wizard.amount_with_stamp_duty), (19000, 969000))
        wizard.journal_id = self._journal('bank')
        self.assertEqual(wizard.stamp_duty_amount, 0)

    def test_changing_a_draft_payment_changes_its_duty(self):
        payment = self.env['account.payment'].with_company(self.company_dz).create({
            'payment_type': 'inbound', 'partner_type': 'customer', 'partner_id': self.customer.id, 'amount': 10000,
            'date': '2026-03-15', 'journal_id': self.cash.id})
        payment.action_post()
        payment.action_draft()
        payment.amount = 100001
        self.assertEqual(self._lines(payment.move_id), [
            ('411000', 0, 100001), ('447810', 0, 2002), ('530000', 102003, 0)])
        payment.amount = 250
        self.assertEqual(self._lines(payment.move_id), [('411000', 0, 250), ('530000', 250, 0)])

    def test_a_company_abroad_bears_none(self):
        company = self.env['res.company'].create({'name': "Elsewhere", 'country_id': self.env.ref('base.fr').id})
        payment = self.env['account.payment'].new({
            'payment_type': 'inbound', 'partner_type': 'customer', 'amount': 1000, 'date': '2026-03-15',
            'company_id': company.id, 'journal_id': self.cash.id})
        self.assertEqual(payment._get_stamp_duty(), 0)

    def test_the_receipt_shows_the_duty(self):
        payment = self._pay(self._invoice(10000), self.cash)
        self.customer.lang = 'ar_001'
        html = self.env['ir.actions.report']._render_qweb_html(
            'account.action_report_payment_receipt', payment.ids)[0].decode()
        self.assertIn("حق الطابع على الدفع نقدا", html)
        self.assertRegex(html, "10.100.00")
