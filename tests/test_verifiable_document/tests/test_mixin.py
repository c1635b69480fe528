import base64
import time
from datetime import date

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users
from odoo.tests.common import new_test_user

from odoo.addons.base.tests.common import BaseCommon


@tagged('post_install', '-at_install')
class TestMixin(BaseCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(cls.env, 'pass_clerk', groups='base.group_user')

    def _create_pass(self, **values):
        defaults = {'name': "حرفي تجريبي", 'date_end': date(2099, 12, 31)}
        return self.env['verifiable.test.pass'].create({**defaults, **values})

    def _verdict(self, record):
        token = record.verification_url.split('#')[1]
        return self.env['verifiable.document']._verify_token(token)

    @users('pass_clerk')
    def test_whoever_may_issue_the_record_may_issue_its_proof(self):
        record = self._create_pass(birth_date=date(1980, 2, 29))
        self.assertFalse(record.verification_url)
        self.assertEqual(record._get_verification_qr_uri(), '')
        record._issue_verifiable()
        self.assertEqual(record.verifiable_state, 'valid')
        verdict = self._verdict(record)
        self.assertEqual(verdict['claims'], {10: "حرفي تجريبي", 11: date(1980, 2, 29)})
        self.assertEqual(verdict['expires_on'], date(2099, 12, 31))

    @users('pass_clerk')
    def test_but_does_not_reach_the_document_itself(self):
        record = self._create_pass()
        document = record._issue_verifiable()
        with self.assertRaises(AccessError):
            document.read(['token'])
        with self.assertRaises(AccessError):
            document.write({'state': 'revoked'})

    @users('pass_clerk')
    def test_a_revoked_record_is_refused_everywhere(self):
        record = self._create_pass()
        record._issue_verifiable()
        record._set_verifiable_state('revoked', "test")
        self.assertEqual((record.verifiable_state, self._verdict(record)['state']), ('revoked', 'revoked'))
        self.assertEqual(record.verifiable_id.sudo().event_ids.reason, "test")
        with self.assertRaises(UserError):
            record._set_verifiable_state('valid')

    def test_a_new_document_replaces_the_old_one(self):
        record = self._create_pass()
        first = record._issue_verifiable()
        second = record._issue_verifiable()
        self.assertRecordValues(first | second, [
            {'state': 'replaced', 'replaced_by_id': second.id}, {'state': 'valid', 'replaced_by_id': False}])
        self.assertEqual(record.verifiable_id, second)

    def test_a_revoked_document_stays_revoked_when_a_new_one_is_issued(self):
        record = self._create_pass()
        first = record._issue_verifiable()
        record._set_verifiable_state('revoked')
        record._issue_verifiable()
        self.assertEqual((first.state, record.verifiable_state), ('revoked', 'valid'))

    def test_another_records_document_can_be_replaced(self):
        lost, duplicate = self._create_pass(), self._create_pass()
        old = lost._issue_verifiable()
        new = duplicate._issue_verifiable(replaces=old)
        self.assertEqual((lost.verifiable_state, duplicate.verifiable_state), ('replaced', 'valid'))
        self.assertEqual(old.replaced_by_id, new)

    def test_a_copy_has_no_proof(self):
        record = self._create_pass()
        record._issue_verifiable()
        self.assertFalse(record.copy().verifiable_id)

    def test_the_document_belongs_to_the_records_company(self):
        record = self._create_pass()
        self.assertEqual(record._issue_verifiable().company_id, self.env.company)

    def test_the_address_is_the_public_one(self):
        self.env['ir.config_parameter'].set_param('verifiable_document.base_url', 'https://verify.example.dz/')
        record = self._create_pass()
        record._issue_verifiable()
        self.assertRegex(record.verification_url, r'^https://verify\.example\.dz/verify#[0-9A-Z$*+/-]+$')

    def test_the_code_is_a_picture_of_the_asked_size(self):
        record = self._create_pass()
        record._issue_verifiable()
        self.assertEqual(etree.fromstring(record._get_verification_qr_svg(size_mm=30)).get('width'), '30mm')
        markup = base64.b64decode(record._get_verification_qr_uri().split(',')[1]).decode()
        self.assertEqual(markup, record._get_verification_qr_svg())

    def test_a_thousand_records_are_one_batch(self):
        records = self.env['verifiable.test.pass'].create([{'name': f"Pass {number}"} for number in range(1000)])
        self._create_pass()._issue_verifiable()
        self.env.flush_all()
        start = time.monotonic()
        with self.assertQueryCount(25):
            records._issue_verifiable()
            self.env.flush_all()
        self.assertLess(time.monotonic() - start, 6)
        self.assertEqual(len(set(records.verifiable_id.mapped('serial'))), 1000)
