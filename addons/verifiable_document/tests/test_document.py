import time
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools import token as tokens
from .common import CLAIMS, NAME_AR, VerifiableCommon


@tagged('post_install', '-at_install')
class TestDocument(VerifiableCommon):

    def test_an_issued_document_is_valid_and_says_what_was_asked(self):
        document = self._issue()
        verdict = self.env['verifiable.document']._verify_token(document.token)
        self.assertEqual(
            {name: verdict[name] for name in ('valid', 'state', 'error', 'serial', 'type', 'issued_on', 'expires_on')},
            {'valid': True, 'state': 'valid', 'error': False, 'serial': document.serial, 'type': 'test_card',
             'issued_on': fields.Date.context_today(document), 'expires_on': date(2099, 12, 31)})
        self.assertEqual(verdict['claims'], CLAIMS)

    def test_no_end_means_no_claim(self):
        document = self._issue(expires_on=False)
        self.assertNotIn(tokens.EXPIRES, tokens.parse(document.token).claims)
        self.assertEqual(document.current_state, 'valid')

    def test_serials_and_indexes_are_given_once(self):
        documents = self._issue(count=200)
        self.assertEqual(len(set(documents.mapped('serial'))), 200)
        indexes = documents.mapped('status_index')
        self.assertEqual(indexes, list(range(indexes[0], indexes[0] + 200)))

    def test_a_thousand_take_few_queries_and_little_time(self):
        self._issue()
        self.env.flush_all()
        start = time.monotonic()
        with self.assertQueryCount(15):
            self._issue(count=1000)
            self.env.flush_all()
        self.assertLess(time.monotonic() - start, 6)

    def test_a_field_that_the_type_does_not_declare_is_refused(self):
        with self.assertRaisesRegex(ValueError, "declares no field 99"):
            self._issue(claims={99: "x"})

    def test_a_value_of_another_kind_is_refused(self):
        with self.assertRaisesRegex(ValueError, "wants date"):
            self._issue(claims={14: "2026-03-15"})

    def test_claims_too_long_for_a_code_are_refused(self):
        with self.assertRaisesRegex(ValueError, "too long"):
            self._issue(claims={10: NAME_AR * 80})

    def test_moves_and_their_history(self):
        document = self._issue()
        document._set_state('suspended', "under inquiry")
        document._set_state('valid', "cleared")
        document._set_state('revoked', "obtained by fraud")
        self.assertEqual(
            [(event.previous_state, event.state, event.reason) for event in document.event_ids.sorted('id')],
            [('valid', 'suspended', "under inquiry"), ('suspended', 'valid', "cleared"),
             ('valid', 'revoked', "obtained by fraud")])

    def test_nothing_leaves_revoked(self):
        document = self._issue()
        document._set_state('revoked')
        for state in ('valid', 'suspended', 'expired', 'replaced'):
            with self.assertRaises(UserError):
                document._set_state(state)

    def test_revoking_twice_changes_nothing(self):
        document = self._issue()
        document._set_state('revoked')
        document._set_state('revoked')
        self.assertEqual(len(document.event_ids), 1)

    def test_it_expires_by_its_date_without_any_job(self):
        with freeze_time('2026-03-15 09:00:00'):
            document = self._issue(expires_on=date(2026, 4, 30))
        for day, state in (('2026-04-30', 'valid'), ('2026-05-01', 'expired')):
            with self.subTest(day=day), freeze_time(f'{day} 09:00:00'):
                document.invalidate_recordset(['current_state'])
                self.assertEqual(document.current_state, state)
                self.assertEqual(document._verify_token(document.token)['state'], state)
                found = document.search([('current_state', '=', 'expired'), ('id', '=', document.id)])
                self.assertEqual(bool(found), state == 'expired')
                found = document.search([('current_state', '!=', 'expired'), ('id', '=', document.id)])
                self.assertEqual(bool(found), state != 'expired')

    def test_the_job_records_what_has_expired_and_spares_the_rest(self):
        past = self._issue(count=3, expires_on=fields.Date.context_today(self.env['verifiable.document']) - timedelta(days=1))
        future, revoked = self._issue(count=2)
        revoked._set_state('revoked')
        with self.enter_registry_test_mode():
            self.env.ref('verifiable_document.ir_cron_expire').method_direct_trigger()
        self.assertEqual(set(past.mapped('state')), {'expired'})
        self.assertEqual((future.state, revoked.state), ('valid', 'revoked'))

    def test_an_issued_document_cannot_be_rewritten(self):
        document = self._issue()
        for values in ({'serial': 'X'}, {'token': 'X'}, {'expires_on': False}, {'state': 'valid', 'kid': 'x'}):
            with self.subTest(values=values), self.assertRaises(UserError):
                document.write(values)

    def test_a_claim_of_another_kind_is_refused(self):
        for code, value in ((14, datetime(2026, 3, 15, 9, 0)), (14, "2026-03-15"), (15, True), (15, "3"), (10, 3), (10, None)):
            with self.subTest(code=code, value=value), self.assertRaisesRegex(ValueError, f"field {code} of type 'test_card'"):
                self._issue(claims={**CLAIMS, code: value})

    @freeze_time('2026-03-15 09:00:00')
    def test_a_day_of_a_stopped_clock_is_a_day(self):
        self.assertEqual(self._issue(claims={**CLAIMS, 14: fields.Date.today()}).current_state, 'valid')

    def test_an_issued_document_cannot_be_deleted(self):
        with self.assertRaises(UserError):
            self._issue().unlink()

    def test_the_button_opens_the_record(self):
        action = self._issue().action_open_record()
        self.assertEqual((action['res_model'], action['res_id']), ('res.partner', self.partner.id))
