# pylint: disable=missing-return,context-overridden
from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestForgery(GuardCommon):
    """Each way by which a review could be forged, tried by a plain user, then by stronger ones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_asked()
        cls.review = cls.document.review_ids.sorted('sequence')[0]
        cls.forged = {'status': 'approved', 'done_by': cls.registrar.id}

    def _still_open(self):
        self.env.invalidate_all()
        self.assertEqual(self.document.review_ids.sorted('sequence').mapped('status'), ['pending', 'waiting'])

    def test_writing_a_review_is_refused(self):
        with self.assertRaises(AccessError):
            self.review.with_user(self.clerk).write(self.forged)
        self._still_open()

    def test_writing_a_review_as_its_reviewer_is_refused(self):
        with self.assertRaises(AccessError):
            self.review.with_user(self.registrar).write(self.forged)

    def test_writing_a_review_with_full_rights_is_refused(self):
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().write(self.forged)
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().write({'requested_by': self.deputy.id})

    def test_assigning_the_reviewers_is_refused(self):
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().reviewer_ids = [Command.link(self.clerk.id)]

    def test_creating_a_review_is_refused(self):
        values = {'model': self.document._name, 'res_id': self.document.id, 'definition_id': self.first.id,
                  **self.forged}
        with self.assertRaises(AccessError):
            self.env['tier.review'].with_user(self.clerk).create(values)
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.env['tier.review'].create(values)

    def test_copying_a_review_is_refused(self):
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().copy(self.forged)

    def test_deleting_a_review_is_refused(self):
        with self.assertRaises(AccessError):
            self.review.with_user(self.clerk).unlink()
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().unlink()

    def test_importing_reviews_is_refused(self):
        result = self.env['tier.review'].load(
            ['.id', 'status', 'done_by/.id'], [[str(self.review.id), 'approved', str(self.registrar.id)]])
        self.assertIn("Approvals change only by", result['messages'][0]['message'])
        self._still_open()

    def test_commands_on_the_document_are_refused(self):
        for command in (Command.update(self.review.id, self.forged), Command.delete(self.review.id),
                        Command.create(self.forged), Command.unlink(self.review.id), Command.clear()):
            with self.subTest(command=command), self.assertRaises(UserError):
                self.document.with_user(self.clerk).write({'review_ids': [command]})
            self._still_open()

    def test_commands_on_the_document_with_full_rights_are_refused(self):
        for command in (Command.update(self.review.id, self.forged), Command.delete(self.review.id),
                        Command.unlink(self.review.id), Command.clear()):
            with self.subTest(command=command), self.assertRaises(UserError):
                self.document.sudo().with_context(skip_validation_check=True).write({'review_ids': [command]})
            self._still_open()

    def test_a_context_key_does_not_open_the_engine(self):
        context = {'skip_validation_check': True, 'skip_check_state_condition': True, 'install_mode': True,
                   'tier_validation_guard.operation': 'decide', 'tier_validation_defer_compute_can_review': True}
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            self.review.sudo().with_context(context).write(self.forged)

    def test_the_approval_status_cannot_be_written(self):
        for context in ({}, {'skip_validation_check': True}):
            with self.assertRaisesRegex(AccessError, "follows from the approvals"):
                self.document.with_context(context).write({'validation_status': 'validated'})
        with self.assertRaisesRegex(AccessError, "follows from the approvals"):
            self.Document.with_user(self.clerk).create({'name': "x", 'validation_status': 'validated'})

    def test_a_context_key_does_not_open_the_document_under_approval(self):
        with self.assertRaisesRegex(ValidationError, "not allowed to write those fields"):
            self.document.with_context(skip_validation_check=True).write({'amount': 5000})

    def test_the_models_own_code_may_open_the_document(self):
        self.document.action_correct(12)
        self.assertEqual(self.document.amount, 12)

    def test_a_reviewer_cannot_be_named_through_the_user(self):
        admin = self._create_user('access_admin', 'base.group_erp_manager,base.group_user')
        with self.assertRaisesRegex(AccessError, "Who decides follows from the definitions"):
            self.deputy.with_user(admin).write({'review_ids': [Command.link(self.review.id)]})
        with self.assertRaisesRegex(AccessError, "Who decides follows from the definitions"):
            self.env['res.users'].create({'name': "x", 'login': 'x', 'review_ids': [Command.link(self.review.id)]})

    def test_a_server_action_on_reviews_is_refused(self):
        action = self.env['ir.actions.server'].create({
            'name': "Forge", 'model_id': self.env['ir.model']._get_id('tier.review'), 'state': 'code',
            'code': f"record.sudo().write({{'status': 'approved', 'done_by': {self.registrar.id}}})"})
        with self.assertRaisesRegex(AccessError, "Approvals change only by"), \
                mute_logger('odoo.addons.base.models.ir_actions'):
            action.with_context(active_model='tier.review', active_ids=self.review.ids, active_id=self.review.id).run()

    def test_a_server_action_that_writes_a_field_is_refused(self):
        action = self.env['ir.actions.server'].create({
            'name': "Forge", 'model_id': self.env['ir.model']._get_id('tier.review'), 'state': 'object_write',
            'update_path': 'status', 'evaluation_type': 'value',
            'selection_value': self.env.ref('base_tier_validation.selection__tier_review__status__approved').id})
        with self.assertRaisesRegex(AccessError, "Approvals change only by"):
            action.with_context(active_model='tier.review', active_ids=self.review.ids, active_id=self.review.id).run()

    def test_an_approval_put_into_the_table_does_not_count(self):
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "UPDATE tier_review SET status = 'approved', done_by = %s WHERE id IN %s",
            self.registrar.id, self.document.review_ids._ids))
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "is not in the journal"):
            self.document.action_approve()

    def test_an_approval_with_another_name_put_into_the_table_does_not_count(self):
        self._approve_all(self.document)
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE tier_review SET done_by = %s WHERE id = %s", self.deputy.id, self.review.id))
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "is not in the journal"):
            self.document.action_approve()

    def test_a_definition_in_use_cannot_be_deleted(self):
        with self.assertRaisesRegex(Exception, "archive it instead"):
            self.first.unlink()


@tagged('post_install', '-at_install')
class TestGate(GuardCommon):
    """The document's own state: no way round by its buttons, its life cycle, its making."""

    def test_the_button_asks_for_approval(self):
        with self.assertRaisesRegex(ValidationError, "validated first: (Registrar, Director|Director, Registrar)\\."):
            self._create_document().action_approve()

    def test_a_state_in_between_is_no_way_round(self):
        document = self._create_document()
        document.action_to_approve()
        self.assertEqual(document.state, 'to_approve')
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            document.action_approve()

    def test_a_state_behind_the_approved_one_is_no_way_round(self):
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            self._create_document().action_finish()

    def test_a_cancelled_document_does_not_come_back_approved(self):
        document = self._create_document()
        document.state = 'cancel'
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            document.action_approve()

    def test_an_open_approval_stops_the_button(self):
        document = self._create_asked()
        document.with_user(self.registrar).validate_tier()
        with self.assertRaisesRegex(ValidationError, "not finished"):
            document.action_approve()

    def test_a_document_is_not_born_approved(self):
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            self._create_document(state='approved')

    def test_an_imported_document_is_not_born_approved(self):
        result = self.Document.with_user(self.clerk).load(['name', 'state'], [["Paper", 'done']])
        self.assertIn("needs to be validated first", result['messages'][0]['message'])

    def test_a_computed_state_is_no_way_round(self):
        self.env['tier.definition'].create({
            'name': "Sheets", 'model_id': self.env['ir.model']._get_id('test.tier.computed'),
            'reviewer_id': self.registrar.id, 'company_id': False})
        sheet = self.env['test.tier.computed'].with_user(self.clerk).create({})
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            sheet.is_approved = True
            sheet.flush_recordset()

    def test_with_no_definition_the_document_is_free(self):
        (self.first | self.second).active = False
        document = self._create_document()
        document.action_approve()
        self.assertEqual(document.state, 'approved')

    def test_a_refusal_needs_no_approval(self):
        document = self._create_document()
        document.state = 'refused'
        self.assertEqual(document.state, 'refused')

    def test_unticking_a_company_does_not_untick_its_approvals(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.clerk.company_ids |= company
        (self.first | self.second).company_id = self.env.company
        document = self._create_document(company_id=self.env.company.id)
        document = document.with_context(allowed_company_ids=[company.id, self.env.company.id]).with_company(company)
        self.assertTrue(document.need_validation)
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            document.action_approve()
        free = self._create_document(company_id=False)
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            free.with_context(allowed_company_ids=[company.id]).action_approve()

    def test_what_was_approved_is_what_goes_on(self):
        document = self._create_asked(amount=10)
        self._approve_all(document)
        with self.assertRaisesRegex(ValidationError, "Amount cannot change together with the approved state"):
            document.write({'state': 'approved', 'amount': 1000000})
        document.write({'state': 'approved', 'amount': 10, 'decided_on': '2026-03-15'})
        self.assertEqual((document.state, document.amount, str(document.decided_on)), ('approved', 10, '2026-03-15'))

    def test_unticking_a_company_does_not_unlock_the_document(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.clerk.company_ids |= company
        (self.first | self.second).company_id = self.env.company
        document = self._create_asked(company_id=False).with_context(allowed_company_ids=[company.id])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(document.review_ids)
        with self.assertRaisesRegex(ValidationError, "not allowed to write those fields"):
            document.write({'amount': 1000000})

    def test_a_document_is_not_born_approved_by_a_computed_state(self):
        self.env['tier.definition'].create({
            'name': "Sheets", 'model_id': self.env['ir.model']._get_id('test.tier.computed'),
            'reviewer_id': self.registrar.id, 'company_id': False})
        with self.assertRaisesRegex(ValidationError, "needs to be validated first"):
            self.env['test.tier.computed'].with_user(self.clerk).create({'is_approved': True})

    def test_a_rule_of_the_model_may_decide_and_is_journalled(self):
        document = self._create_asked(exemption="Sixty days have passed")
        document.action_approve()
        self.assertEqual(document.state, 'approved')
        self.assertEqual(set(document.review_ids.mapped('status')), {'cancel'})
        self.assertEqual(self._events(document, 'exempted').comment, "Sixty days have passed")
