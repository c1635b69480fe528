from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user


class JournalCase(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.auditor = new_test_user(
            cls.env, 'journal_auditor', 'base.group_user,chained_journal.chained_journal_group_auditor')
        cls.clerk = new_test_user(cls.env, 'journal_clerk', 'base.group_user')
        cls.Seal = cls.env['chained.journal.seal']
        cls.Verification = cls.env['chained.journal.verification']
