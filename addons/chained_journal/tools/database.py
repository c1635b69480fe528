"""Triggers that refuse changes, and SQL expressions that rebuild a payload from columns."""
from odoo.tools import SQL

from .canonical import GENESIS, canonical_json

ROW_TRIGGER = 'chained_journal_row'
TRUNCATE_TRIGGER = 'chained_journal_truncate'

REFUSE_FUNCTION = SQL("""
CREATE OR REPLACE FUNCTION chained_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        IF (to_jsonb(NEW) - TG_ARGV) = (to_jsonb(OLD) - TG_ARGV) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '%% of the append-only journal "%%" is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME,
              HINT = 'Record a new entry instead of changing one.';
END
$body$""")

HEAD_GUARD_FUNCTION = SQL("""
CREATE OR REPLACE FUNCTION chained_journal_head_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.id = OLD.id AND NEW.model = OLD.model AND NEW.chain_key = OLD.chain_key
           AND NEW.sequence > OLD.sequence THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'The head of a journal only moves forward: %% is refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$body$""")

READ_FUNCTION = SQL("""
CREATE OR REPLACE FUNCTION chained_journal_read(payload text) RETURNS json LANGUAGE plpgsql IMMUTABLE AS $body$
BEGIN
    RETURN payload::json;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN NULL;
END
$body$""")

# takes out of a payload what stands between two texts, and compares it with a json column
HOLDS_FUNCTION = SQL("""
CREATE OR REPLACE FUNCTION chained_journal_holds(payload text, before text, after text, held jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $body$
DECLARE
    part text := left(right(payload, -length(before)), -length(after));
BEGIN
    RETURN concat(before, part, after) = payload AND part::jsonb = COALESCE(held, 'null');
END
$body$""")


def protect(cr, table, function, mutable=()):
    """Have the database refuse changes of a table, even under ``session_replication_role = replica``."""
    for definition in (REFUSE_FUNCTION, HEAD_GUARD_FUNCTION, READ_FUNCTION, HOLDS_FUNCTION):
        cr.execute(definition)
    arguments = SQL(', ').join(SQL("%s", column) for column in mutable)
    cr.execute(SQL(
        "CREATE OR REPLACE TRIGGER %s BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s(%s)",
        SQL.identifier(ROW_TRIGGER), SQL.identifier(table), SQL.identifier(function), arguments))
    cr.execute(SQL(
        "CREATE OR REPLACE TRIGGER %s BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()",
        SQL.identifier(TRUNCATE_TRIGGER), SQL.identifier(table), SQL.identifier(function)))
    for trigger in (ROW_TRIGGER, TRUNCATE_TRIGGER):
        cr.execute(SQL("ALTER TABLE %s ENABLE ALWAYS TRIGGER %s", SQL.identifier(table), SQL.identifier(trigger)))


def is_protected(cr, table):
    """Whether both triggers are there and fire always."""
    cr.execute(SQL(
        "SELECT count(*) FROM pg_trigger"
        " WHERE tgrelid = %s::regclass AND tgname IN %s AND tgenabled = 'A' AND NOT tgisinternal",
        SQL.identifier(table).code, (ROW_TRIGGER, TRUNCATE_TRIGGER)))
    return cr.fetchone()[0] == 2


def column_as_json(alias, field):
    """SQL of a column's value as jsonb, as it stands in a payload, for a comparison by name."""
    column = SQL.identifier(alias, field.name)
    if field.type in ('float', 'monetary'):
        # through text: a cast of a double to numeric would round to 15 digits
        return SQL("to_jsonb(trim_scale(%s::text::numeric)::text)", column)
    if field.type == 'date':
        return SQL("to_jsonb(%s::text)", column)
    if field.type == 'datetime':
        return SQL("to_jsonb(replace(%s::text, ' ', 'T') || 'Z')", column)
    return SQL("to_jsonb(%s)", column)


def hash_is_right(alias):
    """SQL condition: the link's hash is the one of its previous hash and payload."""
    return SQL(
        "encode(sha256(convert_to(%s || E'\\n' || %s, 'UTF8')), 'hex') = %s",
        SQL.identifier(alias, 'chain_previous_hash'), SQL.identifier(alias, 'chain_payload'),
        SQL.identifier(alias, 'chain_hash'))


