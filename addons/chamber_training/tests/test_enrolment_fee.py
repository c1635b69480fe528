from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_enrol import EnrolCase


@tagged('post_install', '-at_install')
class TestEnrolmentFee(EnrolCase):
    """What a place costs, what is paid, what is owed back; and what people are told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_price(4000)
        cls._set_price(1500, 'subsidised')
        cls.session = cls._create_open_session(seats_max=2)

    def _refunds(self, user=None):
        return self.env['chamber.training.refund'].with_user(user or self.training_officer_16).search(
            [('session_id', '=', self.session.id)])

    def _mails(self, enrolment):
        return self.env['mail.mail'].sudo().search(
            [('model', '=', enrolment._name), ('res_id', '=', enrolment.id)], order='id')

    def test_the_price_is_owed_by_those_who_are_accepted(self):
        first, _second, third = self._enrol(self.session, 3)
        self.assertRecordValues(first | third, [
            {'fee_amount': 4000, 'fee_state': 'due'}, {'fee_amount': 0, 'fee_state': 'none'}])
        first._cancel("Away")
        self.assertEqual(first.fee_state, 'none')
        third.action_accept_offer()
        self.assertEqual(third.fee_amount, 4000)

    def test_a_subsidised_session_costs_its_own_price(self):
        self.session.action_back_to_draft()
        self.session.price_kind = 'subsidised'
        self.session.action_open()
        self.assertEqual(self._enrol(self.session, 1).fee_amount, 1500)

    def test_a_payment_takes_a_receipt_number(self):
        enrolment = self._enrol(self.session, 1)
        with self.assertRaisesRegex(UserError, "Choose how the fee"):
            enrolment.action_mark_fee_paid()
        self._pay(enrolment)
        self.assertRecordValues(enrolment, [{
            'fee_state': 'paid', 'fee_receipt_number': 'RT-16-2026-000001', 'fee_cashier_id': self.training_officer_16.id}])
        with self.assertRaisesRegex(UserError, "Nothing is due"):
            enrolment.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "paid already"):
            enrolment.fee_payment_method = 'cheque'

    def test_nobody_on_the_waiting_list_pays(self):
        waiting = self._enrol(self.session, 3)[2]
        with self.assertRaisesRegex(UserError, "“Waiting list”"):
            self._pay(waiting)

    def test_a_cancelled_session_lists_all_that_is_owed_back(self):
        first, second, third = self._enrol(self.session, 3)
        self._pay(first)
        self.session.with_user(self.training_manager_16)._cancel("The trainer is ill")
        self.assertEqual((first | second | third).mapped('state'), ['cancelled'] * 3)
        refund = self._refunds()
        self.assertRecordValues(refund, [{
            'enrolment_id': first.id, 'partner_id': first.partner_id.id, 'amount': 4000, 'cause': 'session', 'state': 'due',
            'reason': "The trainer is ill", 'receipt_number': 'RT-16-2026-000001'}])
        self.assertEqual(first.fee_amount, 4000, "what was paid stays known")

    def test_whoever_cancels_in_time_is_paid_back_with_method_and_number(self):
        enrolment = self._enrol(self.session, 1)
        self._pay(enrolment)
        enrolment._cancel("Away")
        refund = self._refunds()
        self.assertRecordValues(refund, [{'amount': 4000, 'cause': 'enrolment', 'state': 'due'}])
        with self.assertRaisesRegex(UserError, "Choose how"):
            refund.action_mark_paid_back()
        refund.payment_method = 'cheque'
        with self.assertRaisesRegex(UserError, "Enter the number of the payment"):
            refund.action_mark_paid_back()
        refund.payment_reference = "0012345"
        refund.action_mark_paid_back()
        self.assertRecordValues(refund, [{
            'state': 'paid', 'number': 'BT-16-2026-000001', 'cashier_id': self.training_officer_16.id}])
        with self.assertRaisesRegex(UserError, "paid back already"):
            refund.action_mark_paid_back()
        with self.assertRaisesRegex(UserError, "paid back already"):
            refund.payment_reference = "9"

    def test_whoever_cancels_too_late_loses_the_price_unless_the_chamber_says_so(self):
        first, second = self._enrol(self.session, 2)
        self._pay(first)
        self._pay(second)
        self.startPatcher(self._freeze('2026-03-20 09:00:00'))
        End = self.env['chamber.training.enrolment.end'].with_user(self.training_officer_16)
        wizard = End.create({'enrolment_ids': first.ids, 'reason': "Away"})
        self.assertRecordValues(wizard, [{'has_paid': True, 'pays_back': False}])
        wizard.action_end()
        self.assertFalse(self._refunds())
        End.create({'enrolment_ids': second.ids, 'reason': "In hospital", 'pays_back': True}).action_end()
        self.assertEqual(self._refunds().enrolment_id, second)

    def test_refunds_are_written_by_no_hand(self):
        enrolment = self._enrol(self.session, 1)
        self._pay(enrolment)
        enrolment._cancel("Away")
        refund = self._refunds()
        with self.assertRaisesRegex(UserError, "by its steps only"):
            refund.amount = 1
        with self.assertRaisesRegex(UserError, "by its steps only"):
            refund.create({'enrolment_id': enrolment.id, 'amount': 1})
        with self.assertRaises(AccessError):
            refund.unlink()
        self.assertFalse(self._refunds(self.training_officer_05))

    def test_participants_are_told_in_their_language(self):
        artisans = self._create_artisans(3, email='artisan@example.org', lang='fr_FR')
        first, second, third = self._enrol(self.session, artisans)
        self.assertEqual(len(self._mails(first)), 1)
        self.assertIn("Course of the tests", self._mails(first).subject)
        self.assertIn("Stagiaire", self._mails(first).body_html)
        self.assertIn("4", self._mails(first).body_html)
        first._cancel("Away")
        self.assertEqual(len(self._mails(third)), 2, "the waiting list, then the offer")
        self.assertIn("19/03/2026 00:00", self._mails(third)[1].body_html)
        self.assertIn(third.access_token, self._mails(third)[1].body_html)
        self.assertEqual(len(self._mails(second)), 1)

    def test_each_notice_can_be_rendered_in_the_three_languages(self):
        session = self.session
        for lang in ('ar_001', 'fr_FR', 'en_US'):
            enrolment = self._enrol(session, self._create_artisan(email='artisan@example.org', lang=lang))
            for name in (
                    'asked', 'accepted', 'waiting', 'offered', 'lapsed', 'refused', 'cancelled', 'session_cancelled', 'reminder'):
                template = self.env.ref(f'chamber_training.mail_template_training_{name}')
                values = template._generate_template(enrolment.ids, ('subject', 'body_html'))[enrolment.id]
                self.assertIn(session.name, values['body_html'])
                self.assertTrue(values['subject'])
            enrolment._cancel("Away")

    def test_those_accepted_are_reminded_once_when_the_day_is_near(self):
        artisans = self._create_artisans(3, email='artisan@example.org')
        first, second, third = self._enrol(self.session, artisans)
        cron = self.env.ref('chamber_training.ir_cron_remind')
        for moment, expected in (('2026-03-21 09:00:00', 1), ('2026-03-22 09:00:00', 2), ('2026-03-23 09:00:00', 2)):
            self.startPatcher(self._freeze(moment))
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual([len(self._mails(enrolment)) for enrolment in (first, second)], [expected] * 2, moment)
        self.assertFalse(third.reminded_datetime)
