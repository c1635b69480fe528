from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged, users

from .common import JournalCase

MODELS = ('chained.journal.head', 'chained.journal.seal', 'chained.journal.verification')


@tagged('post_install', '-at_install')
class TestAccess(JournalCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(cls.env, 'journal_admin', 'base.group_system')
        cls.Verification._run()
        cls.Seal._seal()

    @users('journal_auditor', 'journal_admin')
    def test_auditor_and_administrator_read_all(self):
        for model in MODELS:
            records = self.env[model].search([])
            self.assertTrue(records.read())
            self.assertTrue(all(records.mapped('display_name')))

    @users('journal_auditor', 'journal_admin')
    def test_neither_changes_anything(self):
        for model in MODELS:
            record = self.env[model].search([], limit=1)
            for change in (
                lambda record=record: record.write({'create_date': '2020-01-01'}),
                lambda record=record: record.unlink(),
                lambda record=record: record.copy(),
                lambda record=record: record.create({}),
            ):
                with self.subTest(model=model), self.assertRaises(AccessError):
                    change()

    @users('journal_clerk')
    def test_clerk_reads_nothing(self):
        for model in MODELS:
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].search([])

    @users('journal_clerk')
    def test_clerk_does_not_verify(self):
        with self.assertRaises(AccessError):
            self.env['chained.journal.head'].action_verify()

    @users('journal_clerk')
    def test_clerk_does_not_compare_with_a_seal(self):
        with self.assertRaises(AccessError):
            self.env['chained.journal.seal.check'].create({'file': 'e30='})

    @users('journal_clerk')
    def test_clerk_does_not_download_a_seal(self):
        with self.assertRaises(AccessError):
            self.env['chained.journal.seal'].browse(self.Seal.search([], limit=1).id).action_download()

    @users('journal_auditor')
    def test_auditor_does_not_seal(self):
        with self.assertRaises(AccessError):
            self.env['chained.journal.seal'].action_seal_now()

    @users('journal_admin')
    def test_administrator_seals_at_once(self):
        action = self.env['chained.journal.seal'].action_seal_now()
        seal = self.env['chained.journal.seal'].browse(action['res_id'])
        self.assertEqual(seal.chain_user_id, self.admin)

    def test_no_method_of_the_mixin_that_writes_can_be_called_from_outside(self):
        public = {
            name for name in dir(type(self.env['chained.journal.mixin']))
            if not name.startswith('_') and name not in dir(type(self.env['base']))
        }
        self.assertFalse({name for name in public if not name.startswith('chain_')})
