from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL


@tagged('post_install', '-at_install')
class TestVersions(TransactionCase):
    """A payload that changed its format leaves the links of the former format right."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Journal = cls.env['test.chained.versioned']
        cls.old = cls._write_version_1()
        cls.new = cls.Journal.create([{'name': f"new {number}", 'amount': number} for number in range(3)])

    @classmethod
    def _write_version_1(cls):
        def value(journal, name, stored):
            return {'label': stored['name'], 'code': 'C'}[name]

        with patch.multiple(
            type(cls.Journal), _chain_payload_version=1, _chain_fields=('label', 'code'), _chain_value=value):
            return cls.Journal.create([{'name': f"old {number}", 'amount': False} for number in range(3)])

    def test_chain_goes_on_over_the_change(self):
        self.assertEqual((self.old + self.new).mapped('chain_sequence'), [1, 2, 3, 4, 5, 6])
        self.assertEqual((self.old + self.new).mapped('chain_version'), [1, 1, 1, 2, 2, 2])
        self.assertIn('"data":{"code":"C","label":"old 0"}', self.old[0].chain_payload)
        self.assertIn('"data":{"amount":"1","name":"new 1"}', self.new[1].chain_payload)
        self.assertEqual(self.Journal._verify_chains(), [])

    def test_columns_of_both_formats_are_compared(self):
        for record, sequence in ((self.old[1], 2), (self.new[1], 5)):
            with self.subTest(sequence=sequence), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(SQL("ALTER TABLE test_chained_versioned DISABLE TRIGGER chained_journal_row"))
                self.env.cr.execute(SQL("UPDATE test_chained_versioned SET name = 'x' WHERE id = %s", record.id))
                self.assertIn((sequence, 'edited', ['name']), [
                    (finding['sequence'], finding['kind'], finding['details'].get('columns'))
                    for finding in self.Journal._verify_chains()])
                savepoint.rollback()

    def test_version_from_the_future_is_not_trusted(self):
        self.env.cr.execute(SQL("ALTER TABLE test_chained_versioned DISABLE TRIGGER chained_journal_row"))
        self.env.cr.execute(SQL("UPDATE test_chained_versioned SET chain_version = 3 WHERE id = %s", self.new[1].id))
        self.assertIn((5, 'edited'), [
            (finding['sequence'], finding['kind']) for finding in self.Journal._verify_chains()])

    def test_raised_version_without_its_reader_is_refused(self):
        with patch.object(type(self.Journal), '_chain_payload_version', 3), self.assertRaises(NotImplementedError):
            self.Journal._verify_chains()

    def test_column_added_later_stays_empty_on_older_links(self):
        self.assertTrue(self.Journal._fields['amount'].default)
        with self.assertQueryCount(0):
            self.Journal._init_column('amount')
