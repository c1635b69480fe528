from contextlib import contextmanager
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import common, tagged, users
from odoo.tools import SQL, file_open, mute_logger

from odoo.addons.signing_key.models import signing_key
from odoo.addons.signing_key.tools import cipher

MODEL_LOGGER = 'odoo.addons.signing_key.models.signing_key'
PAYLOAD = "بطاقة 12".encode()


@tagged('post_install', '-at_install')
class TestSigningKey(common.TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.clerk = common.new_test_user(cls.env, 'clerk', 'base.group_user')
        cls.admin = common.new_test_user(cls.env, 'key_admin', 'base.group_system')
        cls.key = cls.env['signing.key']._get_active('test')

    @contextmanager
    def _after_restart(self):
        """As in a new process: nothing decrypted yet."""
        with patch.dict(signing_key._private_keys, clear=True):
            yield

    def test_key_is_made_on_first_use_and_kept(self):
        self.assertRecordValues(self.key, [
            {'purpose': 'test', 'state': 'active', 'date_start': Datetime.to_datetime('2026-03-15 09:00:00')}])
        self.assertEqual(self.key.kid, cipher.key_id(cipher.from_base64url(self.key.public_key)))
        self.assertEqual(self.env['signing.key']._get_active('test'), self.key)
        self.assertNotEqual(self.env['signing.key']._get_active('another test'), self.key)

    @users('clerk')
    def test_anyone_has_the_server_sign_and_verifies(self):
        signature = self.env['signing.key']._get_active('test')._sign(PAYLOAD)
        self.assertEqual(len(signature), 64)
        self.assertTrue(self.env['signing.key']._verify(self.key.kid, PAYLOAD, signature))
        self.assertFalse(self.env['signing.key']._verify(self.key.kid, PAYLOAD + b' ', signature))
        self.assertFalse(self.env['signing.key']._verify('00000000', PAYLOAD, signature))

    def test_signature_is_the_same_after_a_restart(self):
        signature = self.key._sign(PAYLOAD)
        with self._after_restart():
            self.assertEqual(self.key._sign(PAYLOAD), signature)

    def test_private_part_is_no_field_and_is_encrypted(self):
        self.key._sign(PAYLOAD)
        raw = signing_key._private_keys[self.env.cr.dbname, self.key.kid].private_bytes_raw()
        sealed = self.env.execute_query(SQL("SELECT sealed FROM signing_key_secret WHERE key_id = %s", self.key.id))
        self.assertNotIn(raw, bytes(sealed[0][0]))
        stored = {str(value) for value in self.key.read()[0].values()}
        self.assertFalse(stored & {raw.hex(), cipher.to_base64url(raw)})
        self.assertNotIn('signing_key_secret', {model._table for model in self.env.registry.values()})

    def test_another_secret_does_not_open_the_key(self):
        with self._after_restart(), \
                patch.object(signing_key, 'read_server_secret', lambda: 'x' * 40), \
                self.assertRaisesRegex(UserError, "does not open the key"):
            self.key._sign(PAYLOAD)

    def test_short_secret_is_refused(self):
        with patch.object(signing_key, 'read_server_secret', lambda: 'too short'), \
                self.assertRaisesRegex(UserError, "at least 32 characters"):
            self.env['signing.key']._get_active('made with a short secret')

    def test_key_without_its_private_part_says_so(self):
        self.env.cr.execute(SQL("DELETE FROM signing_key_secret WHERE key_id = %s", self.key.id))
        with self._after_restart(), self.assertRaisesRegex(UserError, "does not open the key"):
            self.key._sign(PAYLOAD)

    @mute_logger(MODEL_LOGGER)
    def test_rotated_key_signs_no_more_and_still_verifies(self):
        signature = self.key._sign(PAYLOAD)
        self.key.with_user(self.admin).action_rotate()
        successor = self.env['signing.key']._get_active('test')
        self.assertNotEqual(successor, self.key)
        self.assertRecordValues(self.key, [
            {'state': 'retired', 'date_end': Datetime.to_datetime('2026-03-15 09:00:00')}])
        self.assertTrue(self.env['signing.key']._verify(self.key.kid, PAYLOAD, signature))
        self.assertTrue(self.env['signing.key']._verify(successor.kid, PAYLOAD, successor._sign(PAYLOAD)))
        with self.assertRaisesRegex(UserError, "no longer active"):
            self.key._sign(PAYLOAD)
        with self.assertRaisesRegex(UserError, "no longer active"):
            self.key.with_user(self.admin).action_rotate()

    @mute_logger(MODEL_LOGGER)
    def test_what_a_revoked_key_signed_is_refused(self):
        signature = self.key._sign(PAYLOAD)
        self.assertTrue(self.env['signing.key']._verify(self.key.kid, PAYLOAD, signature))
        self.key.with_user(self.admin).action_revoke()
        self.assertFalse(self.env['signing.key']._verify(self.key.kid, PAYLOAD, signature))
        with self.assertRaisesRegex(UserError, "no longer active"):
            self.key._sign(PAYLOAD)
        with self.assertRaisesRegex(UserError, "no longer active"):
            self.key.with_user(self.admin).action_revoke()

    @mute_logger(MODEL_LOGGER)
    def test_retired_key_can_still_be_revoked(self):
        self.key.action_rotate()
        with freeze_time('2026-04-01'):
            self.key.action_revoke()
        self.assertRecordValues(self.key, [
            {'state': 'revoked', 'date_end': Datetime.to_datetime('2026-03-15 09:00:00')}])

    @mute_logger(MODEL_LOGGER)
    def test_verifiers_get_every_key_of_the_purpose(self):
        self.key.action_rotate()
        successor = self.env['signing.key']._get_active('test')
        now = Datetime.to_datetime('2026-03-15 09:00:00')
        self.assertEqual(self.env['signing.key'].with_user(self.clerk)._public_keys('test'), [
            {'kid': self.key.kid, 'public_key': self.key.public_key, 'state': 'retired',
             'date_start': now, 'date_end': now},
            {'kid': successor.kid, 'public_key': successor.public_key, 'state': 'active',
             'date_start': now, 'date_end': False},
        ])

    @users('clerk')
    def test_clerk_reads_no_key(self):
        with self.assertRaises(AccessError):
            self.env['signing.key'].search([])

    @users('clerk')
    def test_clerk_rotates_no_key(self):
        with self.assertRaises(AccessError):
            self.key.with_env(self.env).action_rotate()

    @users('clerk')
    def test_clerk_revokes_no_key(self):
        with self.assertRaises(AccessError):
            self.key.with_env(self.env).action_revoke()

    @users('key_admin')
    def test_administrator_reads_but_does_not_write_keys(self):
        key = self.key.with_env(self.env)
        self.assertEqual(key.read(['kid'])[0]['kid'], self.key.kid)
        for change in (
            lambda: key.write({'public_key': 'mine'}),
            lambda: key.create({'purpose': 'mine', 'kid': 'mine', 'public_key': 'mine'}),
            lambda: key.unlink(),
        ):
            with self.assertRaises(AccessError):
                change()

    @mute_logger('odoo.sql_db')
    def test_database_holds_one_active_key_for_a_purpose(self):
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env['signing.key'].create({'purpose': 'test', 'kid': 'ffffffff', 'public_key': 'x'})

    def test_copy_of_the_database_does_not_sign_as_the_original(self):
        with file_open('signing_key/data/neutralize.sql') as file:
            self.env.cr.execute(file.read())
        self.env.invalidate_all()
        self.assertEqual(self.key.state, 'retired')
        self.assertNotEqual(self.env['signing.key']._get_active('test'), self.key)
