from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestHistory(GuardCommon):

    def test_the_whole_story_is_told_in_order(self):
        document = self._create_asked()
        document.with_user(self.registrar).validate_tier()
        document.with_user(self.director)._decide('reject', document.review_ids, "No diploma")
        events = self._events(document)
        self.assertEqual(events.mapped('event'), ['requested', 'requested', 'approved', 'rejected'])
        self.assertEqual(events.user_id, self.clerk | self.registrar | self.director)
        self.assertEqual(events[3].comment, "No diploma")
        self.assertEqual(events[3].tier_name, "Director")
        self.assertFalse(events._verify_chains())

    def test_restarting_keeps_the_old_round(self):
        document = self._create_asked()
        old = document.review_ids
        document.with_user(self.registrar).validate_tier()
        document.restart_validation()
        self.assertFalse(document.review_ids)
        self.assertEqual(document.validation_status, 'no')
        self.assertTrue(all(old.mapped('superseded')))
        self.assertEqual(set(old.mapped('superseded_res_id')), {document.id})
        self.assertEqual(old.sorted('sequence').mapped('status'), ['approved', 'cancel'])
        self.assertEqual(len(self._events(document, 'restarted')), 2)
        document.request_validation()
        self.assertEqual(len(document.review_ids), 2)
        self.assertFalse(document.review_ids & old)

    def test_an_old_approval_does_not_count_in_a_new_round(self):
        document = self._create_asked()
        self._approve_all(document)
        document.restart_validation()
        with self.assertRaises(UserError):
            document.action_approve()

    def test_old_reviews_wait_for_nobody(self):
        document = self._create_asked()
        inbox = self.env['tier.review'].with_user(self.registrar)
        self.assertEqual(inbox.search_count([('is_waiting_for_me', '=', True)]), 1)
        document.restart_validation()
        self.assertEqual(inbox.search_count([('is_waiting_for_me', '=', True)]), 0)
        self.assertEqual(self.env['res.users'].with_user(self.registrar).review_user_count(), [])

    def test_going_back_to_draft_takes_the_approvals_off(self):
        document = self._create_asked()
        self._approve_all(document)
        old = document.review_ids
        document.action_approve()
        document.state = 'draft'
        self.assertFalse(document.review_ids)
        self.assertTrue(all(old.mapped('superseded')))
        with self.assertRaisesRegex(UserError, "needs to be validated first"):
            document.action_approve()

    def test_cancelling_takes_the_approvals_off(self):
        document = self._create_asked()
        document.state = 'cancel'
        self.assertFalse(document.review_ids)
        self.assertEqual(self._events(document, 'restarted').mapped('comment'), ["Document set back or cancelled"] * 2)

    def test_the_history_outlives_the_document(self):
        document = self._create_asked(name="Request 17")
        reviews, document_id = document.review_ids, document.id
        document.unlink()
        self.assertTrue(reviews.exists())
        events = self.env['tier.review.event'].search(
            [('model', '=', 'test.tier.document'), ('res_id', '=', document_id)])
        self.assertEqual(set(events.mapped('record_name')), {"Request 17"})
        self.assertEqual(set(events.mapped('event')), {'requested', 'restarted'})
        self.assertEqual(reviews[0].record_name, "Deleted")

    def test_the_history_cannot_be_changed(self):
        event = self._events(self._create_asked())[0]
        with self.assertRaises(UserError):
            event.write({'comment': "other"})
        with self.assertRaises(UserError):
            event.unlink()

    def test_the_document_opens_its_history(self):
        document = self._create_asked()
        self.assertEqual(document.with_user(self.deputy).tier_event_count, 2)
        action = document.with_user(self.deputy).action_view_tier_events()
        self.assertEqual(len(self.env['tier.review.event'].with_user(self.deputy).search(action['domain'])), 2)
        arch = self.Document.get_view(view_type='form')['arch']
        self.assertIn('action_view_tier_events', str(arch))

    def test_approvals_from_before_the_guard_are_taken_over(self):
        document = self._create_asked()
        self._approve_all(document)
        review = document.review_ids[0]
        with mute_logger('odoo.sql_db'):
            event = review._log_event('adopted')
        self.assertEqual(event.user_id, review.done_by)
        document.action_approve()
        self.assertEqual(document.state, 'approved')
