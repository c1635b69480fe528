import json

from psycopg2.errors import DataError, ProgramLimitExceeded

from odoo import api, models
from odoo.tools import SQL

from ..tools import database
from ..tools import findings as faults


class ChainedJournalMixin(models.AbstractModel):
    """Verification: set-based, so that the database does the hashing, on several cores where it has them."""
    _inherit = 'chained.journal.mixin'

    @api.model
    def _verify_chains(self, chain_keys=None, since=None):
        """Recompute the chains and name the first broken link of each.

        :param chain_keys: names of the chains to verify; None means all
        :param since: date-time; content is recomputed only for links recorded from then on, order for all
        :return: list of dicts {model, chain_key, sequence, kind, details, message}; empty when all is right.
            ``kind`` is one of `tools/findings.py`; chain_key is None where the whole journal is concerned.
        """
        self.env.flush_all()
        keys = None if chain_keys is None else [str(key) for key in chain_keys]
        found = [
            *self._find_unprotected(),
            *self._find_broken_links(keys, since),
            *self._find_cut_or_rewritten(keys),
            *self.env['chained.journal.seal']._find_contradicted(self, keys),
        ]
        return self._tell(faults.first_by_chain(found))

    @api.model
    def _tell(self, found):
        """Add to each finding its sentence in the user's language."""
        Verification = self.env['chained.journal.verification']
        return [{**item, 'message': Verification._sentence(item)} for item in found]

    def _find_unprotected(self):
        if not database.is_protected(self.env.cr, self._table):
            yield faults.finding(self._name, None, 0, faults.UNPROTECTED)

    def _chain_condition(self, keys, since=None):
        condition = SQL("TRUE") if keys is None else SQL("link.chain_key = ANY(%s)", keys)
        return SQL("%s AND link.chain_datetime >= %s", condition, since) if since else condition

    def _find_broken_links(self, keys, since):
        """First link of each chain that is not what it says, or does not follow the one before it."""
        broken = {row[0]: row[1:] for row in self._query_self_broken(keys, since)}
        query = database.unlinked_query(self._table, self._chain_condition(keys))
        unlinked = {row[0]: row[1:] for row in self.env.execute_query(query)}
        for key in broken.keys() | unlinked.keys():
            # at the same place, what the link says tells more than that it does not follow
            if key in broken and (key not in unlinked or broken[key][0] <= unlinked[key][0]):
                yield self._explain_broken(key, *broken[key])
            else:
                yield self._explain_unlinked(key, *unlinked[key])

    def _explain_broken(self, key, sequence, payload, hash_ok):
        content = _parse(payload)
        kind, place = faults.tell_self_broken(sequence, content, hash_ok, self._has_link_saying(key, sequence))
        columns = self._differing_columns(key, sequence, content) if kind == faults.EDITED else []
        return faults.finding(self._name, key, place, kind, columns=columns)

    def _explain_unlinked(self, key, sequence, before_sequence):
        kind, place = faults.tell_unlinked(sequence, before_sequence)
        last = sequence - 1 if kind == faults.DELETED else place
        return faults.finding(self._name, key, place, kind, last=last, columns=[])

    def _query_self_broken(self, keys, since):
        """First such link of each chain: rows (key, sequence, payload, whether its hash is right)."""
        try:
            # an unreadable payload stops the fast query; only then is each payload read with care
            with self.env.cr.savepoint(flush=False):
                return self._fetch_self_broken(keys, since, None)
        except (DataError, ProgramLimitExceeded):
            return self._fetch_self_broken(keys, since, SQL("chained_journal_read(link.chain_payload)"))

    def _fetch_self_broken(self, keys, since, read):
        is_broken = SQL("NOT COALESCE(%s AND %s, FALSE)", database.hash_is_right('link'), self._payload_is_right(read))
        # grouping by chain, and not sorting, lets several processes read the table from end to end
        self.env.cr.execute(SQL(
            "SELECT chain_key, min(chain_sequence) FROM %s AS link WHERE %s AND %s GROUP BY chain_key",
            SQL.identifier(self._table), self._chain_condition(keys, since), is_broken), log_exceptions=False)
        first = self.env.cr.fetchall()
        if not first:
            return []
        self.env.cr.execute(SQL(
            """
            SELECT DISTINCT ON (chain_key) chain_key, chain_sequence, chain_payload, %s
              FROM %s AS link
             WHERE (chain_key, chain_sequence) IN %s AND %s
             ORDER BY chain_key, id
            """, database.hash_is_right('link'), SQL.identifier(self._table), tuple(first), is_broken),
            log_exceptions=False)
        return self.env.cr.fetchall()

    def _payload_is_right(self, read):
        """SQL condition: the payload is what its version makes of the columns."""
        cases = []
        for version in range(1, self._chain_payload_version + 1):
            columns = {
                name: self._fields[field] if field else None
                for name, field in self._chain_columns_of_payload(version).items()
            }
            condition = database.payload_is_right('link', self._name, version, columns, read)
            cases.append(SQL("WHEN %s THEN %s", version, condition))
        return SQL("CASE link.chain_version %s ELSE FALSE END", SQL(' ').join(cases))

    def _has_link_saying(self, key, sequence):
        """Whether the payload of some link of the chain says that it stands at this place."""
        return bool(self.env.execute_query(SQL(
            "SELECT 1 FROM %s WHERE chain_key = %s AND chained_journal_read(chain_payload) ->> 'seq' = %s LIMIT 1",
            SQL.identifier(self._table), key, str(sequence))))

    def _differing_columns(self, key, sequence, content):
        """Names of the fields whose column is not what the content says, for the sentence."""
        if not isinstance(content, dict):
            return []
        version = content.get('v')
        if not isinstance(version, int) or not 1 <= version <= self._chain_payload_version:
            return []
        fields_by_name = {'at': 'chain_datetime', 'by': 'chain_user_id', 'key': 'chain_key', 'seq': 'chain_sequence'}
        wanted = [(name, field, content.get(name)) for name, field in fields_by_name.items()]
        data = content.get('data') if isinstance(content.get('data'), dict) else {}
        wanted += [
            (name, field, data.get(name))
            for name, field in self._chain_columns_of_payload(version).items() if field
        ]
        columns = SQL(', ').join(database.column_as_json('link', self._fields[field]) for _name, field, _v in wanted)
        rows = self.env.execute_query(SQL(
            "SELECT %s FROM %s AS link WHERE chain_key = %s AND chain_sequence = %s ORDER BY id LIMIT 1",
            columns, SQL.identifier(self._table), key, sequence))
        return [
            field for (_name, field, said), held in zip(wanted, rows[0], strict=True) if said != held
        ] if rows else []

    def _find_cut_or_rewritten(self, keys):
        """Compare the heads with the last links."""
        query = SQL(
            """
            SELECT COALESCE(head.chain_key, last.chain_key), head.sequence, COALESCE(last.sequence, 0)
              FROM (SELECT * FROM chained_journal_head WHERE model = %(model)s) AS head
              FULL JOIN (SELECT chain_key, max(chain_sequence) AS sequence
                           FROM %(table)s GROUP BY chain_key) AS last ON last.chain_key = head.chain_key
              LEFT JOIN %(table)s AS link ON link.chain_key = head.chain_key AND link.chain_sequence = head.sequence
             WHERE head.id IS NULL OR head.sequence > COALESCE(last.sequence, 0) OR head.hash <> link.chain_hash
            """, model=self._name, table=SQL.identifier(self._table))
        for key, head_sequence, last_sequence in self.env.execute_query(query):
            if keys is not None and key not in keys:
                continue
            if head_sequence is None:
                yield faults.finding(self._name, key, last_sequence, faults.HEAD)
            elif head_sequence > last_sequence:
                yield faults.finding(self._name, key, last_sequence + 1, faults.CUT, last=head_sequence)
            else:
                yield faults.finding(self._name, key, head_sequence, faults.EDITED, columns=[])

    @api.model
    def _get_journal_models(self):
        """Names of the installed models that are journals, sorted."""
        return sorted(
            name for name in self.env.registry.descendants(['chained.journal.mixin'], '_inherit')
            if not self.env[name]._abstract
        )

    @api.model
    def _count_links(self, chain_keys=None):
        """Return (number of chains, number of links) of the journal."""
        return self.env.execute_query(SQL(
            "SELECT count(DISTINCT chain_key), count(*) FROM %s AS link WHERE %s",
            SQL.identifier(self._table), self._chain_condition(chain_keys)))[0]

    @api.model
    def _read_links(self, chunk=5000):
        """Yield every link as (key, sequence, previous hash, hash, payload), chain by chain, in order."""
        last_key, last_sequence, last_id = '', 0, 0
        while rows := self.env.execute_query(SQL(
            """
            SELECT chain_key, chain_sequence, chain_previous_hash, chain_hash, chain_payload, id FROM %s
             WHERE (chain_key, chain_sequence, id) > (%s, %s, %s)
             ORDER BY chain_key, chain_sequence, id LIMIT %s
            """, SQL.identifier(self._table), last_key, last_sequence, last_id, chunk)):
            for row in rows:
                yield row[:5]
            last_key, last_sequence, last_id = rows[-1][0], rows[-1][1], rows[-1][5]


def _parse(payload):
    try:
        return json.loads(payload)
    except ValueError:
        return None
