# pylint: disable=missing-return,context-overridden
from importlib.util import module_from_spec, spec_from_file_location

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, file_path

from odoo.addons.tier_validation_guard.tools import engine

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestDecision(GuardCommon):

    def test_two_steps_in_order_then_the_document_goes_on(self):
        document = self._create_asked()
        self.assertEqual(document.review_ids.sorted('sequence').mapped('status'), ['pending', 'waiting'])
        document.with_user(self.registrar).validate_tier()
        self.assertEqual(document.review_ids.sorted('sequence').mapped('status'), ['approved', 'pending'])
        self.assertFalse(document.calls)
        document.with_user(self.director).validate_tier()
        self.assertEqual(document.validation_status, 'validated')
        self.assertEqual(document.calls, "validated by director_guard;")
        document.action_approve()
        self.assertEqual(document.state, 'approved')
        document.action_finish()
        self.assertEqual(document.state, 'done')

    def test_who_made_the_document_cannot_approve_it(self):
        document = self._create_document(self.registrar)
        document.with_user(self.clerk).request_validation()
        self.assertFalse(document.with_user(self.registrar).can_review)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.with_user(self.registrar).validate_tier()

    def test_who_asked_cannot_approve(self):
        document = self._create_document()
        document.with_user(self.registrar).request_validation()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.with_user(self.registrar).validate_tier()

    def test_whom_the_model_names_cannot_approve(self):
        document = self._create_asked(requester_id=self.registrar.id)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.with_user(self.registrar).validate_tier()

    def test_a_role_that_includes_the_group_decides_too(self):
        group = self.env['res.groups'].create({'name': "Deciders"})
        role = self.env['res.groups'].create({'name': "Head of service", 'implied_ids': group.ids, 'user_ids': self.chief.ids})
        self.first.write({'review_type': 'group', 'reviewer_id': False, 'reviewer_group_id': group.id})
        document = self._create_asked()
        self.assertEqual(document.review_ids.filtered(lambda review: review.definition_id == self.first).reviewer_ids, self.chief)
        # who gets the role, or loses it, while the document waits
        role.user_ids = self.deputy
        self.assertFalse(document.with_user(self.chief).can_review)
        document.invalidate_recordset()
        document.with_user(self.deputy).validate_tier()
        self.assertEqual(document.review_ids.sorted('sequence').mapped('status'), ['approved', 'pending'])

    def test_what_waits_for_a_group_since_an_earlier_version_waits_for_its_roles_too(self):
        group = self.env['res.groups'].create({'name': "Deciders"})
        self.env['res.groups'].create({'name': "Head of service", 'implied_ids': group.ids, 'user_ids': self.chief.ids})
        self.first.write({'review_type': 'group', 'reviewer_id': False, 'reviewer_group_id': group.id})
        document = self._create_asked()
        review = document.review_ids.filtered(lambda review: review.definition_id == self.first)
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(review._fields['reviewer_ids'].relation)))
        self.env.invalidate_all()
        spec = spec_from_file_location('reviewers', file_path('tier_validation_guard/migrations/19.0.1.1.0/post-reviewers.py'))
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.env.cr, '')
        self.assertFalse(review.reviewer_ids)
        module.migrate(self.env.cr, '19.0.1.0.0')
        self.env.invalidate_all()
        self.assertEqual(review.reviewer_ids, self.chief)

    def test_group_membership_does_not_let_who_asks_approve(self):
        group = self.env['res.groups'].create({'name': "Deciders", 'user_ids': (self.clerk | self.registrar).ids})
        self.first.write({'review_type': 'group', 'reviewer_id': False, 'reviewer_group_id': group.id})
        document = self._create_asked()
        self.assertEqual(document.review_ids.sorted('sequence')[0].reviewer_ids, self.registrar)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.validate_tier()

    def test_who_asked_cannot_reject_either(self):
        document = self._create_document(self.registrar)
        document.request_validation()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.reject_tier()

    def test_the_administrator_who_asked_cannot_approve(self):
        admin = self._create_user('root_like', 'base.group_system')
        self.first.reviewer_id = admin
        document = self._create_asked(admin)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.sudo().validate_tier()

    def test_the_system_user_cannot_decide(self):
        self.first.reviewer_id = self.env.ref('base.user_root')
        document = self._create_asked()
        with self.assertRaisesRegex(AccessError, "Only a person who is signed in"):
            document.with_user(self.env.ref('base.user_root'))._validate_tier()

    def test_a_stranger_cannot_decide(self):
        document = self._create_asked()
        with self.assertRaisesRegex(AccessError, "You are not among those who decide"):
            document.with_user(self.deputy).validate_tier()

    def test_the_second_step_waits_for_the_first(self):
        document = self._create_asked()
        with self.assertRaisesRegex(UserError, "not your turn yet"):
            document.with_user(self.director).validate_tier()
        self.assertEqual(document.review_ids.sorted('sequence').mapped('status'), ['pending', 'waiting'])

    def test_nothing_was_asked(self):
        document = self._create_document()
        with self.assertRaisesRegex(UserError, "No approval has been asked for"):
            document.with_user(self.registrar).validate_tier()

    @freeze_time('2026-03-15 09:30:00')
    def test_a_decision_is_taken_once_and_the_late_one_is_told(self):
        group = self.env['res.groups'].create({'name': "Deciders", 'user_ids': (self.chief | self.registrar).ids})
        self.first.write({'review_type': 'group', 'reviewer_id': False, 'reviewer_group_id': group.id})
        self.second.active = False
        document = self._create_asked()
        document.with_user(self.registrar).reject_tier()
        with self.assertRaisesRegex(UserError, "Already decided by Registrar on .*2026"):
            document.with_user(self.chief).validate_tier()
        self.assertEqual(document.validation_status, 'rejected')

    def test_a_refusal_ends_the_round_and_calls_the_document_once(self):
        self.second.approve_sequence = False
        document = self._create_asked()
        document.with_user(self.registrar)._decide('reject', document.review_ids, "Photo missing")
        self.assertEqual(sorted(document.review_ids.mapped('status')), ['cancel', 'rejected'])
        self.assertEqual(document.calls, "rejected: Photo missing;")
        with self.assertRaisesRegex(UserError, "Already decided"):
            document.with_user(self.director).validate_tier()
        with self.assertRaisesRegex(ValidationError, "not finished"):
            document.action_approve()

    def test_the_remark_of_the_base_wizard_is_kept(self):
        self.first.has_comment = True
        document = self._create_asked().with_user(self.registrar)
        action = document.reject_tier()
        wizard = self.env['comment.wizard'].with_user(self.registrar).with_context(action['context']).create(
            {'comment': "Address is wrong"})
        wizard.add_comment()
        self.assertEqual(document.calls, "rejected: Address is wrong;")
        self.assertEqual(self._events(document, 'rejected').comment, "Address is wrong")

    def test_remarks_cannot_be_written_on_reviews_of_others(self):
        document, other = self._create_asked(), self._create_asked()
        wizard = self.env['comment.wizard'].with_user(self.registrar).create({
            'comment': "x", 'validate_reject': 'validate', 'res_model': document._name, 'res_id': document.id,
            'review_ids': other.review_ids.ids})
        with self.assertRaises(UserError):
            wizard.add_comment()
        self.assertFalse(any(other.review_ids.mapped('comment')))

    def test_the_remark_wizard_refuses_other_models(self):
        wizard = self.env['comment.wizard'].with_user(self.registrar).create({
            'comment': "x", 'validate_reject': 'validate', 'res_model': 'res.partner', 'res_id': 1})
        with self.assertRaisesRegex(UserError, "no longer there"):
            wizard.add_comment()

    def test_asking_needs_the_right_to_write_the_document(self):
        document = self._create_document()
        self.env['ir.model.access'].search([('model_id.model', '=', document._name)]).perm_write = False
        with self.assertRaises(AccessError):
            document.with_user(self.deputy).request_validation()

    def test_restarting_needs_the_right_to_write_the_document(self):
        document = self._create_asked()
        self.env['ir.model.access'].search([('model_id.model', '=', document._name)]).perm_write = False
        with self.assertRaises(AccessError):
            document.with_user(self.deputy).restart_validation()

    def test_forwarding_hands_the_step_over(self):
        document = self._create_asked()
        review = document.review_ids.sorted('sequence')[0]
        review.with_user(self.registrar)._forward(self.deputy, "Knows the craft")
        self.assertEqual(review.reviewer_ids, self.deputy)
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.registrar).validate_tier()
        document.with_user(self.deputy).validate_tier()
        event = self._events(document, 'forwarded')
        self.assertRecordValues(event, [{'user_id': self.registrar.id, 'to_user_id': self.deputy.id,
                                         'comment': "Knows the craft"}])

    def test_forwarding_to_who_asked_is_refused(self):
        document = self._create_asked()
        with self.assertRaisesRegex(UserError, "Clerk asked for this approval"):
            document.review_ids.sorted('sequence')[0].with_user(self.registrar)._forward(self.clerk, "x")

    def test_a_stranger_cannot_forward(self):
        document = self._create_asked()
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.review_ids.sorted('sequence')[0].with_user(self.deputy)._forward(self.deputy, "x")

    def test_the_approvals_of_another_kind_of_document_can_be_looked_at_while_one_is_judged(self):
        document = self._create_asked()
        other = self.env['test.tier.computed'].create({})
        with engine.batch(judged=document, reviews=document.review_ids):
            self.assertFalse(other._get_reviews())
            self.assertEqual(document._get_reviews(), document.review_ids)
