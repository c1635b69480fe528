import base64

from odoo.tests import tagged, users
from odoo.tools import SQL

from .common import JournalCase


@tagged('post_install', '-at_install')
class TestVerification(JournalCase):

    def _break_seals(self):
        self.Seal._seal()
        seal = self.Seal._seal()
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE chained_journal_seal DISABLE TRIGGER chained_journal_row"))
        self.env.cr.execute(SQL("UPDATE chained_journal_seal SET head_count = 99 WHERE id = %s", seal.id))
        self.env.cr.execute(SQL("ALTER TABLE chained_journal_seal ENABLE ALWAYS TRIGGER chained_journal_row"))
        self.env.invalidate_all()
        return seal

    @users('journal_auditor')
    def test_auditor_verifies_every_journal(self):
        self.Seal._seal()
        action = self.env['chained.journal.head'].action_verify()
        verification = self.env['chained.journal.verification'].browse(action['res_id'])
        journals = self.env['chained.journal.mixin']._get_journal_models()
        self.assertIn('chained.journal.seal', journals)
        self.assertRecordValues(verification, [{
            'result': 'right', 'finding_count': 0, 'findings_html': False, 'journal_count': len(journals),
            'chain_user_id': self.auditor.id}])
        self.assertGreater(verification.link_count, 0)

    @users('journal_auditor')
    def test_auditor_verifies_the_chosen_chain(self):
        self.Seal._seal()
        head = self.env['chained.journal.head'].search([('model', '=', 'chained.journal.seal')])
        verification = self.env['chained.journal.verification'].browse(head.action_verify()['res_id'])
        self.assertEqual(verification.scope, {'chained.journal.seal': ['1']})
        self.assertRecordValues(verification, [
            {'journal_count': 1, 'chain_count': 1, 'link_count': head.sequence, 'result': 'right'}])

    @users('journal_auditor')
    def test_auditor_reads_the_fault_in_the_language_of_the_reader(self):
        self.env['res.lang'].sudo()._activate_lang('ar_001')
        number = self._break_seals().chain_sequence
        verification = self.env['chained.journal.verification'].browse(
            self.env['chained.journal.head'].action_verify()['res_id'])
        self.assertEqual((verification.result, verification.finding_count), ('broken', 1))
        self.assertEqual(verification.findings_html,
                         f"<ul><li>Journal Seal, chain 1: link {number} was edited (Chains).</li></ul>")
        self.assertIn("السلسلة 1", verification.with_context(lang='ar_001').findings_html)

    def test_verifications_are_a_journal_themselves(self):
        first = self.Verification._run()
        second = self.Verification._run()
        self.assertEqual(second.chain_previous_hash, first.chain_hash)
        self.assertEqual(self.Verification._verify_chains(), [])

    def test_broken_verifications_are_found_by_their_result(self):
        right = self.Verification._run()
        self._break_seals()
        broken = self.Verification._run()
        for domain, expected in (
            ([('result', '=', 'broken')], broken), ([('result', '=', 'right')], right),
            ([('result', '!=', 'broken')], right), ([('result', 'in', ['right', 'broken'])], right + broken),
        ):
            with self.subTest(domain=domain):
                found = self.Verification.search([('id', 'in', (right + broken).ids), *domain])
                self.assertEqual(found, expected.sorted('id', True))

    def test_weekly_verification_reports_a_fault_to_the_log(self):
        logger = 'odoo.addons.chained_journal.models.chained_journal_verification'
        with self.assertNoLogs(logger, 'ERROR'):
            self.Verification._cron_verify()
        self._break_seals()
        with self.assertLogs(logger, 'ERROR') as logs:
            self.Verification._cron_verify()
        self.assertIn("Journals are broken", logs.output[0])

    @users('journal_auditor')
    def test_auditor_compares_with_a_kept_seal(self):
        seal = self.Seal._seal()
        for content, result in ((seal._get_copy(), 'right'), (b'no seal', 'broken')):
            check = self.env['chained.journal.seal.check'].create({
                'filename': 'kept.json', 'file': base64.b64encode(content)})
            action = check.action_check()
            verification = self.env['chained.journal.verification'].browse(action['res_id'])
            self.assertEqual(verification.result, result)
            self.assertEqual(verification.scope, {'kept seal': ['kept.json']})
