from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestEscalation(GuardCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first.write({'escalation_days': 3, 'escalation_user_id': cls.chief.id})
        with freeze_time('2026-03-01 09:00:00'):
            cls.document = cls._create_asked()
        cls.review = cls.document.review_ids.sorted('sequence')[0]

    def _run_cron(self, day):
        with freeze_time(day), self.enter_registry_test_mode():
            self.env.ref('tier_validation_guard.ir_cron_escalate').method_direct_trigger()
        self.env.invalidate_all()

    def test_before_the_delay_nothing_happens(self):
        self._run_cron('2026-03-04 08:00:00')
        self.assertFalse(self.review.escalated_on)
        with self.assertRaises(AccessError):
            self.document.with_user(self.chief).validate_tier()

    def test_after_the_delay_the_chief_is_told_and_may_decide(self):
        self._run_cron('2026-03-04 09:30:00')
        self.assertEqual(self.review.reviewer_ids, self.registrar | self.chief)
        self.assertEqual(self.document.activity_ids.user_id, self.chief)
        self.assertRecordValues(self._events(self.document, 'escalated'), [{'to_user_id': self.chief.id}])
        self.document.with_user(self.chief).validate_tier()
        self.assertEqual(self.review.done_by, self.chief)

    def test_where_nobody_is_named_nothing_is_escalated(self):
        self.first.escalation_user_id = False
        self._run_cron('2026-03-09 09:30:00')
        self.assertFalse(self.review.escalated_on)

    def test_a_document_without_activities_sends_a_message(self):
        definition = self.env['tier.definition'].create({
            'name': "Sheets", 'model_id': self.env['ir.model']._get_id('test.tier.computed'), 'company_id': False,
            'reviewer_id': self.registrar.id, 'escalation_days': 1, 'escalation_user_id': self.chief.id})
        with freeze_time('2026-03-01 09:00:00'):
            sheet = self.env['test.tier.computed'].with_user(self.clerk).create({'name': "Sheet 4"})
            sheet.request_validation()
        self._run_cron('2026-03-03 09:30:00')
        self.assertEqual(sheet.review_ids.definition_id, definition)
        message = self.env['mail.message'].search(
            [('partner_ids', 'in', self.chief.partner_id.ids)], limit=1, order='id desc')
        self.assertEqual((message.model, message.res_id, message.subject), (sheet._name, sheet.id, "Sheet 4"))

    def test_it_is_escalated_once(self):
        self._run_cron('2026-03-04 09:30:00')
        self._run_cron('2026-03-05 09:30:00')
        self.assertEqual(len(self._events(self.document, 'escalated')), 1)

    def test_a_group_may_be_named(self):
        group = self.env['res.groups'].create({'name': "Seniors", 'user_ids': (self.deputy | self.clerk).ids})
        self.first.write({'escalation_user_id': False, 'escalation_group_id': group.id})
        self._run_cron('2026-03-04 09:30:00')
        self.assertEqual(self.review.reviewer_ids, self.registrar | self.deputy)

    def test_the_second_step_counts_from_its_own_turn(self):
        self.second.write({'escalation_days': 2, 'escalation_user_id': self.chief.id})
        with freeze_time('2026-03-03 09:00:00'):
            self.document.with_user(self.registrar).validate_tier()
        second = self.document.review_ids.sorted('sequence')[1]
        self.assertEqual(str(second.date_due), '2026-03-05 09:00:00')

    def test_a_decided_step_is_not_escalated(self):
        with freeze_time('2026-03-02 09:00:00'):
            self.document.with_user(self.registrar).reject_tier()
        self._run_cron('2026-03-09 09:30:00')
        self.assertFalse(self._events(self.document, 'escalated'))
