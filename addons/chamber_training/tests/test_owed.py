from importlib.util import module_from_spec, spec_from_file_location

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import tagged
from odoo.tools.misc import file_path

from .common_session import SessionCase


@tagged('post_install', '-at_install')
class TestOwed(SessionCase):
    """What a chamber owes to its trainers, noted by hand: nobody keeps accounts here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trainer.hourly_cost = 2000
        cls.session, people = cls._open_session(people=1)
        cls.session.action_compute_trainer_costs()
        [cls.cost] = cls.session.cost_ids.filtered('trainer_id')
        cls.cost = cls.cost.with_user(cls.training_officer_16)
        cls.session.action_begin()

    def _teach(self, half_days=2):
        self.session.half_day_ids[:half_days].filtered(lambda half_day: half_day.state == 'open').action_close()
        self.session.action_compute_trainer_costs()

    def _ask(self):
        self._teach()
        self.cost.action_ask_payment()
        return self.cost

    def test_the_hours_of_closed_half_days_are_owed_until_they_are_paid(self):
        self.assertEqual((self.cost.owed_state, self.cost.owed_amount, self.cost.planned_amount), ('none', 0, 14000))
        self._teach(1)
        self.assertEqual((self.cost.owed_state, self.cost.owed_amount), ('owed', 7000))
        self._teach()
        self.assertEqual((self.cost.owed_amount, self.cost.owed_partner_id), (14000, self.trainer.partner_id))
        self.cost.action_ask_payment()
        self.assertEqual((self.cost.owed_state, self.cost.owed_asked_by_id), ('asked', self.training_officer_16))
        self.assertEqual(len(self.cost.owed_proof.splitlines()), 2)
        self.assertIn("3.50", self.cost.owed_proof.splitlines()[0])
        self.cost.owed_payment_reference = "Cheque 0012345"
        self.cost.action_mark_owed_paid()
        self.assertEqual((self.cost.owed_state, self.cost.owed_paid_date), ('paid', Date.to_date('2026-03-15')))

    def test_a_trainer_is_paid_after_his_session_is_closed(self):
        self._ask()
        self.session.action_finish_teaching()
        self.session.action_close()
        self.cost.owed_payment_reference = "Transfer 77"
        self.cost.action_mark_owed_paid()
        self.assertEqual(self.cost.owed_state, 'paid')

    def test_nothing_is_asked_for_before_a_half_day_is_closed(self):
        with self.assertRaisesRegex(UserError, "Nothing owed"):
            self.cost.action_ask_payment()
        self.cost.actual_amount = 5000
        with self.assertRaisesRegex(UserError, "nothing proves"):
            self.cost.action_ask_payment()

    def test_what_is_bought_is_not_owed_here(self):
        cost = self.session.cost_ids.create({'session_id': self.session.id, 'kind': 'material', 'actual_amount': 900})
        self.assertEqual(cost.owed_state, 'none')

    def test_a_payment_is_asked_for_once(self):
        self._ask()
        with self.assertRaisesRegex(UserError, "Payment asked"):
            self.cost.action_ask_payment()

    def test_a_payment_is_noted_once_and_with_its_reference(self):
        self._ask()
        with self.assertRaisesRegex(UserError, "reference"):
            self.cost.action_mark_owed_paid()
        self.cost.owed_payment_reference = "Cheque 1"
        self.cost.action_mark_owed_paid()
        with self.assertRaisesRegex(UserError, "Paid"):
            self.cost.action_mark_owed_paid()
        with self.assertRaisesRegex(UserError, "paid already"):
            self.cost.owed_payment_reference = "Cheque 2"

    def test_what_is_asked_for_does_not_change(self):
        self._ask()
        other = self.trainer.create({'partner_id': self.env['res.partner'].create({'name': "Other trainer"}).id})
        for values in ({'actual_amount': 20000}, {'trainer_id': other.id}, {'kind': 'other'}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "give it up"):
                self.cost.write(values)
        self.cost.write({'actual_amount': 14000, 'quantity': 8})
        with self.assertRaisesRegex(UserError, "not deleted"):
            self.cost.unlink()
        self.trainer.hourly_cost = 9000
        self.session.action_compute_trainer_costs()
        self.assertEqual((self.cost.owed_amount, self.cost.actual_amount), (14000, 14000))

    def test_what_is_given_up_has_a_reason_and_can_be_owed_again(self):
        self._ask()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.cost.action_cancel_owed()
        self.cost.owed_cancel_reason = "He taught for nothing"
        self.cost.action_cancel_owed()
        self.assertEqual(self.cost.owed_state, 'cancelled')
        with self.assertRaisesRegex(UserError, "Given up"):
            self.cost.action_mark_owed_paid()
        self.cost.write({'actual_amount': 10000})
        self.cost.action_owe_again()
        self.assertEqual((self.cost.owed_state, self.cost.owed_amount, self.cost.owed_proof), ('owed', 10000, False))

    def test_what_is_paid_is_not_given_up(self):
        self._ask()
        self.cost.owed_payment_reference = "Cheque 1"
        self.cost.action_mark_owed_paid()
        self.cost.owed_cancel_reason = "Mistake"
        with self.assertRaisesRegex(UserError, "Paid"):
            self.cost.action_cancel_owed()

    def test_steps_are_not_written_by_hand(self):
        self._teach()
        for values in ({'owed_paid_date': '2026-03-15'}, {'owed_amount': 1}, {'owed_state': 'paid'}, {'owed_asked_by_id': 1},
                       {'owed_partner_id': self.env.user.partner_id.id}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "by its steps only"):
                self.cost.write(values)
        with self.assertRaisesRegex(UserError, "by its steps only"):
            self.cost.create({'session_id': self.session.id, 'kind': 'trainer', 'owed_paid_date': '2026-03-15'})

    def test_only_officers_of_the_chamber_take_its_steps(self):
        self._teach()
        for user in (self.training_officer_05, self.trainer_user, self.director_16):
            for step in ('action_ask_payment', 'action_cancel_owed', 'action_mark_owed_paid', 'action_owe_again'):
                with self.subTest(user=user.login, step=step), self.assertRaises(AccessError):
                    getattr(self.cost.with_user(user), step)()

    def test_what_closed_sessions_owed_before_is_settled_elsewhere(self):
        self._teach()
        running = self.session.cost_ids.filtered('trainer_id')
        closed = self._create_bare()
        old = running.create({
            'session_id': closed.id, 'kind': 'trainer', 'trainer_id': self.trainer.id, 'actual_amount': 3000})
        self.env.flush_all()
        self.env.cr.execute("UPDATE chamber_training_session SET state = 'closed' WHERE id = %s", [closed.id])
        spec = spec_from_file_location(
            'owed_before', file_path('chamber_training/migrations/19.0.1.1.0/post-owed_before.py'))
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.env.cr, '')
        self.env.invalidate_all()
        self.assertEqual(old.owed_state, 'owed')
        module.migrate(self.env.cr, '19.0.1.0.0')
        self.env.invalidate_all()
        self.assertEqual((old.owed_state, running.owed_state), ('cancelled', 'owed'))
        self.assertTrue(old.owed_cancelled_date and old.owed_cancel_reason)
