from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import RIB, FinanceCase


@tagged('post_install', '-at_install')
class TestRefund(FinanceCase):
    """A request withdrawn or refused after payment: what the tariff says is paid back, once."""

    def _create_withdrawn(self, amount=10000, owed_back=True):
        self._set_tariff(amount, is_owed_back_cancelled=owed_back)
        request = self._create_request()
        request.action_mark_fee_paid()
        request.action_cancel()
        return request

    def _get_refund(self, request):
        return self.env['chamber.refund'].search([('receipt_id', '=', request.fee_receipt_id.id)])

    def test_a_withdrawn_request_owes_its_fee_back_without_the_duty(self):
        request = self._create_withdrawn()
        self.assertRecordValues(self._get_refund(request), [{
            'amount': 10000, 'cause': 'cancelled', 'state': 'due', 'partner_id': request.partner_id.id,
            'company_id': self.chamber_16.id}])

    def test_nothing_is_owed_where_the_tariff_says_nothing(self):
        self.assertFalse(self._get_refund(self._create_withdrawn(owed_back=False)))

    def test_nothing_is_owed_on_what_was_not_paid(self):
        self._set_tariff(10000, is_owed_back_cancelled=True)
        request = self._create_request()
        request.action_cancel()
        self.assertFalse(self.env['chamber.refund'].search([]))

    def test_a_refused_request_owes_by_its_own_setting(self):
        self._set_tariff(10000, is_owed_back_refused=True)
        request = self._create_in_approval()
        reason = self.env['chamber.refusal.reason'].search([], limit=1)
        request.with_user(self.registrar_16)._refuse(reason, "x")
        self.assertEqual(self._get_refund(request).cause, 'refused')

    def test_credit_note_payment_and_numbers(self):
        request = self._create_withdrawn()
        refund = self._get_refund(request)
        refund.with_user(self.accountant_16).action_approve()
        note = refund.credit_note_id
        self.assertRecordValues(note, [{
            'move_type': 'out_refund', 'state': 'posted', 'amount_total': 10000, 'company_id': self.chamber_16.id}])
        self.assertEqual(self._lines(note), [('411000', 0, 10000), ('706000', 10000, 0)])
        desk = refund.with_user(self.cashier_16)
        desk.payment_method = 'cash'
        desk.action_pay()
        self.assertRecordValues(refund, [{
            'state': 'paid', 'number': 'RBT-16-2026-000001', 'cashier_id': self.cashier_16.id,
            'approved_by_id': self.accountant_16.id}])
        self.assertEqual(self._lines(refund.payment_id.move_id), [('411000', 10000, 0), ('530016', 0, 10000)])
        self.assertEqual(note.payment_state, 'paid')
        self.assertTrue(request.fee_receipt_id.is_refunded)
        session = self._get_cash_session()
        self.assertEqual((session.balance, session.movement_ids[-1].kind), (100, 'refund'))
        kinds = self.env['chamber.money.act'].search([('refund_id', '=', refund.id)]).mapped('kind')
        self.assertEqual(set(kinds), {'refund_approved', 'refund'})

    def test_never_twice(self):
        refund = self._get_refund(self._create_withdrawn())
        refund.with_user(self.accountant_16).action_approve()
        with self.assertRaisesRegex(UserError, "approved once"):
            refund.with_user(self.accountant_16).action_approve()
        desk = refund.with_user(self.cashier_16)
        desk.payment_method = 'cash'
        desk.action_pay()
        with self.assertRaisesRegex(UserError, "paid back already"):
            desk.action_pay()
        with self.assertRaisesRegex(UserError, "paid back already"):
            desk.payment_method = 'cheque'
        self.assertFalse(self.env['chamber.refund']._owe(refund.receipt_line_id._get_document(), 'cancelled'))

    def test_nothing_is_paid_before_it_is_approved(self):
        refund = self._get_refund(self._create_withdrawn()).with_user(self.cashier_16)
        refund.payment_method = 'cash'
        with self.assertRaisesRegex(UserError, "before it is paid"):
            refund.action_pay()

    def test_who_approved_does_not_pay(self):
        refund = self._get_refund(self._create_withdrawn())
        both = self._create_finance_user('both', 'cashier', self.chamber_16)
        both.group_ids |= self.env.ref('chamber_hr_accounting.chamber_hr_accounting_group_accountant')
        refund.with_user(both).action_approve()
        refund.payment_method = 'cash'
        with self.assertRaisesRegex(UserError, "does not pay"):
            refund.with_user(both).action_pay()

    def test_each_has_its_own_step(self):
        refund = self._get_refund(self._create_withdrawn())
        with self.assertRaises(AccessError):
            refund.with_user(self.cashier_16).action_approve()
        refund.with_user(self.accountant_16).action_approve()
        with self.assertRaises(AccessError):
            refund.with_user(self.accountant_16).action_pay()

    def test_another_chambers_staff_takes_no_step(self):
        refund = self._get_refund(self._create_withdrawn())
        with self.assertRaises(AccessError):
            refund.with_user(self.accountant_05).action_approve()
        refund.with_user(self.accountant_16).action_approve()
        with self.assertRaises(AccessError):
            refund.with_user(self.cashier_05).action_pay()

    def test_a_transfer_needs_an_account_with_its_key(self):
        refund = self._get_refund(self._create_withdrawn())
        refund.with_user(self.accountant_16).action_approve()
        desk = refund.with_user(self.cashier_16)
        with self.assertRaisesRegex(UserError, "Choose how"):
            desk.action_pay()
        desk.payment_method = 'bank'
        with self.assertRaisesRegex(UserError, "number of the payment"):
            desk.action_pay()
        desk.payment_reference = "VIR 9"
        with self.assertRaisesRegex(UserError, "RIB or RIP"):
            desk.action_pay()
        desk.payee_account = RIB[:-1] + '2'
        with self.assertRaisesRegex(ValidationError, "its key is wrong"):
            desk.action_pay()
        desk.payee_account = RIB
        desk.action_pay()
        self.assertEqual(self._lines(refund.payment_id.move_id), [('411000', 10000, 0), ('511016', 0, 10000)])

    def test_more_than_the_desk_holds_is_not_paid_back_in_cash(self):
        request = self._create_withdrawn()
        self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 5000, 'bank')
        refund = self._get_refund(request)
        refund.with_user(self.accountant_16).action_approve()
        refund.with_user(self.cashier_16).payment_method = 'cash'
        with self.assertRaisesRegex(UserError, "not enough cash"):
            refund.with_user(self.cashier_16).action_pay()

    def test_refunds_are_not_written_by_hand(self):
        refund = self._get_refund(self._create_withdrawn())
        with self.assertRaises(UserError):
            refund.amount = 1
        with self.assertRaises(UserError):
            refund.with_user(self.cashier_16).state = 'approved'
        with self.assertRaises(UserError):
            refund.unlink()
