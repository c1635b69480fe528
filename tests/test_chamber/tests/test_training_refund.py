from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.chamber_hr_accounting.tests.common import FinanceCase
from odoo.addons.chamber_training.tests.common_enrol import EnrolCase


@tagged('post_install', '-at_install')
class TestTrainingRefund(EnrolCase, FinanceCase):
    """A place that was paid at a desk with accounts is paid back by that desk, and the training room sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_price(4000)
        cls.session = cls._create_open_session(seats_max=2)
        cls.enrolment = cls._enrol(cls.session, 1)

    def _cancel(self):
        self.enrolment._cancel("Away")
        return self.env['chamber.training.refund'].with_user(self.training_officer_16).search(
            [('enrolment_id', '=', self.enrolment.id)])

    def test_a_place_paid_at_the_desk_is_paid_back_by_the_desk(self):
        self._pay(self.enrolment)
        listed = self._cancel()
        self.assertEqual((listed.state, listed.amount), ('due', 4000))
        refund = self.env['chamber.refund'].search([('partner_id', '=', self.enrolment.partner_id.id)])
        self.assertEqual((refund.state, refund.amount, refund.cause), ('due', 4000, 'cancelled'))
        listed.payment_method = 'cash'
        with self.assertRaisesRegex(UserError, "by the cash desk"):
            listed.action_mark_paid_back()
        refund.with_user(self.accountant_16).action_approve()
        refund = refund.with_user(self.cashier_16)
        refund.write({'payment_method': 'cheque', 'payment_reference': "0099887"})
        refund.action_pay()
        self.assertEqual(
            (listed.state, listed.number, listed.cashier_id, listed.payment_method, listed.payment_reference),
            ('paid', refund.number, self.cashier_16, 'cheque', "0099887"))
        with self.assertRaisesRegex(UserError, "paid back already"):
            listed.action_mark_paid_back()

    def test_a_session_that_is_cancelled_owes_at_the_desk_too(self):
        self._pay(self.enrolment)
        self.session.with_user(self.training_manager_16)._cancel("The trainer is ill")
        refund = self.env['chamber.refund'].search([('partner_id', '=', self.enrolment.partner_id.id)])
        self.assertEqual(refund.mapped('amount'), [4000])

    def test_what_was_paid_before_the_accounts_is_noted_by_hand(self):
        self.chamber_16._get_chamber_journal('postal').chamber_use = False
        self.env.invalidate_all()
        self._pay(self.enrolment)
        self.assertFalse(self.enrolment.sudo().fee_receipt_id)
        listed = self._cancel()
        self.assertFalse(self.env['chamber.refund'].search([('partner_id', '=', self.enrolment.partner_id.id)]))
        listed.payment_method = 'cash'
        listed.action_mark_paid_back()
        self.assertEqual(listed.state, 'paid')
