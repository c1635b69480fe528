import gzip
import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import get_db_name
from odoo.tools import SQL

from odoo.addons.signing_key.tests.connections import ConnectionsCase
from odoo.addons.verifiable_document.tools import status_list


@tagged('post_install', '-at_install', 'database_breaking')
class TestParallel(ConnectionsCase):

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        with self._connect() as env:
            # Making a root key holds a lock until the commit, which is not the subject here.
            env['signing.key']._get_active(env['verifiable.statement'].ROOT_PURPOSE)
            record = env['verifiable.test.pass'].create({'name': "Shared"})
            record._issue_verifiable()
            self.record_id = record.id

    def test_indexes_and_serials_are_given_once(self):
        def issue(env):
            records = env['verifiable.test.pass'].create([{'name': f"Pass {number}"} for number in range(20)])
            return [(document.status_index, document.serial) for document in records._issue_verifiable()]

        pairs = [pair for result in self._at_once(*[issue] * 6) for pair in result]
        self.assertEqual((len({index for index, _ in pairs}), len({serial for _, serial in pairs})), (120, 120))

    def test_who_asks_while_the_list_is_being_stored_gets_the_change_too(self):
        with self._connect() as env:
            record = env['verifiable.test.pass'].browse(self.record_id)
            record._set_verifiable_state('revoked')
            index = record.verifiable_id.status_index
            version = env['verifiable.status.list'].search([]).version
        with self.connection.cursor() as storing, self.connection.cursor() as asking:
            stored = api.Environment(storing, SUPERUSER_ID, {})['verifiable.status.list']._get_current()
            storing.flush()
            asking.execute(SQL("SET lock_timeout = '10s'"))
            alone = api.Environment(asking, SUPERUSER_ID, {})['verifiable.status.list']._get_current()
        self.assertEqual((stored[0], alone[0]), (version + 1, None))
        for _version, body in (stored, alone):
            bits = status_list.read(gzip.decompress(body))[2][status_list.BITS]
            self.assertEqual(status_list.state_at(bits, index), 'revoked')
        with self._connect() as env:
            self.assertEqual(env['verifiable.status.list']._get_current(), stored)

    def test_of_two_moves_at_once_one_wins_and_the_other_is_told(self):
        held = threading.Event()

        def revoke(env):
            record = env['verifiable.test.pass'].browse(self.record_id)
            record._set_verifiable_state('revoked', "first")
            env.flush_all()
            held.wait(5)
            return 'done'

        def late(env):
            try:
                return revoke(env)
            except LockError as error:
                env.cr.rollback()
                return error
            finally:
                held.set()

        results = self._at_once(late, late)
        self.assertEqual([type(result) for result in results].count(LockError), 1)
        self.assertIn('done', results)
        with self._connect() as env:
            document = env['verifiable.test.pass'].browse(self.record_id).verifiable_id
            self.assertEqual((document.state, len(document.event_ids)), ('revoked', 1))