def column_as_text(alias, field):
    """SQL of the canonical JSON text of a column; a json column is compared apart, see `payload_is_right`."""
    column = SQL.identifier(alias, field.name)
    if field.type == 'boolean':
        return SQL("CASE %s WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' ELSE 'null' END", column)
    if field.type in ('integer', 'many2one', 'many2one_reference'):
        return SQL("COALESCE(%s::text, 'null')", column)
    if field.type in ('float', 'monetary'):
        return SQL("COALESCE('\"' || trim_scale(%s::text::numeric)::text || '\"', 'null')", column)
    if field.type == 'date':
        return SQL("COALESCE('\"' || %s::text || '\"', 'null')", column)
    if field.type == 'datetime':
        return SQL("COALESCE('\"' || replace(%s::text, ' ', 'T') || 'Z\"', 'null')", column)
    return SQL("COALESCE(to_json(%s)::text, 'null')", column)


def payload_is_right(alias, model, version, columns, read=None):
    """SQL condition: the payload is, to the letter, the canonical text of what the columns hold.

    Writing the text anew and comparing once is much faster than taking the payload apart.

    :param columns: {payload name: field, or None where no field holds it any more}
    :param read: SQL of the payload as json; None means the payload's text as it is, unreadable ones stop the query
    """
    opaque = [name for name, field in columns.items() if field is None or field.type == 'json']
    payload = SQL.identifier(alias, 'chain_payload')
    if read is None and len(opaque) == 1 and columns[opaque[0]]:
        parts = _split(alias, columns, opaque[0])
        before, after = (
            _around(alias, model, version, parts[0], None), _around(alias, model, version, None, parts[1]))
        return SQL("chained_journal_holds(%s, %s, %s, %s)",
                   payload, before, after, SQL.identifier(alias, columns[opaque[0]].name))
    read = read or SQL("%s::json", payload)
    taken = {name: SQL("(%s #> %s::text[])", read, ['data', name]) for name in opaque}
    texts = [(name, taken[name] if name in taken else column_as_text(alias, field))
             for name, field in sorted(columns.items())]
    conditions = [SQL("%s::jsonb = COALESCE(%s, 'null'::jsonb)", part, SQL.identifier(alias, columns[name].name))
                  for name, part in taken.items() if columns[name]]
    conditions.append(SQL("%s = %s || %s", payload, _around(alias, model, version, _joined(texts), None),
                          _around(alias, model, version, None, SQL("''"))))
    return SQL(' AND ').join(conditions)


def _split(alias, columns, opaque):
    """SQL of the data's text before and after the value of ``opaque``."""
    before = [(name, column_as_text(alias, columns[name])) for name in sorted(columns) if name < opaque]
    after = [(name, column_as_text(alias, columns[name])) for name in sorted(columns) if name > opaque]
    return (
        _joined([*before, (opaque, SQL("''"))]),
        SQL("',' || %s", _joined(after)) if after else SQL("''"),
    )


def _around(alias, model, version, before, after):
    """SQL of a payload's text up to and with ``before``, or from ``after`` on."""
    if after is None:
        return SQL(
            """'{"at":"' || replace(%s::text, ' ', 'T') || 'Z","by":' || %s || ',"data":{' || %s""",
            SQL.identifier(alias, 'chain_datetime'), SQL.identifier(alias, 'chain_user_id'), before)
    return SQL(
        """%s || '},"key":' || to_json(%s)::text || %s || %s || %s""",
        after, SQL.identifier(alias, 'chain_key'), f',"model":{canonical_json(model)},"seq":',
        SQL.identifier(alias, 'chain_sequence'), f',"v":{version}}}')


def _joined(pairs, size=40):
    """SQL of the text of these (name, SQL of the value's text); a function takes a hundred arguments at most."""
    arguments = [
        SQL("%s, %s", f'{"," if number else ""}{canonical_json(name)}:', text)
        for number, (name, text) in enumerate(pairs)
    ]
    pieces = [arguments[start:start + size] for start in range(0, len(arguments), size)]
    return SQL(" || ").join(SQL("concat(%s)", SQL(", ").join(piece)) for piece in pieces) if pieces else SQL("''")


def unlinked_query(table, condition):
    """SQL of each chain's first link that does not follow the one before it."""
    return SQL(
        """
        SELECT DISTINCT ON (chain_key) chain_key, chain_sequence, before_sequence
          FROM (SELECT chain_key, chain_sequence, chain_previous_hash,
                       lag(chain_sequence, 1, 0) OVER chain AS before_sequence,
                       lag(chain_hash, 1, %(genesis)s) OVER chain AS before_hash
                  FROM %(table)s AS link
                 WHERE %(condition)s
                WINDOW chain AS (PARTITION BY chain_key ORDER BY chain_sequence)) AS link
         WHERE chain_sequence <> before_sequence + 1 OR chain_previous_hash <> before_hash
         ORDER BY chain_key, chain_sequence
        """, genesis=GENESIS, table=SQL.identifier(table), condition=condition)
