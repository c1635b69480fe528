from freezegun import freeze_time

from odoo.tests import Form, tagged

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestCard(GuardCommon):
    """What a reviewer reads before he opens the document, and decides with two taps."""

    def _review(self, document, user=None):
        return document.review_ids.filtered(lambda review: review.status == 'pending').with_user(user or self.registrar)

    def test_amount_cause_and_age_are_on_the_card(self):
        with freeze_time('2026-03-01 09:00:00'):
            document = self._create_asked(amount=125000, description="Paper for the session")
        with freeze_time('2026-03-11 08:00:00'):
            review = self._review(document)
            self.assertEqual(review.record_amount.replace('\xa0', ' '), "125 000.00")
            self.assertEqual((review.record_reason, review.waiting_days), ("Paper for the session", 9))

    def test_a_document_without_amount_or_cause_shows_none(self):
        review = self._review(self._create_asked())
        self.assertEqual((review.record_amount, review.record_reason), (False, False))

    def test_what_the_reviewer_may_not_read_stays_off_the_card(self):
        review = self._review(self._create_asked(amount=125000))
        self.patch(self.Document._fields['amount'], 'groups', 'base.group_system')
        self.assertFalse(review.record_amount)

    def test_the_oldest_comes_first(self):
        names = {}
        for day in (12, 3, 7):
            with freeze_time(f'2026-03-{day:02} 09:00:00'):
                names[day] = self._create_asked(name=f"Paper {day}")
        action = self.env.ref('tier_validation_guard.tier_review_inbox_action')
        for view in ('tier_review_view_list', 'tier_review_view_kanban'):
            arch = self.env['tier.review'].get_view(self.env.ref(f'tier_validation_guard.{view}').id)['arch']
            order = str(arch).split('default_order="')[1].split('"')[0]
            found = self.env['tier.review'].with_user(self.registrar).search([('is_waiting_for_me', '=', True)], order=order)
            self.assertEqual(found.mapped('record_name'), ["Paper 3", "Paper 7", "Paper 12"])
        self.assertIn("Nothing waits for you", action.help)

    def test_filtered_by_kind_of_document(self):
        self._create_asked()
        view = self.env.ref('tier_validation_guard.tier_review_view_search')
        arch = self.env['tier.review'].with_user(self.registrar).get_view(view.id, 'search')['arch']
        self.assertIn('string="Guarded Test Document"', arch)
        self.assertIn("[('model', '=', 'test.tier.document')]", arch)

    def test_approved_with_the_usual_reason_in_two_taps(self):
        self.first.comment_approve_default = "In order"
        document = self._create_asked()
        context = self._review(document).action_approve()['context']
        with Form(self.env['tier.review.decision'].with_user(self.registrar).with_context(**context)) as form:
            self.assertEqual(form.comment, "In order")
        form.record.action_apply()
        self.assertEqual(self._events(document, 'approved').comment, "In order")

    def test_no_usual_reason_is_proposed_for_a_refusal_or_for_different_steps(self):
        self.first.comment_approve_default = "In order"
        document = self._create_asked()
        Decision = self.env['tier.review.decision'].with_user(self.registrar)
        self.assertFalse(Decision.with_context(**self._review(document).action_reject()['context']).new().comment)
        both = document.review_ids.with_user(self.registrar).action_approve()['context']
        self.assertFalse(Decision.with_context(**both).new().comment)
