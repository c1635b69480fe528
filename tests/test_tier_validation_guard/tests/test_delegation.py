from datetime import date

from freezegun import freeze_time
from lxml import etree
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestDelegation(GuardCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))

    def _create_mandate(self, absent=None, delegate=None, by=None, **values):
        absent, delegate = absent or self.registrar, delegate or self.deputy
        return self.env['tier.delegation'].with_user(by or absent).create({
            'delegator_id': absent.id, 'delegate_id': delegate.id, 'date_start': '2026-03-15',
            'date_end': '2026-03-20', 'reason': "Leave", **values})

    def test_the_delegate_decides_and_the_history_says_for_whom(self):
        document = self._create_asked()
        self.assertFalse(document.with_user(self.deputy).can_review)
        self._create_mandate()
        self.assertTrue(document.with_user(self.deputy).can_review)
        document.with_user(self.deputy).validate_tier()
        event = self._events(document, 'approved')
        self.assertRecordValues(event, [{'user_id': self.deputy.id, 'behalf_id': self.registrar.id}])
        self.assertEqual(event.actor, "Deputy for Registrar")

    def test_an_employee_saves_a_mandate_by_its_form_and_changes_none(self):
        Mandate = self.env['tier.delegation'].with_user(self.registrar)
        arch = etree.fromstring(Mandate.get_view(view_type='form')['arch'])
        # the web client shows "Save" and "Discard" on forms that are edited only
        self.assertEqual((arch.get('edit'), arch.get('duplicate')), ('1', '0'))
        with Form(Mandate) as form:
            self.assertEqual(form.delegator_id, self.registrar)
            form.delegate_id = self.deputy
            form.date_end = '2026-03-20'
            form.reason = "Leave"
        mandate = form.record
        self.assertEqual((mandate.state, mandate.delegate_id), ('active', self.deputy))
        form = Form(mandate)
        for name, value in (('delegate_id', self.director), ('date_start', '2026-03-01'), ('date_end', '2026-03-30'),
                            ('reason', "Mission")):
            with self.subTest(name=name), self.assertRaisesRegex(AssertionError, "readonly"):
                setattr(form, name, value)
        with self.assertRaisesRegex(UserError, "not changed once given"):
            mandate.write({'date_end': '2026-03-30'})

    def test_a_delegate_reads_his_inbox_where_a_field_names_him_too(self):
        field = self.env.ref('test_tier_validation_guard.field_test_tier_document__decider_id')
        self.second.write({'review_type': 'field', 'reviewer_id': False, 'reviewer_field_id': field.id, 'sequence': 40})
        self._create_mandate()
        own = self._create_asked(decider_id=self.deputy.id)
        other = self._create_asked(decider_id=self.director.id)
        other.with_user(self.director).validate_tier()
        self.env.invalidate_all()
        inbox = self.env['tier.review'].with_user(self.deputy).search([('is_waiting_for_me', '=', True)])
        self.assertEqual(
            {review.res_id: review.acting_for for review in inbox}, {own.id: False, other.id: self.registrar.name})

    def test_the_absent_person_may_still_decide(self):
        document = self._create_asked()
        self._create_mandate()
        document.with_user(self.registrar).validate_tier()
        self.assertFalse(self._events(document, 'approved').behalf_id)

    def test_a_mandate_begins_at_midnight_where_the_delegate_lives(self):
        """At 23:30 in Greenwich the next day has begun in Algiers."""
        (self.registrar | self.deputy).tz = 'Africa/Algiers'
        document = self._create_asked()
        mandate = self._create_mandate(date_start='2026-03-18', date_end='2026-03-20')
        for moment, state in (('2026-03-17 22:30:00', 'planned'), ('2026-03-17 23:30:00', 'active'),
                              ('2026-03-20 22:30:00', 'active'), ('2026-03-20 23:30:00', 'ended')):
            with self.subTest(moment=moment), freeze_time(moment):
                mandate.invalidate_recordset(['state'])
                self.assertEqual(mandate.state, state)
        with freeze_time('2026-03-17 22:30:00'), self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.deputy).validate_tier()
        with freeze_time('2026-03-17 23:30:00'):
            document.with_user(self.deputy).validate_tier()
        self.assertRecordValues(self._events(document, 'approved'), [{'behalf_id': self.registrar.id}])

    def test_a_mandate_holds_between_its_dates_only(self):
        document = self._create_asked()
        self._create_mandate(date_start='2026-03-18', date_end='2026-03-20')
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.deputy).validate_tier()
        with freeze_time('2026-03-21 09:00:00'), self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.deputy).validate_tier()
        with freeze_time('2026-03-18 09:00:00'):
            self.env['tier.delegation']._cron_refresh()
            self.assertTrue(document.with_user(self.deputy).can_review)
            document.with_user(self.deputy).validate_tier()
        self.assertEqual(self._events(document, 'approved').behalf_id, self.registrar)

    def test_the_night_after_its_end_the_inbox_is_empty_again(self):
        document = self._create_asked()
        self._create_mandate(date_end='2026-03-16')
        self.assertTrue(document.with_user(self.deputy).can_review)
        with freeze_time('2026-03-17 00:02:00'):
            self.env['tier.delegation']._cron_refresh()
        self.assertFalse(document.with_user(self.deputy).can_review)

    def test_a_mandate_never_lets_who_asks_approve(self):
        document = self._create_asked()
        self._create_mandate(delegate=self.clerk)
        self.assertFalse(document.can_review)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            document.validate_tier()

    def test_who_asks_cannot_pass_his_own_step_on(self):
        document = self._create_document(self.registrar)
        document.request_validation()
        self._create_mandate()
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.deputy).validate_tier()

    def test_a_mandate_is_not_passed_on(self):
        document = self._create_asked()
        self._create_mandate()
        self._create_mandate(absent=self.deputy, delegate=self.chief)
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.chief).validate_tier()

    def test_one_person_does_not_decide_two_steps_by_standing_in(self):
        document = self._create_asked()
        self._create_mandate(absent=self.director, delegate=self.registrar)
        document.with_user(self.registrar).validate_tier()
        self.assertEqual(document.review_ids.sorted('sequence').mapped('status'), ['approved', 'pending'])
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.registrar).validate_tier()
        document.with_user(self.director).validate_tier()
        self.assertEqual(document.validation_status, 'validated')

    def test_a_mandate_for_one_kind_of_document_holds_for_that_kind(self):
        document = self._create_asked()
        self._create_mandate(res_model='test.tier.computed')
        self.assertFalse(document.with_user(self.deputy).can_review)
        self._create_mandate(res_model='test.tier.document')
        self.assertTrue(document.with_user(self.deputy).can_review)

    def test_withdrawing_ends_it_at_once(self):
        document = self._create_asked()
        mandate = self._create_mandate()
        mandate.action_revoke()
        self.assertEqual(mandate.state, 'revoked')
        self.assertFalse(document.with_user(self.deputy).can_review)
        with self.assertRaisesRegex(AccessError, "not among those who decide"):
            document.with_user(self.deputy).validate_tier()

    def test_only_who_gave_it_or_a_manager_withdraws(self):
        mandate = self._create_mandate()
        with self.assertRaisesRegex(AccessError, "Only who gave a mandate"):
            mandate.with_user(self.deputy).action_revoke()
        mandate.with_user(self.manager).action_revoke()
        self.assertEqual(mandate.revoked_by_id, self.manager)

    def test_nobody_gives_the_mandate_of_another(self):
        with self.assertRaises(AccessError):
            self._create_mandate(by=self.deputy)

    def test_a_manager_gives_it_for_somebody_of_his_company(self):
        mandate = self._create_mandate(by=self.manager)
        self.assertEqual(mandate.state, 'active')

    def test_a_manager_of_another_company_does_not(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.manager.write({'company_ids': [company.id], 'company_id': company.id})
        with self.assertRaises(AccessError):
            self._create_mandate(by=self.manager)

    def test_two_persons_cannot_replace_each_other(self):
        self._create_mandate()
        with self.assertRaisesRegex(ValidationError, "Deputy → Registrar → Deputy"):
            self._create_mandate(absent=self.deputy, delegate=self.registrar)

    def test_a_circle_of_three_is_refused(self):
        self._create_mandate()
        self._create_mandate(absent=self.deputy, delegate=self.chief)
        with self.assertRaisesRegex(ValidationError, "Chief → Registrar → Deputy → Chief"):
            self._create_mandate(absent=self.chief, delegate=self.registrar)

    def test_the_same_two_may_replace_each_other_at_other_times(self):
        self._create_mandate()
        later = self._create_mandate(absent=self.deputy, delegate=self.registrar,
                                     date_start='2026-03-21', date_end='2026-03-25')
        self.assertEqual(later.state, 'planned')

    def test_a_withdrawn_mandate_makes_no_circle(self):
        self._create_mandate().action_revoke()
        self.assertTrue(self._create_mandate(absent=self.deputy, delegate=self.registrar))

    def test_nobody_replaces_himself(self):
        with self.assertRaises(CheckViolation), mute_logger('odoo.sql_db'):
            self._create_mandate(delegate=self.registrar)

    def test_a_mandate_does_not_end_before_it_starts(self):
        with self.assertRaises(CheckViolation), mute_logger('odoo.sql_db'):
            self._create_mandate(date_end='2026-03-01')

    def test_only_the_staff_replaces(self):
        visitor = self._create_user('visitor', 'base.group_portal')
        with self.assertRaisesRegex(ValidationError, "Only a member of the staff"):
            self._create_mandate(delegate=visitor)

    def test_persons_without_a_common_company_do_not_replace_each_other(self):
        company = self.env['res.company'].create({'name': "Other chamber"})
        self.chief.write({'company_ids': [company.id], 'company_id': company.id})
        with self.assertRaisesRegex(ValidationError, "no company in common"):
            self._create_mandate(delegate=self.chief)

    def test_a_mandate_is_never_rewritten(self):
        mandate = self._create_mandate()
        with self.assertRaisesRegex(UserError, "withdraw it and give another"):
            mandate.sudo().write({'date_end': date(2030, 1, 1)})
        with self.assertRaises(UserError):
            mandate.sudo().unlink()

    def test_mandates_are_in_the_history(self):
        mandate = self._create_mandate()
        mandate.action_revoke()
        events = self.env['tier.review.event'].search([('model', '=', 'tier.delegation'), ('res_id', '=', mandate.id)],
                                                      order='id')
        self.assertRecordValues(events, [
            {'event': 'delegated', 'user_id': self.registrar.id, 'behalf_id': self.registrar.id,
             'to_user_id': self.deputy.id},
            {'event': 'revoked', 'user_id': self.registrar.id, 'behalf_id': self.registrar.id,
             'to_user_id': self.deputy.id},
        ])

    def test_others_do_not_read_a_mandate(self):
        mandate = self._create_mandate()
        self.assertFalse(self.env['tier.delegation'].with_user(self.chief).search([]))
        self.assertEqual(self.env['tier.delegation'].with_user(self.deputy).search([]), mandate)
