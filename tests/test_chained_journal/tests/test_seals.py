from odoo.tests import tagged
from odoo.tools import SQL

from .common import ChainCase

HEADS = SQL.identifier('chained_journal_head')


@tagged('post_install', '-at_install')
class TestSeals(ChainCase):
    """A seal names what an intruder cut off or rewrote after it, even where the head was set back too."""

    def setUp(self):
        super().setUp()
        self.seal = self.env['chained.journal.seal']._seal()
        self.copy = self.seal._get_copy()

    def _cut(self, last):
        """Remove what follows a link, and set the head back to it."""
        self._tamper("DELETE FROM test_chained_entry WHERE chain_key = 'A' AND chain_sequence > %s", last)
        with self._protection_off(HEADS):
            self.env.cr.execute(SQL(
                "UPDATE chained_journal_head SET sequence = %s, hash = %s WHERE model = %s AND chain_key = 'A'",
                last, self.entries[last - 1].chain_hash, self.Entry._name))

    def _rewrite(self, first):
        """Write all links anew from one on, hashes and head included."""
        values = [{'book': 'A', 'name': "forged"} for _entry in self.entries[first - 1:]]
        self._cut(first - 1)
        self.Entry.create(values)

    def test_seal_states_where_the_chain_stands(self):
        self.assertIn(
            f'{{"hash":"{self.entries[-1].chain_hash}","key":"A","model":"test.chained.entry","sequence":10}}',
            self.seal.statement)
        self.assertEqual(self._verify(), [])

    def test_cut_with_the_head_set_back_is_named(self):
        self._cut(7)
        finding, = self.Entry._verify_chains()
        self.assertEqual((finding['kind'], finding['sequence']), ('cut', 8))
        self.assertEqual(
            finding['message'],
            f"Test Entry, chain A: cut off at the end. Links 8 to 10 are gone; seal no. {self.seal.chain_sequence}"
            " names them.")

    def test_cut_stays_named_after_later_seals(self):
        self._cut(7)
        self.env['chained.journal.seal']._seal()
        self.assertEqual(self._verify(), [('A', 8, 'cut')])

    def test_rewritten_end_is_named(self):
        self._rewrite(8)
        finding, = self.Entry._verify_chains()
        self.assertEqual((finding['kind'], finding['sequence']), ('edited', 10))
        self.assertIn("rewritten at or before link 10", finding['message'])

    def test_what_was_written_after_the_seal_is_right(self):
        self._write_entries(5)
        self.assertEqual(self._verify(), [])
        self.assertEqual(self.env['chained.journal.seal']._verify_copy(self.copy), [])

    def test_kept_copy_names_a_cut_when_the_seal_itself_was_removed(self):
        number = self.seal.chain_sequence
        self._cut(7)
        with self._protection_off(SQL.identifier('chained_journal_seal')):
            self.env.cr.execute(SQL("DELETE FROM chained_journal_seal WHERE id = %s", self.seal.id))
        found = self.env['chained.journal.seal']._verify_copy(self.copy)
        self.assertEqual(
            [(finding['model'], finding['sequence'], finding['kind']) for finding in found],
            [('chained.journal.seal', number, 'cut'), ('test.chained.entry', 8, 'cut')])

    def test_kept_copy_names_a_rewritten_end(self):
        self._rewrite(8)
        found = self.env['chained.journal.seal']._verify_copy(self.copy)
        self.assertEqual([(finding['model'], finding['sequence'], finding['kind']) for finding in found],
                         [('test.chained.entry', 10, 'edited')])
