# pylint: disable=missing-return,context-overridden
"""OCA's own suites under the guard. What it forbids on purpose stands below, each as the refusal that it meets."""
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.base_tier_validation.tests import test_tier_validation as base
from odoo.addons.base_tier_validation.tests import test_tier_validation_reminder as reminder
from odoo.addons.base_tier_validation_formula.tests import test_tier_validation as formula

ENGINE_ONLY = "Approvals change only by"


@tagged('post_install', '-at_install')
class TestUpstreamBase(base.TierTierValidation):

    def test_01_auto_validation(self):
        """A reviewer confirmed his own document at once, asking and approving in one click."""
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            super().test_01_auto_validation()

    def test_11_add_comment(self):
        """The system user wrote the remark of a reviewer."""
        with self.assertRaisesRegex(AccessError, "Only a person who is signed in"):
            super().test_11_add_comment()

    def test_11_add_comment_rejection(self):
        with self.assertRaisesRegex(AccessError, "Only a person who is signed in"):
            super().test_11_add_comment_rejection()

    def assertAskerCannotReview(self, story):
        """The person who asks is the reviewer: upstream lets him review, here he is no reviewer."""
        with self.assertRaisesRegex(AssertionError, "False is not true|not found in|\\[\\] is not true"):
            story()

    def test_12_approve_sequence_same_user(self):
        self.assertAskerCannotReview(super().test_12_approve_sequence_same_user)

    def test_12_approve_sequence_same_user_bypassed(self):
        self.assertAskerCannotReview(super().test_12_approve_sequence_same_user_bypassed)

    def test_16_review_user_count_on_rejected(self):
        self.assertAskerCannotReview(super().test_16_review_user_count_on_rejected)

    def test_exclude_requester_off_keeps_legacy_behavior(self):
        self.assertAskerCannotReview(super().test_exclude_requester_off_keeps_legacy_behavior)

    def test_16e_review_user_count_skips_orphan_reviews(self):
        """Reviews written straight into the table."""
        with self.assertRaisesRegex(AccessError, ENGINE_ONLY):
            super().test_16e_review_user_count_skips_orphan_reviews()

    def test_16f_orphan_sequential_reviews_still_open(self):
        with self.assertRaisesRegex(AccessError, ENGINE_ONLY):
            super().test_16f_orphan_sequential_reviews_still_open()

    def test_16g_prefetch_only_open_sequential_reviews(self):
        with self.assertRaisesRegex(AccessError, ENGINE_ONLY):
            super().test_16g_prefetch_only_open_sequential_reviews()

    def test_19d_to_validate_message_falls_back_when_no_pending(self):
        with self.assertRaisesRegex(AccessError, ENGINE_ONLY):
            super().test_19d_to_validate_message_falls_back_when_no_pending()

    def test_22_notify_on_accepted(self):
        """The system user decided."""
        with self.assertRaisesRegex(AccessError, "Only a person who is signed in"):
            super().test_22_notify_on_accepted()

    def test_23_notify_on_rejected(self):
        with self.assertRaisesRegex(AccessError, "Only a person who is signed in"):
            super().test_23_notify_on_rejected()

    def test_25_all_notification(self):
        """The reviewer asked anew, then decided on his own request."""
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            super().test_25_all_notification()

    def test_26_no_notification(self):
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            super().test_26_no_notification()


@tagged('post_install', '-at_install')
class TestUpstreamView(base.TierTierValidationView):
    pass


@tagged('post_install', '-at_install')
class TestUpstreamReminder(reminder.TierTierValidation):
    pass


@tagged('post_install', '-at_install')
class TestUpstreamFormula(formula.TierTierValidation):
    pass
