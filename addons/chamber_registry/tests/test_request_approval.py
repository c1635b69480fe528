from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestRequestApproval(RequestCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registrar_16_bis = cls._create_user('registrar_16_bis', 'registrar', cls.chamber_16)
        cls.reason = cls.env.ref('chamber_registry.refusal_reason_qualification')

    def _refuse(self, request, user, note="The diploma is of another trade."):
        wizard = self.env['chamber.request.refuse'].with_user(user).create(
            {'request_id': request.id, 'reason_id': self.reason.id, 'note': note})
        return wizard.action_refuse()

    def test_an_agent_does_not_start_a_study(self):
        request = self._create_filed()
        with self.assertRaisesRegex(AccessError, "another role"):
            request.with_user(self.agent_16).action_start_study()

    def test_a_study_ends_with_every_mandatory_document_checked(self):
        request = self._create_filed().with_user(self.registrar_16)
        request.action_start_study()
        with self.assertRaisesRegex(UserError, "Check these documents first: Photo"):
            request.action_submit()

    def test_without_an_approval_set_up_nothing_is_submitted(self):
        self.env['tier.definition'].search([('model', '=', 'chamber.request')]).active = False
        with self.assertRaisesRegex(UserError, "No approval is set up"):
            self._create_in_approval()

    def test_who_entered_the_request_does_not_approve_it(self):
        request = self._create_filed(user=self.registrar_16).with_user(self.registrar_16_bis)
        request.action_start_study()
        request.document_ids.is_checked = True
        request.action_submit()
        self.assertNotIn(self.registrar_16, request.review_ids.sudo().reviewer_ids)
        with self.assertRaises(UserError):
            request.with_user(self.registrar_16).validate_tier()
        self.assertEqual(request.state, 'approval')
        request.validate_tier()
        request.with_user(self.director_16).validate_tier()
        self.assertEqual(request.state, 'accepted')

    def test_the_director_waits_for_the_registrar(self):
        request = self._create_in_approval()
        with self.assertRaisesRegex(UserError, "not your turn"):
            request.with_user(self.director_16)._validate_tier()
        self.assertEqual(request.state, 'approval')

    def test_the_director_of_another_chamber_does_not_approve(self):
        request = self._create_in_approval()
        request.with_user(self.registrar_16).validate_tier()
        with self.assertRaises(AccessError):
            request.with_user(self.director_05).validate_tier()

    def test_the_inbox_shows_until_when_to_decide(self):
        later = self._create_in_approval()
        with freeze_time('2026-02-10 09:00:00'):
            sooner = self._create_in_approval()
        order = self.env.ref('tier_validation_guard.tier_review_view_list').arch.split('default_order="')[1].split('"')[0]
        reviews = self.env['tier.review'].with_user(self.registrar_16).search(
            [('is_waiting_for_me', '=', True), ('res_id', 'in', (later + sooner).ids)], order=order)
        self.assertEqual(reviews.mapped('res_id'), (sooner + later).ids)
        self.assertEqual(reviews.mapped('record_deadline'), [sooner.deadline, later.deadline])

    def test_an_agent_does_not_approve(self):
        request = self._create_in_approval()
        with self.assertRaises(UserError):
            request.with_user(self.agent_16)._validate_tier()

    def test_what_was_asked_is_fixed_in_approval(self):
        request = self._create_in_approval()
        for user in (self.agent_16, self.registrar_16, self.director_16):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                request.with_user(user).main_activity_id = self.other_activity

    def test_what_was_asked_is_fixed_once_accepted(self):
        request = self._create_accepted()
        with self.assertRaisesRegex(UserError, "no longer be changed"):
            request.with_user(self.registrar_16).exercise_address = "elsewhere"

    def test_a_refusal_has_a_ground_an_explanation_and_a_line_in_the_journal(self):
        request = self._create_in_approval()
        request.with_user(self.registrar_16).validate_tier()
        self._refuse(request, self.director_16)
        self.assertRecordValues(request, [{
            'state': 'refused', 'refusal_reason_id': self.reason.id, 'decided_by_id': self.director_16.id, 'entry_id': False}])
        self.assertRecordValues(request.decision_ids, [{
            'kind': 'refused', 'reason_id': self.reason.id, 'note': "The diploma is of another trade.",
            'chain_user_id': self.director_16.id}])
        self.assertEqual(request.sudo().review_ids.mapped('status'), ['approved', 'rejected'])

    def test_a_refusal_without_explanation_is_not_saved(self):
        request = self._create_in_approval()
        form = Form(self.env['chamber.request.refuse'].with_user(self.registrar_16).with_context(default_request_id=request.id))
        form.reason_id = self.reason
        with self.assertRaises(AssertionError):
            form.save()

    def test_only_whose_turn_it_is_refuses(self):
        request = self._create_in_approval()
        with self.assertRaises(UserError):
            self._refuse(request, self.director_16)
        self.assertEqual(request.state, 'approval')
        self.assertFalse(request.decision_ids)

    def test_an_accepted_request_is_not_refused_and_the_second_decider_is_told(self):
        request = self._create_accepted()
        with self.assertRaisesRegex(UserError, "Already decided by"):
            self._refuse(request, self.director_16)
        self.assertEqual(request.state, 'accepted')

    def test_the_registrant_of_a_refused_request_may_ask_again(self):
        request = self._create_in_approval()
        self._refuse(request, self.registrar_16)
        self.assertEqual(self._create_filed(partner_id=request.partner_id.id).state, 'filed')

    def test_a_request_sent_back_is_studied_again_and_needs_all_approvals_again(self):
        request = self._create_in_approval()
        request.with_user(self.registrar_16).validate_tier()
        action = request.with_user(self.director_16).action_send_back()
        wizard = self.env[action['res_model']].with_user(self.director_16).with_context(**action['context']).create(
            {'comment': "Which workshop?"})
        wizard.action_apply()
        self.assertEqual(request.state, 'study')
        request = request.with_user(self.registrar_16)
        request.exercise_address = "14, rue des Frères"
        request.action_submit()
        self.assertEqual(request.sudo().review_ids.mapped('status'), ['pending', 'waiting'])
        request.validate_tier()
        request.with_user(self.director_16).validate_tier()
        self.assertEqual(request.state, 'accepted')
        self.assertEqual(request.entry_id.exercise_address, "14, rue des Frères")

    def test_a_registrant_registered_meanwhile_is_not_registered_twice(self):
        request = self._create_in_approval()
        request.with_user(self.registrar_16).validate_tier()
        self.env['chamber.act']._record_batch([{
            'kind': 'inscription', 'company': request.company_id, 'partner': request.partner_id,
            'values': {'main_activity_id': self.craft_activity.id}}])
        with self.assertRaisesRegex(UserError, "already has a live entry"), self.env.cr.savepoint():
            request.with_user(self.director_16).validate_tier()
