import random
from functools import partial

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.signing_key.tests.connections import ConnectionsCase

WRITERS = 32
BOOKS = ('parallel 1', 'parallel 2')


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Thirty-two connections that really commit."""

    def _run(self, write):
        """Run ``write(env, number)`` in as many transactions that all began before the first of them wrote."""
        return self._at_once(*[partial(write, number=number) for number in range(WRITERS)])

    def _sequences(self, book):
        with self._connect() as env:
            env.cr.execute(SQL(
                "SELECT chain_sequence FROM test_chained_entry WHERE book = %s ORDER BY chain_sequence", book))
            return [sequence for sequence, in env.cr.fetchall()]

    def _verify(self):
        with self._connect() as env:
            return env['test.chained.entry']._verify_chains(BOOKS)

    def _head(self, book):
        with self._connect() as env:
            env.cr.execute(SQL("SELECT sequence FROM chained_journal_head WHERE chain_key = %s", book))
            return env.cr.fetchone()[0]

    def test_places_are_consecutive_and_none_is_given_twice_nor_is_any_writer_refused(self):
        def write(env, number):
            return env['test.chained.entry'].create({'book': BOOKS[0], 'name': str(number)}).chain_sequence

        given = self._run(write)
        self.assertEqual(sorted(given), list(range(1, WRITERS + 1)))
        self.assertEqual(self._sequences(BOOKS[0]), list(range(1, WRITERS + 1)))
        self.assertEqual(self._head(BOOKS[0]), WRITERS)
        self.assertEqual(self._verify(), [])

    def test_places_of_writers_who_give_up_go_to_the_others(self):
        def write(env, number):
            env['test.chained.entry'].create([{'book': BOOKS[0], 'name': str(number)}] * 3)
            if number % 2:
                env.cr.rollback()

        self._run(write)
        self.assertEqual(self._sequences(BOOKS[0]), list(range(1, 3 * WRITERS // 2 + 1)))
        self.assertEqual(self._verify(), [])

    def test_batches_over_several_chains_do_not_block_one_another(self):
        def write(env, number):
            books = [book for book in BOOKS for _entry in range(2)]
            random.Random(number).shuffle(books)
            env['test.chained.entry'].create([{'book': book} for book in books])

        self._run(write)
        for book in BOOKS:
            self.assertEqual(self._sequences(book), list(range(1, 2 * WRITERS + 1)))
        self.assertEqual(self._verify(), [])
