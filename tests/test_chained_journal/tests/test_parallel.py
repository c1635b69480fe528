import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL

WRITERS = 32
BOOKS = ('parallel 1', 'parallel 2')


@tagged('post_install', '-at_install')
class TestParallel(BaseCase):
    """Thirty-two connections that really commit; what they wrote is removed afterwards, protection off."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._remove)

    def _remove(self):
        with db_connect(get_db_name()).cursor() as cr:
            for table, condition in (
                ('test_chained_entry', SQL("book IN %s", BOOKS)),
                ('chained_journal_head', SQL("chain_key IN %s", BOOKS)),
            ):
                name = SQL.identifier(table)
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER chained_journal_row", name))
                cr.execute(SQL("DELETE FROM %s WHERE %s", name, condition))
                cr.execute(SQL("ALTER TABLE %s ENABLE ALWAYS TRIGGER chained_journal_row", name))

    def _run(self, write, writers=WRITERS):
        """Run ``write(env, number)`` in as many transactions that all began before the first of them wrote."""
        barrier = Barrier(writers)

        def one(number):
            with db_connect(get_db_name()).cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                # from here on this transaction sees the tables as they are now
                env['test.chained.entry'].search_count([])
                barrier.wait(timeout=60)
                return write(env, number)

        with ThreadPoolExecutor(writers) as pool:
            return list(pool.map(one, range(writers)))

    def _sequences(self, book):
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL(
                "SELECT chain_sequence FROM test_chained_entry WHERE book = %s ORDER BY chain_sequence", book))
            return [sequence for sequence, in cr.fetchall()]

    def _verify(self):
        with db_connect(get_db_name()).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            return env['test.chained.entry']._verify_chains(BOOKS)

    def _head(self, book):
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL("SELECT sequence FROM chained_journal_head WHERE chain_key = %s", book))
            return cr.fetchone()[0]

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
