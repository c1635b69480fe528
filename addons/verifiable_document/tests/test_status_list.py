import gzip
import random
import time
from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tests.common import BaseCase
from odoo.tools import SQL

from ..tools import status_list
from .common import VerifiableCommon


class TestStatusBits(BaseCase):

    def test_two_indexes_share_a_byte(self):
        bits = status_list.pack(5, [(0, 'revoked'), (1, 'suspended'), (4, 'replaced')])
        self.assertEqual(bits, bytes([0x12, 0x00, 0x04]))
        self.assertEqual(
            [status_list.state_at(bits, index) for index in (0, 1, 2, 4, 99)],
            ['revoked', 'suspended', 'valid', 'replaced', 'valid'])


@tagged('post_install', '-at_install')
class TestStatusList(VerifiableCommon):

    def _read(self):
        version, compressed = self.env['verifiable.status.list']._get_current()
        signatures, payload, body = status_list.read(gzip.decompress(compressed))
        return version, signatures, payload, body

    def _listed(self, document):
        return status_list.state_at(self._read()[3][status_list.BITS], document.status_index)

    def test_a_change_is_in_the_list_at_once(self):
        document, other = self._issue(count=2)
        self.assertEqual(self._listed(document), 'valid')
        for state in ('suspended', 'valid', 'revoked'):
            document._set_state(state)
            self.assertEqual([self._listed(document), self._listed(other)], [state, 'valid'])

    def test_it_is_made_anew_only_when_something_changed(self):
        self._issue()
        version = self._read()[0]
        self.assertEqual(self._read()[0], version)
        self._issue()._set_state('revoked')
        self.assertEqual(self._read()[0], version + 1)
        self.assertEqual(self._read()[0], version + 1)

    def test_it_is_signed_anew_when_it_gets_old(self):
        version, *_rest, body = self._read()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=16)):
            later, *_rest, newer = self._read()
        self.assertEqual(later, version + 1)
        self.assertGreater(newer[status_list.MADE_AT], body[status_list.MADE_AT])

    def test_the_history_tells_which_list_first_showed_a_change(self):
        document = self._issue()
        document._set_state('revoked')
        self.assertEqual((document.event_ids.list_version, document.event_ids.is_pending), (0, True))
        version = self._read()[0]
        self.assertEqual((document.event_ids.list_version, document.event_ids.is_pending), (version, False))

    def test_the_root_signs_it_as_a_status_list(self):
        _version, signatures, payload, _body = self._read()
        [(kid, signature)] = signatures
        verify = self.env['signing.key']._verify
        self.assertTrue(verify(kid, b'verifiable-statement/1:status\0' + payload, signature))
        self.assertFalse(verify(kid, b'verifiable-statement/1:keys\0' + payload, signature))

    def test_what_the_date_tells_is_left_out(self):
        with freeze_time('2026-03-15 09:00:00'):
            short, long = self._issue(expires_on=date(2026, 3, 31)), self._issue(expires_on=date(2027, 3, 31))
            (short | long)._set_state('replaced')
            self.assertEqual([self._listed(short), self._listed(long)], ['replaced', 'replaced'])
        with freeze_time('2026-04-15 09:00:00'):
            self.assertEqual([self._listed(short), self._listed(long)], ['valid', 'replaced'])

    def test_a_million_documents_with_few_revoked_take_less_than_200_kb(self):
        start = 10**7
        self.env.cr.execute(SQL(
            "INSERT INTO verifiable_document (serial, status_index, type_id, res_model, res_id, state, issued_on, kid,"
            " token) SELECT 'bulk' || number, number, %s, 'res.partner', 1,"
            " CASE WHEN number %% 97 = 0 THEN 'revoked' ELSE 'valid' END, '2026-01-01', '00000000', 'x'"
            " FROM generate_series(%s, %s) AS number WHERE number %% 97 = 0 OR number = %s",
            self.document_type.id, start, start + 999_999, start + 999_999))
        size, rows = self.env['verifiable.status.list']._read_states()
        bulk = [(index - start, state) for index, state in rows if index >= start]
        self.assertEqual((size - start, len(bulk)), (1_000_000, 10_310))
        scattered = random.Random(19).sample(range(1_000_000), 10_000)
        for rows in (bulk, [(index, 'revoked') for index in scattered]):
            began = time.perf_counter()
            compressed = gzip.compress(status_list.pack(1_000_000, rows), 9)
            self.assertLess(len(compressed), 200_000)
            self.assertLess(time.perf_counter() - began, 3)
