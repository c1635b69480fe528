from contextlib import contextmanager

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user
from odoo.tools import SQL

from odoo.addons.chained_journal.tools import canonical

TABLE = SQL.identifier('test_chained_entry')


class ChainCase(TransactionCase):
    """A book of ten entries written by a clerk, and the means to tamper with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.clerk = new_test_user(cls.env, 'journal_clerk', 'base.group_user')
        cls.Entry = cls.env['test.chained.entry'].with_user(cls.clerk)
        cls.entries = cls._write_entries(10)

    @classmethod
    def _write_entries(cls, count, book='A'):
        return cls.Entry.create([
            {'book': book, 'name': f"قيد {number}", 'weight': number / 8} for number in range(1, count + 1)])

    def _verify(self, chain_keys=None):
        self.env.flush_all()
        return [
            (finding['chain_key'], finding['sequence'], finding['kind'])
            for finding in self.Entry._verify_chains(chain_keys)
        ]

    @contextmanager
    def _protection_off(self, table=TABLE):
        """As an intruder who owns the table; switched on again, so that only the deed is left to find."""
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", table))
        yield
        for trigger in ('chained_journal_row', 'chained_journal_truncate'):
            self.env.cr.execute(SQL("ALTER TABLE %s ENABLE ALWAYS TRIGGER %s", table, SQL.identifier(trigger)))
        self.env.invalidate_all()

    def _tamper(self, query, *args):
        with self._protection_off():
            self.env.cr.execute(SQL(query, *args))

    def _rehash(self, entry, payload=None):
        """Give a link the hash of its content, as an intruder who knows the recipe would."""
        entry.invalidate_recordset()
        payload = payload or entry.chain_payload
        self._tamper(
            "UPDATE test_chained_entry SET chain_payload = %s, chain_hash = %s WHERE id = %s",
            payload, canonical.link_hash(entry.chain_previous_hash, payload), entry.id)
