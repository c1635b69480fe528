# pylint: disable=missing-return,context-overridden
import json

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged, users

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestInbox(GuardCommon):

    def _inbox(self, user):
        action = self.env.ref('tier_validation_guard.tier_review_inbox_action')
        self.assertEqual(action.domain, "[('is_waiting_for_me', '=', True)]")
        return self.env['tier.review'].with_user(user).search([('is_waiting_for_me', '=', True)], order='date_due, id')

    def test_what_waits_for_me_overdue_first(self):
        self.first.write({'escalation_days': 3, 'escalation_user_id': self.chief.id})
        with freeze_time('2026-03-10 09:00:00'):
            young = self._create_asked(name="Young")
        with freeze_time('2026-03-01 09:00:00'):
            old = self._create_asked(name="Old")
        with freeze_time('2026-03-11 09:00:00'):
            inbox = self._inbox(self.registrar)
            self.assertEqual(inbox.mapped('record_name'), ["Old", "Young"])
            self.assertEqual(inbox.mapped('is_overdue'), [True, False])
            self.assertEqual(inbox.search([('is_overdue', '=', True)]), old.review_ids.filtered('is_overdue'))
        self.assertFalse(self._inbox(self.director))
        young.with_user(self.registrar).validate_tier()
        self.assertEqual(self._inbox(self.registrar).mapped('record_name'), ["Old"])
        self.assertEqual(self._inbox(self.director).mapped('record_name'), ["Young"])

    def test_the_inbox_says_for_whom_one_stands_in(self):
        self._create_asked()
        self.env['tier.delegation'].with_user(self.registrar).create({
            'delegate_id': self.deputy.id, 'date_start': '2020-01-01', 'date_end': '2099-01-01', 'reason': "Leave"})
        self.assertEqual(self._inbox(self.deputy).mapped('acting_for'), ["Registrar"])
        self.assertEqual(self._inbox(self.registrar).mapped('acting_for'), [False])

    def test_the_systray_counts_the_same(self):
        for _number in range(3):
            self._create_asked()
        counts = self.env['res.users'].with_user(self.registrar).review_user_count()
        self.assertEqual([(count['model'], count['pending_count']) for count in counts], [('test.tier.document', 3)])
        documents = self.Document.with_user(self.registrar).search([('can_review', '=', True)])
        self.assertEqual(len(documents), 3)
        self.assertEqual(self.env['res.users'].with_user(self.director).review_user_count(), [])

    def test_reviewers_at_their_screens_are_told_and_the_others_are_not(self):
        self.env['mail.presence'].create({'user_id': self.registrar.id, 'status': 'online'})
        self.env['mail.presence'].create({'user_id': self.director.id, 'status': 'offline'})
        self.env.cr.precommit.run()
        self.env['bus.bus'].search([]).unlink()
        self._create_asked().with_user(self.registrar).validate_tier()
        self.env.cr.precommit.run()
        told = [channel for channel in self.env['bus.bus'].search([]).mapped('channel') if 'res.partner' in channel]
        self.assertTrue(told)
        self.assertEqual(
            {json.loads(channel)[2] for channel in told}, {self.registrar.partner_id.id}, "nobody listens for the director")

    def test_the_systray_leaves_out_what_the_user_cannot_read(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        document = self._create_asked()
        document.sudo().with_context(tracking_disable=True)._write_multi([{'company_id': company.id}])
        self.env.invalidate_all()
        self.assertEqual(self.env['res.users'].with_user(self.registrar).review_user_count(), [])

    def test_several_are_approved_from_the_list(self):
        documents = self._create_asked() | self._create_asked()
        action = self._inbox(self.registrar).action_approve()
        with Form(self.env['tier.review.decision'].with_user(self.registrar).with_context(action['context'])) as form:
            form.comment = "Checked"
        form.record.action_apply()
        self.assertFalse(self._inbox(self.registrar))
        self.assertEqual(self._events(documents[0], 'approved').comment, "Checked")
        self.assertEqual(self._events(documents[1], 'approved').comment, "Checked")

    def test_a_refusal_from_the_list_needs_a_reason(self):
        document = self._create_asked()
        action = self._inbox(self.registrar).action_reject()
        wizard = self.env['tier.review.decision'].with_user(self.registrar).with_context(action['context']).create({})
        with self.assertRaisesRegex(UserError, "Give the reason"):
            wizard.action_apply()
        wizard.comment = "Not a craft"
        wizard.action_apply()
        self.assertEqual(document.validation_status, 'rejected')

    def test_forwarding_from_the_list_needs_a_person(self):
        self._create_asked()
        wizard = self.env['tier.review.decision'].with_user(self.registrar).with_context(
            self._inbox(self.registrar).action_forward()['context']).create({})
        with self.assertRaisesRegex(UserError, "Say to whom"):
            wizard.action_apply()
        wizard.forward_to_id = self.deputy
        wizard.action_apply()
        self.assertEqual(len(self._inbox(self.deputy)), 1)

    def test_the_list_opens_the_document(self):
        document = self._create_asked()
        action = self._inbox(self.registrar).action_open_record()
        self.assertEqual((action['res_model'], action['res_id']), (document._name, document.id))

    def test_what_waits_in_another_company_of_the_reviewer_is_opened_and_decided_from_the_list(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.registrar.company_ids |= company
        self.clerk.company_ids |= company
        document = self._create_asked(company_id=company.id)
        inbox = self._inbox(self.registrar).with_context(allowed_company_ids=self.env.company.ids)
        action = inbox.action_open_record()
        self.assertEqual((action['type'], action['url']), (
            'ir.actions.act_url', f'/mail/view?model={document._name}&res_id={document.id}'))
        wizard = self.env['tier.review.decision'].with_env(inbox.env).with_context(
            inbox.action_approve()['context']).create({})
        wizard.action_apply()
        self.assertEqual(self._events(document, 'approved').mapped('review_id.status'), ['approved'])

    def test_what_waits_in_a_company_of_others_is_not_opened(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.clerk.company_ids |= company
        self._create_asked(company_id=company.id)
        with self.assertRaises(AccessError):
            self._inbox(self.registrar).action_open_record()

    @users('registrar_guard')
    def test_the_inbox_screens_open(self):
        for view_type in ('list', 'kanban', 'search'):
            self.assertTrue(self.env['tier.review'].get_view(view_type=view_type)['arch'])
