import json
from datetime import date, datetime

from odoo.tests import tagged

from odoo.addons.chained_journal.tools import canonical

from .common import ChainCase


@tagged('post_install', '-at_install')
class TestChain(ChainCase):

    def test_links_follow_one_another_from_the_beginning(self):
        self.assertEqual(self.entries.mapped('chain_sequence'), list(range(1, 11)))
        self.assertEqual(self.entries[0].chain_previous_hash, '0' * 64)
        for before, after in zip(self.entries, self.entries[1:], strict=False):
            self.assertEqual(after.chain_previous_hash, before.chain_hash)

    def test_payload_is_the_canonical_text_of_the_record(self):
        partner = self.env['res.partner'].create({'name': "Copper workshop"})
        entry = self.Entry.create({
            'book': 'B', 'name': "نحاس \"1\"\n", 'note': 'note', 'body': '<p>x</p>', 'kind': 'second', 'count': 3,
            'rate': 0.1, 'weight': 2.0625, 'currency_id': self.env.ref('base.EUR').id, 'amount': 12500.5,
            'is_urgent': True, 'date': date(2026, 3, 1), 'moment': datetime(2026, 3, 1, 8, 30),
            'partner_id': partner.id, 'details': {'b': [1, 2.5], 'a': 'ب'},
        })
        self.assertEqual(entry.chain_payload, (
            f'{{"at":"2026-03-15T09:00:00Z","by":{self.clerk.id},'
            '"data":{"amount":"12500.5","body":"<p>x</p>","book":"B",'
            '"count":3,"date":"2026-03-01","details":{"a":"ب","b":[1,2.5]},"is_urgent":true,"kind":"second",'
            '"moment":"2026-03-01T08:30:00Z","name":"نحاس \\"1\\"\\n","note":"note",'
            f'"partner_id":{partner.id},'
            '"rate":"0.1","title":"B: نحاس \\"1\\"\\n","weight":"2.063"},"key":"B","model":"test.chained.entry",'
            '"seq":1,"v":1}'))
        self.assertEqual(entry.chain_hash, canonical.link_hash('0' * 64, entry.chain_payload))
        self.assertEqual(self._verify(), [])

    def test_empty_record_is_verifiable(self):
        entry = self.Entry.create({'book': 'empty', 'date': False})
        self.assertIsNone(json.loads(entry.chain_payload)['data']['date'])
        self.assertEqual(self._verify(), [])

    def test_figures_of_any_size_are_verifiable(self):
        self.Entry.create([
            {'book': 'figures', 'rate': rate}
            for rate in (0.1 + 0.2, 1e15, 1e16, 1.5e300, 1e-7, 123456789.123456789, -2.5, -0.0, 100)
        ])
        self.assertEqual(self._verify(), [])

    def test_defaults_and_moments_to_the_microsecond_are_verifiable(self):
        entry = self.Entry.create({'book': 'moments', 'moment': datetime(2026, 1, 1, 0, 0, 0, 120000)})
        self.assertEqual(entry.date, date(2026, 3, 15))
        self.assertEqual(self._verify(), [])

    def test_each_book_has_its_own_chain(self):
        entries = self.Entry.create([{'book': book} for book in 'XYXYX'])
        self.assertEqual(entries.mapped('chain_sequence'), [1, 1, 2, 2, 3])
        self.assertEqual(entries[3].chain_previous_hash, entries[1].chain_hash)
        self.assertEqual(self._verify(['X', 'Y']), [])

    def test_chain_values_given_by_the_caller_are_ignored(self):
        entry = self.Entry.create({
            'book': 'A', 'chain_key': 'Z', 'chain_sequence': 99, 'chain_hash': 'f' * 64,
            'chain_previous_hash': 'f' * 64, 'chain_payload': '{}', 'chain_version': 7,
            'chain_datetime': datetime(1999, 1, 1), 'chain_user_id': self.env.ref('base.user_root').id,
        })
        self.assertRecordValues(entry, [{
            'chain_key': 'A', 'chain_sequence': 11, 'chain_previous_hash': self.entries[-1].chain_hash,
            'chain_version': 1, 'chain_datetime': datetime(2026, 3, 15, 9), 'chain_user_id': self.clerk.id}])
        self.assertEqual(self._verify(), [])

    def test_copy_is_a_new_link(self):
        duplicate = self.entries[0].copy()
        self.assertEqual(duplicate.chain_sequence, 11)
        self.assertEqual(self._verify(), [])

    def test_rolled_back_entry_leaves_no_gap(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.Entry.create({'book': 'A'})
            self.fail() if 1 / 0 else None
        self.assertEqual(self.Entry.create({'book': 'A'}).chain_sequence, 11)
        self.assertEqual(self._verify(), [])

    def test_head_is_the_last_link(self):
        head = self.env['chained.journal.head'].search([('model', '=', self.Entry._name), ('chain_key', '=', 'A')])
        self.assertRecordValues(head, [{'sequence': 10, 'hash': self.entries[-1].chain_hash}])

    def test_batch_costs_no_more_queries_than_one_link(self):
        def count_queries(entries):
            before = self.env.cr.sql_log_count
            self.Entry.create([{'book': 'batch'}] * entries)
            return self.env.cr.sql_log_count - before

        count_queries(1)
        self.assertEqual(count_queries(100), count_queries(1))

    def test_a_chain_is_called_by_its_key_where_the_journal_has_no_other_name(self):
        head = self.env['chained.journal.head'].search([('model', '=', 'test.chained.entry'), ('chain_key', '=', 'A')])
        self.assertEqual((head.chain, head.display_name), ('A', "Test Entry / A"))
