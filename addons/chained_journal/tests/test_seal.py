import base64
import json

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL

from .common import JournalCase


@tagged('post_install', '-at_install')
class TestSeal(JournalCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Verification._run()
        cls.seal = cls.Seal._seal()

    def _verify_changed_copy(self, **changes):
        copy = json.loads(self.seal._get_copy()) | changes
        return [(finding['sequence'], finding['kind'])
                for finding in self.Seal._verify_copy(json.dumps(copy).encode())]

    def test_statement_says_all_that_is_needed(self):
        statement = json.loads(self.seal.statement)
        heads = self.env['chained.journal.head'].search([('model', '=', 'chained.journal.verification')])
        self.assertEqual(statement['date'], '2026-03-15T09:00:00Z')
        self.assertEqual(statement['number'], self.seal.chain_sequence)
        self.assertEqual(statement['previous'], self.seal.chain_previous_hash)
        self.assertIn(
            {'model': 'chained.journal.verification', 'key': '1', 'sequence': heads.sequence, 'hash': heads.hash},
            statement['heads'])
        self.assertEqual(len(statement['heads']), self.seal.head_count)

    def test_seals_follow_one_another(self):
        following = self.Seal._seal()
        self.assertEqual(json.loads(following.statement)['previous'], self.seal.chain_hash)
        self.assertEqual(following.chain_sequence, self.seal.chain_sequence + 1)
        self.assertEqual(self.Seal._verify_chains(), [])

    def test_seal_is_not_changed(self):
        with self.assertRaisesRegex(UserError, "append-only"):
            self.seal.statement = '{}'

    def test_false_signature_is_named(self):
        false = self.Seal.create({
            'statement': self.seal.statement, 'kid': self.seal.kid, 'head_count': 1,
            'signature': self.env['signing.key']._get_active('something else').kid * 8})
        finding, = self.Seal._verify_chains()
        self.assertEqual((finding['kind'], finding['sequence']), ('seal', false.chain_sequence))

    def test_seals_of_a_revoked_key_are_refused(self):
        self.env['signing.key']._get_active('journal-seal').action_revoke()
        self.assertEqual([finding['kind'] for finding in self.Seal._verify_chains()], ['seal'])
        self.assertEqual(self._verify_changed_copy(), [(self.seal.chain_sequence, 'seal')])

    def test_seals_of_a_rotated_key_are_right(self):
        self.env['signing.key']._get_active('journal-seal').action_rotate()
        self.Seal._seal()
        self.assertEqual(self.Seal._verify_chains(), [])
        self.assertEqual(self._verify_changed_copy(), [])

    def test_kept_copy_is_right(self):
        self.assertEqual(base64.b64decode(self.seal.file), self.seal._get_copy())
        self.assertEqual(self._verify_changed_copy(), [])

    def test_kept_copy_with_another_statement_is_named(self):
        statement = self.seal.statement.replace('2026', '2025')
        self.assertEqual(self._verify_changed_copy(statement=statement), [(self.seal.chain_sequence, 'seal')])

    def test_kept_copy_with_another_key_is_named(self):
        self.assertEqual(self._verify_changed_copy(kid='00000000'), [(self.seal.chain_sequence, 'seal')])
        self.assertEqual(self._verify_changed_copy(public_key='é'), [(self.seal.chain_sequence, 'seal')])
        self.assertEqual(self._verify_changed_copy(signature='é'), [(self.seal.chain_sequence, 'seal')])

    def test_file_that_is_no_seal_is_named(self):
        statement = json.loads(self.seal.statement)
        for content in (
            b'', b'\xff', b'[]', b'null', b'{}', b'{"statement": "[]"}', b'{"statement": 3}',
            json.dumps({'format': 'chained-journal-seal', 'statement': json.dumps(statement)}).encode(),
            json.dumps(json.loads(self.seal._get_copy()) | {
                'statement': json.dumps(statement | {'heads': ['x']})}).encode(),
            json.dumps(json.loads(self.seal._get_copy()) | {
                'statement': json.dumps(statement | {'heads': [{'model': 3}]})}).encode(),
        ):
            with self.subTest(content=content):
                self.assertEqual([finding['message'] for finding in self.Seal._verify_copy(content)],
                                 ["The file is not a seal of journals."])

    def test_journal_that_is_gone_is_named(self):
        self.env.cr.execute(SQL(
            "INSERT INTO chained_journal_head (model, chain_key, sequence, hash) VALUES ('gone.model', 'A', 3, %s)",
            'a' * 64))
        seal = self.Seal._seal()
        self.assertIn(('gone.model', 'missing'), [
            (finding['model'], finding['kind']) for finding in self.Seal._verify_copy(seal._get_copy())])
        verification = self.Verification._run()
        self.assertEqual([(item['model'], item['kind']) for item in verification.findings],
                         [('gone.model', 'missing')])
        self.assertIn("gone.model is no longer installed", verification.findings_html)

    def test_copy_is_sent_to_those_who_keep_it(self):
        self.env['ir.config_parameter'].set_param(
            'chained_journal.seal_recipients', 'Notary <notary@example.com>, archive@example.com')
        self.env['res.lang']._activate_lang('fr_FR')
        self.env.company.partner_id.lang = 'fr_FR'
        self.Seal._cron_seal()
        mail = self.env['mail.mail'].search([('email_to', 'like', 'notary@example.com')])
        seal = self.Seal.search([], limit=1)
        self.assertEqual(mail.email_to, 'notary@example.com, archive@example.com')
        self.assertEqual(mail.attachment_ids.raw, seal._get_copy())
        self.assertEqual(mail.subject, f"Scellé des journaux n° {seal.chain_sequence}")

    def test_nothing_is_sent_where_nobody_is_named(self):
        before = self.env['mail.mail'].search_count([])
        self.Seal._cron_seal()
        self.assertEqual(self.env['mail.mail'].search_count([]), before)


@tagged('post_install', '-at_install')
class TestSealDownload(HttpCase):

    def _download(self, login, seal):
        self.authenticate(login, login)
        return self.url_open(seal.action_download()['url'])

    def test_auditor_downloads_the_file_and_a_clerk_does_not(self):
        new_test_user(self.env, 'journal_auditor', 'base.group_user,chained_journal.chained_journal_group_auditor')
        new_test_user(self.env, 'journal_clerk', 'base.group_user')
        seal = self.env['chained.journal.seal']._seal()
        response = self._download('journal_auditor', seal)
        self.assertEqual(response.content, seal._get_copy())
        self.assertIn(f'journal-seal-{seal.chain_sequence:06d}.json', response.headers['Content-Disposition'])
        self.assertEqual(self._download('journal_clerk', seal).status_code, 404)
