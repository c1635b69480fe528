import hashlib
import logging
from functools import partial

import psycopg2

from odoo import models
from odoo.sql_db import PoolError, db_connect
from odoo.tools import SQL

from ..tools.canonical import GENESIS
from ..tools.fresh_read import TIMEOUT, fresh_rows

_logger = logging.getLogger(__name__)


class ChainedJournalMixin(models.AbstractModel):
    """Places in a chain: consecutive, none twice, whoever writes at the same time.

    Transactions are REPEATABLE READ: one that waited for the chain still sees what was there before it waited, and
    would have to be tried again from its start. So the wait is for an advisory lock, and the head is then read on a
    second connection, which sees what the former holder of the lock has committed.
    """
    _inherit = 'chained.journal.mixin'

    def _chain_lock(self, keys):
        """Hold these chains until the end of the transaction, and tell where they stand.

        :return: ({key: (last sequence, last hash)}, the keys whose head this transaction cannot move)
        """
        keys = sorted(keys)
        query = self._chain_last_query(keys)
        locks = [SQL("SELECT pg_advisory_xact_lock(%s)", self._chain_lock_number(key)) for key in keys]
        # what this transaction sees does not change while it waits: locks and reading are one journey to the server
        own = self.env.execute_query(SQL('; ').join([*locks, query]))
        heads, links, moved = dict.fromkeys(keys, (0, GENESIS)), dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
        for key, sequence, last_hash, is_head in [*own, *fresh_rows(self.env, query)]:
            heads[key] = max(heads[key], (sequence, last_hash))
            latest = moved if is_head else links
            latest[key] = max(latest[key], sequence)
        # a head that is behind its links is about to be moved by who wrote them
        movable = {key: 0 for key in keys} | {key: sequence for key, sequence, _hash, is_head in own if is_head}
        return heads, {key for key in keys if not movable[key] == moved[key] == links[key]}

    def _chain_lock_number(self, key):
        digest = hashlib.sha256(f'chained.journal:{self._name}:{key}'.encode()).digest()
        return int.from_bytes(digest[:8], 'big', signed=True)

    def _chain_last_query(self, keys):
        """SQL of rows (key, sequence, hash, is it the head): the last links in the table, and what the heads say."""
        return SQL(
            """
            SELECT wanted.key, link.chain_sequence, link.chain_hash, FALSE
              FROM unnest(%(keys)s::text[]) AS wanted(key)
             CROSS JOIN LATERAL (
                   SELECT chain_sequence, chain_hash FROM %(table)s WHERE chain_key = wanted.key
                    ORDER BY chain_sequence DESC LIMIT 1) AS link
             UNION ALL
            SELECT chain_key, sequence, hash, TRUE FROM chained_journal_head
             WHERE model = %(model)s AND chain_key = ANY(%(keys)s)
            """, keys=keys, table=SQL.identifier(self._table), model=self._name)

    def _chain_advance(self, heads, overtaken):
        """Move the heads forward. One whose newest version this transaction cannot see is moved after its commit."""
        rows = [(self._name, key, sequence, last_hash) for key, (sequence, last_hash) in sorted(heads.items())]
        if now := [row for row in rows if row[1] not in overtaken]:
            self.env.cr.execute(_advance_query(now, self.env.uid))
        if later := [row for row in rows if row[1] in overtaken]:
            self.env.cr.postcommit.add(partial(_advance_after_commit, self.env.cr.dbname, later, self.env.uid))
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
            # of several that move the same head, each waits for the one before and then sees what it wrote; what is
            # lost with the power is moved by the next writer, so nobody waits for the disk
            cr.execute(SQL(
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = off;"
                " SELECT set_config('lock_timeout', %s, true); %s", TIMEOUT, _advance_query(rows, user_id),
            ), log_exceptions=False)
    except (psycopg2.Error, PoolError) as error:
        _logger.info("The heads of %s stay behind until the next link: %s", rows[0][0], error)
