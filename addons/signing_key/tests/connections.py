"""For tests with several connections at once: nothing is seen before it is committed, as in two workers."""
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name
from odoo.tools import SQL

PATIENCE = 60
# how a trigger fires, as PostgreSQL notes it, and the words that bring that back
FIRES = {'O': SQL("ENABLE"), 'A': SQL("ENABLE ALWAYS"), 'R': SQL("ENABLE REPLICA")}


class ConnectionsCase(BaseCase):
    """Each connection really commits. Every row that a test adds, to whatever table, is removed after it."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.marks = self._last_ids()
        self.addCleanup(self._remove_new_rows)

    @contextmanager
    def _connect(self, uid=SUPERUSER_ID, **context):
        """An environment on a connection of its own, committed at the end."""
        with db_connect(get_db_name()).cursor() as cr:
            yield api.Environment(cr, uid, context)

    def _at_once(self, *works, uid=SUPERUSER_ID):
        """Results of ``work(env)`` of each, in transactions that all began before the first of them wrote."""
        barrier = threading.Barrier(len(works))

        def one(work):
            with self._connect(uid) as env:
                self._begin(env, barrier)
                return work(env)

        return self._in_threads(one, works)

    def _click_at_once(self, *clicks):
        """What becomes of clicks ``(user id, work(env))``, as the server treats those of several persons.

        A conflict is tried again, and a refusal is told: its words are then the result.
        """
        barrier = threading.Barrier(len(clicks))

        def one(click):
            uid, work = click
            first = [barrier]
            with self._connect(uid) as env:
                env = env(context=env['res.users'].context_get())

                def attempt():
                    self._begin(env, first.pop() if first else None)
                    return work(env)
                # the lines above have read already: the transaction begins with the attempt
                env.cr.rollback()
                try:
                    return retrying(attempt, env)
                except UserError as error:
                    env.cr.rollback()
                    return str(error)

        return self._in_threads(one, clicks)

    def _begin(self, env, barrier):
        # from here on this transaction sees the tables as they are now
        env.cr.execute(SQL("SELECT 1"))
        if barrier:
            barrier.wait(PATIENCE)

    def _in_threads(self, function, arguments):
        with ThreadPoolExecutor(len(arguments)) as pool:
            return list(pool.map(function, arguments))

    def _last_ids(self):
        """The greatest id of each table, 0 where it is empty."""
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL(
                "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
                " WHERE relkind = 'r' AND attname = 'id' AND atttypid IN ('int4'::regtype, 'int8'::regtype)"
                " AND relnamespace = current_schema::regnamespace"))
            tables = [table for table, in cr.fetchall()]
            cr.execute(SQL(" UNION ALL ").join(
                SQL("SELECT %s, COALESCE(MAX(id), 0) FROM %s", table, SQL.identifier(table)) for table in tables))
            return dict(cr.fetchall())

    def _remove_new_rows(self):
        """Remove what was added since the start, the rows of append-only tables with their protection off."""
        tables = sorted(table for table, last in self._last_ids().items() if last > self.marks.get(table, 0))
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL(
                "SELECT relname, tgname, tgenabled FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE relname = ANY(%s) AND NOT tgisinternal AND tgenabled <> 'D'", tables))
            triggers = [(SQL.identifier(table), SQL.identifier(name), fires) for table, name, fires in cr.fetchall()]
            for table, name, _fires in triggers:
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER %s", table, name))
            # one statement: rows that refer to each other go together
            cr.execute(SQL("WITH %s SELECT 1", SQL(", ").join(
                SQL("%s AS (DELETE FROM %s WHERE id > %s)",
                    SQL.identifier(f'new_{table}'), SQL.identifier(table), self.marks.get(table, 0))
                for table in tables)) if tables else SQL("SELECT 1"))
            for table, name, fires in triggers:
                cr.execute(SQL("ALTER TABLE %s %s TRIGGER %s", table, FIRES[fires], name))
        self.registry.clear_all_caches()
