import base64
import json

from odoo.tests import tagged

from .common import VerifiableCommon


@tagged('post_install', '-at_install')
class TestStatement(VerifiableCommon):

    def _open(self, kind, text):
        """Content of a statement, its signature checked."""
        envelope = json.loads(text)
        for signature in envelope['signatures']:
            self.assertTrue(self.env['signing.key']._verify(
                signature['kid'], f"verifiable-statement/1:{kind}\0{envelope['payload']}".encode(),
                base64.urlsafe_b64decode(signature['signature'] + '==')))
        self.assertEqual(len(envelope['signatures']), 1)
        return json.loads(envelope['payload']), envelope

    def _keys(self):
        return self._open('keys', self.env['verifiable.statement']._get_keys_statement())

    def test_keys_are_told_with_their_states(self):
        first = self._issue().kid
        key = self.env['signing.key'].sudo()._get_active('verifiable-document')
        key.action_rotate()
        content, _envelope = self._keys()
        states = {row['kid']: row['state'] for row in content['keys']}
        self.assertEqual(states[first], 'retired')
        self.assertEqual(list(states.values()).count('active'), 1)
        key.action_revoke()
        self.assertEqual({row['kid']: row['state'] for row in self._keys()[0]['keys']}[first], 'revoked')

    def test_no_private_part_is_told(self):
        content, envelope = self._keys()
        self.assertEqual(set(envelope), {'payload', 'signatures', 'succession'})
        self.assertEqual({name for row in content['keys'] + content['roots'] for name in row}, {'kid', 'key', 'state'})

    def test_types_are_told_in_three_languages(self):
        for lang in ('ar_001', 'fr_FR', 'en_US'):
            self.env['res.lang']._activate_lang(lang)
        self.document_type.with_context(lang='ar_001').name = "بطاقة تجريبية"
        self.document_type.line_ids[0].with_context(lang='ar_001').label = "الاسم"
        content, _envelope = self._open('types', self.env['verifiable.statement']._get_types_statement())
        told = content['types']['65000']
        self.assertEqual(told['name']['ar'], "بطاقة تجريبية")
        self.assertEqual(told['name']['en'], "Test card")
        self.assertEqual(told['lines'][0], {
            'code': 10, 'kind': 'text', 'label': {'ar': "الاسم", 'fr': "Name", 'en': "Name"}})

    def test_the_live_answer_says_the_state_and_nothing_else(self):
        document = self._issue()
        document._set_state('suspended')
        content, _envelope = self._open(
            'live', self.env['verifiable.statement']._get_live_statement(document.serial.lower()))
        self.assertEqual(set(content), {'made_at', 'serial', 'state'})
        self.assertEqual((content['serial'], content['state']), (document.serial, 'suspended'))

    def test_a_serial_nobody_gave_is_unknown(self):
        content, _envelope = self._open(
            'live', self.env['verifiable.statement']._get_live_statement('0000-0000-0000'))
        self.assertEqual(content['state'], 'unknown')

    def test_a_retiring_root_vouches_for_the_next(self):
        statement = self.env['verifiable.statement']
        _content, envelope = self._keys()
        old = self.env['signing.key'].sudo()._get_active(statement.ROOT_PURPOSE)
        old.action_rotate()
        content, envelope = self._keys()
        new = self.env['signing.key'].sudo()._get_active(statement.ROOT_PURPOSE)
        self.assertNotEqual(old.kid, new.kid)
        self.assertEqual(envelope['signatures'][0]['kid'], new.kid)
        link = envelope['succession'][-1]
        self.assertEqual((link['by'], link['kid'], link['key']), (old.kid, new.kid, new.public_key))
        signed = b'verifiable-root/1\0' + base64.urlsafe_b64decode(new.public_key + '==')
        signature = base64.urlsafe_b64decode(link['signature'] + '==')
        self.assertTrue(self.env['signing.key']._verify(old.kid, signed, signature))

    def test_a_revoked_root_vouches_for_nobody(self):
        root = self.env['signing.key'].sudo()._get_active(self.env['verifiable.statement'].ROOT_PURPOSE)
        root.action_rotate()
        root.action_revoke()
        _content, envelope = self._keys()
        self.assertNotIn(root.kid, [link['by'] for link in envelope['succession']])

    def test_rotating_another_key_makes_no_succession(self):
        before = self.env['verifiable.root.succession'].search_count([])
        self._issue()
        self.env['signing.key'].sudo()._get_active('verifiable-document').action_rotate()
        self.assertEqual(self.env['verifiable.root.succession'].search_count([]), before)
