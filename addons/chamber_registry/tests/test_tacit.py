from freezegun import freeze_time

from odoo.tests import tagged

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestTacitAcceptance(RequestCase):
    """Filed on 15 March 2026: to be decided by 14 May."""

    def _run_cron(self, day):
        with freeze_time(f'{day} 04:00:00'), self.enter_registry_test_mode():
            self.env.ref('chamber_registry.ir_cron_tacit_acceptance').method_direct_trigger()
        self.env.invalidate_all()

    def test_nothing_happens_long_before_the_deadline(self):
        request = self._create_filed()
        self._run_cron('2026-05-03')
        self.assertRecordValues(request, [{'state': 'filed', 'is_tacit_warned': False}])

    def test_the_director_is_warned_once_and_the_warning_is_journalled(self):
        request = self._create_filed()
        self._run_cron('2026-05-04')
        self._run_cron('2026-05-05')
        self.assertRecordValues(request, [{'state': 'filed', 'is_tacit_warned': True}])
        self.assertRecordValues(request.activity_ids, [{'user_id': self.director_16.id}])
        self.assertEqual(str(request.activity_ids.date_deadline), '2026-05-14')
        self.assertEqual(request.decision_ids.mapped('kind'), ['warned'])

    def test_the_last_day_is_still_the_chambers(self):
        request = self._create_filed()
        self._run_cron('2026-05-14')
        self.assertEqual(request.state, 'filed')

    def test_silence_is_acceptance_on_the_day_after(self):
        request = self._create_in_approval()
        request.with_user(self.registrar_16).validate_tier()
        self._run_cron('2026-05-15')
        self.assertRecordValues(request, [{'state': 'tacit', 'decided_by_id': False}])
        self.assertRecordValues(request.entry_id, [{'state': 'registered', 'number': 'T-16-2026-000001'}])
        self.assertIn('tacit', request.decision_ids.mapped('kind'))
        self.assertEqual(request.sudo().review_ids.mapped('status'), ['approved', 'cancel'])
        self.assertEqual(
            request.env['tier.review.event'].sudo().search([('res_id', '=', request.id), ('event', '=', 'exempted')]).comment,
            "Deemed accepted: no decision by 2026-05-14.")

    def test_a_decided_request_is_left_alone(self):
        request = self._create_accepted()
        self._run_cron('2026-05-15')
        self.assertEqual(request.state, 'accepted')

    def test_one_that_cannot_be_accepted_does_not_stop_the_others(self):
        impossible, possible = self._create_filed(), self._create_filed()
        self.env['chamber.act']._record_batch([{
            'kind': 'inscription', 'company': impossible.company_id, 'partner': impossible.partner_id,
            'values': {'main_activity_id': self.craft_activity.id}}])
        self._run_cron('2026-05-15')
        self._run_cron('2026-05-16')
        self.assertEqual(impossible.state, 'filed')
        self.assertEqual(possible.state, 'tacit')
        failures = impossible.activity_ids.filtered(lambda activity: activity.summary == "Tacit acceptance impossible")
        self.assertEqual(failures.user_id, self.registrar_16)
        self.assertEqual(len(failures), 1)
