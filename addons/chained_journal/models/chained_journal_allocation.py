import hashlib
import logging
from functools import partial

import psycopg2
from psycopg2.errors import SerializationFailure

from odoo import models
from odoo.sql_db import PoolError, db_connect
from odoo.tools import SQL

from ..tools.canonical import GENESIS

_logger = logging.getLogger(__name__)

# a writer that waits longer for a table is tried again by the server, as after any conflict
FRESH_READ_TIMEOUT = '10s'


class ChainedJournalMixin(models.AbstractModel):
    """Places in a chain: consecutive, none twice, whoever writes at the same time.

    Transactions are REPEATABLE READ: one that waited for the chain still sees what was there before it waited, and
    would have to be tried again from its start. So the wait is for an advisory lock, and the head is then read on a
    second connection, which sees what the former holder of the lock has committed.
    """
    _inherit = 'chained.journal.mixin'

    def _chain_lock(self, keys):
        """Hold these chains until the end of the transaction; return {key: (last sequence, last hash)}."""
        keys = sorted(keys)
        for key in keys:
            self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", self._chain_lock_number(key)))
        heads = dict.fromkeys(keys, (0, GENESIS))
        for key, sequence, last_hash in [*self._chain_last_links(self.env.cr, keys), *self._chain_fresh_links(keys)]:
            heads[key] = max(heads[key], (sequence, last_hash))
        return heads

    def _chain_lock_number(self, key):
        digest = hashlib.sha256(f'chained.journal:{self._name}:{key}'.encode()).digest()
        return int.from_bytes(digest[:8], 'big', signed=True)

    def _chain_fresh_links(self, keys):
        if not self.pool.ready:
            # during an installation this transaction may hold the table itself, and is alone to write in it
            return []
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("SELECT set_config('lock_timeout', %s, true)", FRESH_READ_TIMEOUT))
            return self._chain_last_links(cr, keys)

    def _chain_last_links(self, cr, keys):
        """Rows (key, sequence, hash): the last links in the table, and what the heads say."""
        cr.execute(SQL(
            """
            SELECT wanted.key, link.chain_sequence, link.chain_hash
              FROM unnest(%(keys)s::text[]) AS wanted(key)
             CROSS JOIN LATERAL (
                   SELECT chain_sequence, chain_hash FROM %(table)s WHERE chain_key = wanted.key
                    ORDER BY chain_sequence DESC LIMIT 1) AS link
             UNION ALL
            SELECT chain_key, sequence, hash FROM chained_journal_head
             WHERE model = %(model)s AND chain_key = ANY(%(keys)s)
            """, keys=keys, table=SQL.identifier(self._table), model=self._name))
        return cr.fetchall()

    def _chain_advance(self, heads):
        """Move the heads forward. One whose newest version this transaction cannot see is moved after its commit."""
        rows = [(self._name, key, sequence, last_hash) for key, (sequence, last_hash) in sorted(heads.items())]
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(_advance_query(rows, self.env.uid), log_exceptions=False)
        except SerializationFailure:
            self.env.cr.postcommit.add(partial(_advance_after_commit, self.env.cr.dbname, rows, self.env.uid))
        self.env['chained.journal.head'].invalidate_model(flush=False)


def _advance_query(rows, user_id):
    """SQL that creates the heads, or moves forward those that are behind."""
    return SQL(
        """
        INSERT INTO chained_journal_head AS head
               (model, chain_key, sequence, hash, create_uid, write_uid, create_date, write_date)
        SELECT link.model, link.chain_key, link.sequence, link.hash, %(user_id)s, %(user_id)s, moment, moment
          FROM (VALUES %(rows)s) AS link(model, chain_key, sequence, hash),
               (SELECT now() AT TIME ZONE 'UTC') AS clock(moment)
            ON CONFLICT (model, chain_key) DO UPDATE
           SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash,
               write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
         WHERE head.sequence < EXCLUDED.sequence
        """, user_id=user_id, rows=SQL(', ').join(rows))


def _advance_after_commit(dbname, rows, user_id):
    """Move the heads on a connection of its own; a head that stays behind is moved by the next writer or seal."""
    try:
        with db_connect(dbname).cursor() as cr:
            # of several that move the same head, each waits for the one before and then sees what it wrote
            cr.execute(SQL("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"))
            cr.execute(SQL("SELECT set_config('lock_timeout', %s, true)", FRESH_READ_TIMEOUT))
            cr.execute(_advance_query(rows, user_id), log_exceptions=False)
    except (psycopg2.Error, PoolError) as error:
        _logger.info("The heads of %s stay behind until the next link: %s", rows[0][0], error)
