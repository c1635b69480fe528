import json

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.chained_journal.tools import canonical

from .common import TABLE, ChainCase


@tagged('post_install', '-at_install')
class TestTampering(ChainCase):
    """What an intruder with the database's password does is found afterwards, and named."""

    def test_untouched_book_is_intact(self):
        self._write_entries(3, book='B')
        self.assertEqual(self._verify(), [])

    def test_edited_column_of_each_type_is_named(self):
        for assignment, field in (
            ("name = 'x'", 'name'), ("note = ''", 'note'), ("kind = 'first'", 'kind'), ("count = 1", 'count'),
            ("rate = 0.5", 'rate'), ("weight = weight + 0.001", 'weight'), ("amount = 1", 'amount'),
            ("is_urgent = true", 'is_urgent'), ("date = NULL", 'date'), ("moment = now()", 'moment'),
            ("partner_id = 1", 'partner_id'), ("details = '[]'", 'details'), ("title = 'x'", 'title'),
            ("chain_user_id = 1", 'chain_user_id'), ("chain_datetime = now()", 'chain_datetime'),
        ):
            with self.subTest(field=field), self.env.cr.savepoint() as savepoint:
                self._tamper(f"UPDATE test_chained_entry SET {assignment} WHERE id = %s", self.entries[4].id)
                finding, = self.Entry._verify_chains()
                self.assertEqual((finding['chain_key'], finding['sequence'], finding['kind']), ('A', 5, 'edited'))
                self.assertEqual(finding['details']['columns'], [field])
                savepoint.rollback()

    def test_sentence_names_the_field(self):
        self._tamper("UPDATE test_chained_entry SET name = 'x' WHERE id = %s", self.entries[4].id)
        self.assertEqual(
            [finding['message'] for finding in self.Entry._verify_chains()],
            ["Test Entry, chain A: link 5 was edited (Name)."])

    def test_edited_payload_is_named(self):
        self._tamper("UPDATE test_chained_entry SET chain_payload = replace(chain_payload, '5', '6') WHERE id = %s",
                     self.entries[4].id)
        self.assertEqual(self._verify(), [('A', 5, 'edited')])

    def test_payload_that_is_no_json_is_named(self):
        self._tamper("UPDATE test_chained_entry SET chain_payload = '{' WHERE id = %s", self.entries[4].id)
        self._rehash(self.entries[4])
        self.assertEqual(self._verify(), [('A', 5, 'edited')])

    def test_column_and_payload_edited_together_are_named(self):
        payload = self.entries[4].chain_payload.replace('قيد 5', 'x')
        self._tamper("UPDATE test_chained_entry SET name = 'x', title = 'A: x', chain_payload = %s WHERE id = %s",
                     payload, self.entries[4].id)
        self.assertEqual(self._verify(), [('A', 5, 'edited')])

    def test_link_rewritten_with_its_hash_is_named_by_the_next_one(self):
        self._tamper("UPDATE test_chained_entry SET name = 'x', title = 'A: x' WHERE id = %s", self.entries[4].id)
        self._rehash(self.entries[4], self.entries[4].chain_payload.replace('قيد 5', 'x'))
        self.assertEqual(self._verify(), [('A', 5, 'edited')])

    def test_last_link_rewritten_with_its_hash_is_named_by_the_head(self):
        self._tamper("UPDATE test_chained_entry SET name = 'x', title = 'A: x' WHERE id = %s", self.entries[9].id)
        self._rehash(self.entries[9], self.entries[9].chain_payload.replace('قيد 10', 'x'))
        self.assertEqual(self._verify(), [('A', 10, 'edited')])

    def test_deleted_link_is_named(self):
        self._tamper("DELETE FROM test_chained_entry WHERE id IN %s", tuple(self.entries[3:6].ids))
        finding, = self.Entry._verify_chains()
        self.assertEqual((finding['kind'], finding['sequence']), ('deleted', 4))
        self.assertEqual(finding['message'], "Test Entry, chain A: links 4 to 6 were deleted.")

    def test_deleted_first_link_is_named(self):
        self._tamper("DELETE FROM test_chained_entry WHERE id = %s", self.entries[0].id)
        self.assertEqual(self._verify(), [('A', 1, 'deleted')])

    def test_deleted_link_is_named_when_the_others_are_renumbered(self):
        self._tamper("DELETE FROM test_chained_entry WHERE id = %s", self.entries[4].id)
        for number in range(6, 11):
            self._tamper("UPDATE test_chained_entry SET chain_sequence = %s WHERE id = %s",
                         number - 1, self.entries[number - 1].id)
        self.assertEqual(self._verify(), [('A', 5, 'deleted')])

    def _insert_copy(self, source, sequence, previous):
        """Insert, at a place, a forged link that is right in itself."""
        payload = canonical.canonical_json({**json.loads(source.chain_payload), 'seq': sequence})
        self._tamper(
            "INSERT INTO test_chained_entry (book, name, weight, count, rate, amount, is_urgent, date, title,"
            " chain_key, chain_sequence, chain_previous_hash, chain_hash, chain_payload, chain_version,"
            " chain_datetime, chain_user_id)"
            " SELECT book, name, weight, count, rate, amount, is_urgent, date, title,"
            " chain_key, %s, %s, %s, %s, chain_version, chain_datetime, chain_user_id"
            " FROM test_chained_entry WHERE id = %s",
            sequence, previous, canonical.link_hash(previous, payload), payload, source.id)

    def test_inserted_link_is_named(self):
        for number in range(10, 4, -1):
            self._tamper("UPDATE test_chained_entry SET chain_sequence = %s WHERE id = %s",
                         number + 1, self.entries[number - 1].id)
        self._insert_copy(self.entries[3], 5, self.entries[3].chain_hash)
        self.assertEqual(self._verify(), [('A', 5, 'inserted')])

    def test_second_link_at_one_place_is_named(self):
        self.env.cr.execute(SQL("DROP INDEX test_chained_entry_chain_link_unique"))
        self._insert_copy(self.entries[4], 5, self.entries[3].chain_hash)
        self.assertEqual(self._verify(), [('A', 5, 'inserted')])

    def test_links_that_changed_places_are_named(self):
        third, sixth = self.entries[2], self.entries[5]
        for entry, place in ((third, 0), (sixth, 3), (third, 6)):
            self._tamper("UPDATE test_chained_entry SET chain_sequence = %s WHERE id = %s", place, entry.id)
        self.assertEqual(self._verify(), [('A', 3, 'reordered')])

    def test_link_moved_to_another_chain_is_named(self):
        self._tamper("UPDATE test_chained_entry SET chain_key = 'B', chain_sequence = 1 WHERE id = %s",
                     self.entries[9].id)
        self.assertIn(('A', 10, 'cut'), self._verify())
        self.assertIn(('B', 1, 'deleted'), self._verify())

    def test_links_cut_off_are_named_by_the_head(self):
        self._tamper("DELETE FROM test_chained_entry WHERE id IN %s", tuple(self.entries[7:].ids))
        finding, = self.Entry._verify_chains()
        self.assertEqual(finding['message'],
                         "Test Entry, chain A: cut off at the end. Links 8 to 10 are gone.")

    def test_emptied_chain_is_named_by_the_head(self):
        self._tamper("TRUNCATE test_chained_entry")
        self.assertIn(('A', 1, 'cut'), self._verify())

    def test_cut_is_not_healed_by_what_is_written_afterwards(self):
        self._tamper("DELETE FROM test_chained_entry WHERE id IN %s", tuple(self.entries[7:].ids))
        later = self.Entry.create({'book': 'A'})
        self.assertEqual(later.chain_sequence, 11)
        self.assertEqual(self._verify(), [('A', 8, 'deleted')])

    def test_missing_head_is_named(self):
        with self._protection_off(SQL.identifier('chained_journal_head')):
            self.env.cr.execute(SQL("DELETE FROM chained_journal_head WHERE chain_key = 'A'"))
        self.assertEqual(self._verify(), [('A', 10, 'head')])

    def test_disabled_protection_is_named(self):
        for trigger in ('chained_journal_row', 'chained_journal_truncate'):
            with self.subTest(trigger=trigger), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER %s", TABLE, SQL.identifier(trigger)))
                self.assertEqual(self._verify(), [(None, 0, 'unprotected')])
                savepoint.rollback()

    def test_only_the_first_fault_of_each_chain_is_named(self):
        others = self._write_entries(4, book='B')
        self._tamper("UPDATE test_chained_entry SET name = 'x' WHERE id IN %s",
                     (self.entries[6].id, self.entries[2].id, others[3].id))
        self.assertEqual(self._verify(), [('A', 3, 'edited'), ('B', 4, 'edited')])
        self.assertEqual(self._verify(['B']), [('B', 4, 'edited')])

    def test_verification_since_a_day_reads_the_newer_content_only(self):
        self._tamper("UPDATE test_chained_entry SET name = 'x' WHERE id = %s", self.entries[2].id)
        self.assertEqual(len(self.Entry._verify_chains(since='2026-03-15 00:00:00')), 1)
        self.assertEqual(self.Entry._verify_chains(since='2026-03-16 00:00:00'), [])
