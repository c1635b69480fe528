"""Inside Odoo: a company with that many posted journal items over two years. Everything is fictitious.

Some hundred entries are posted as people post them, on all the accounts that a kind of entry may touch; then they are
copied in the table with other days and amounts, so that each copy has what a posted entry has.
"""

import contextlib

from odoo.fields import Command
from odoo.tools import SQL

# kinds of entry: beginnings of account codes and hundredths of the amount, debit less credit
KINDS = [
    [("411", 119), ("70", -60), ("706", -40), ("4457", -19)],
    [("60", 70), ("61", 30), ("4456", 19), ("401", -119)],
    [("512", 100), ("53", 19), ("411", -100), ("411", -19)],
    [("631", 100), ("635", 26), ("421", -90), ("431", -36)],
    [("21", 100), ("4456", 19), ("404", -100), ("404", -19)],
    [("681", 80), ("685", 20), ("281", -80), ("491", -20)],
    [("401", 90), ("404", 29), ("512", -100), ("53", -19)],
    [("661", 15), ("164", 85), ("512", -60), ("512", -40)],
]
MODELS = 100
ITEMS = 4


def _company():
    company = env["res.company"].create({
        "name": "محاسبة القياس", "country_id": env.ref("base.dz").id, "currency_id": env.ref("base.DZD").id})
    env["account.chart.template"].try_loading("dz", company, install_demo=False)
    env.user.company_ids += company
    return company


def _accounts(company):
    """{beginning of codes: accounts}; an account that the chart does not have is made."""
    Account = env["account.account"].with_company(company)
    found = {}
    for prefix in sorted({prefix for kind in KINDS for prefix, _share in kind}):
        found[prefix] = Account.search(
            [("code", "=like", prefix + "%"), ("company_ids", "in", company.ids)], order="code") or Account.create({
                "name": prefix, "code": prefix.ljust(6, "0"), "company_ids": [Command.set(company.ids)],
                "account_type": "expense" if prefix[0] == "6" else "asset_current"})
    return found


def _models(company):
    """The entries that are copied, posted on each account in turn."""
    accounts = _accounts(company)
    journal = env["account.journal"].search([("type", "=", "general"), ("company_id", "=", company.id)], limit=1)
    entries = env["account.move"].with_company(company).create([
        {
            "date": "2026-01-01", "journal_id": journal.id, "line_ids": [Command.create({
                "account_id": accounts[prefix][number // len(KINDS) % len(accounts[prefix])].id, "name": prefix,
                "debit": max(share, 0), "credit": max(-share, 0), "tax_ids": False,
            }) for prefix, share in KINDS[number % len(KINDS)]],
        } for number in range(MODELS)
    ])
    entries.action_post()
    env.flush_all()
    return entries


@contextlib.contextmanager
def _bare(table):
    """Context in which a table has neither indexes nor foreign keys: rebuilt in one go they cost a fraction."""
    # definitions come from the database itself: there is nothing to compose
    indexes = env.execute_query(SQL(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)", table))
    keys = env.execute_query(SQL(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        table))
    env.cr.execute(SQL("; ").join([
        *(SQL("DROP INDEX %s", SQL.identifier(name.strip('"'))) for name, _definition in indexes),
        *(SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL.identifier(name)) for name, _rest in keys)]))
    yield
    env.cr.execute(SQL("; ").join([
        *(SQL(definition.replace("%", "%%")) for _name, definition in indexes),
        *(SQL("ALTER TABLE %s ADD CONSTRAINT %s %s", SQL.identifier(table), SQL.identifier(name),
              SQL(definition.replace("%", "%%"))) for name, definition in keys)]))


def _columns(table, replaced):
    """(columns, what to select for them) of a copy: as in the model but for those replaced."""
    names = [name for name, in env.execute_query(SQL(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", table))]
    return (
        SQL(", ").join(map(SQL.identifier, names)),
        SQL(", ").join(replaced.get(name) or SQL.identifier("model", name) for name in names))


def _copy(entries, copies):
    """Copies with days of two years and amounts up to some hundred thousands; the models stay as they are."""
    number, day = SQL("(copy * %s + place)", MODELS), SQL("DATE '2025-01-01' + ((copy * 7 + place) %% 730)::int")
    factor = SQL("(1 + (copy * 13 + place) %% 977)")
    base_move, base_line = (env.execute_query(SQL("SELECT max(id) FROM %s", SQL.identifier(table)))[0][0]
                            for table in ("account_move", "account_move_line"))
    move_id = SQL("%s + %s", base_move, number)
    name = SQL("'BENCH/' || %s", number)
    entry_names, entry_values = _columns("account_move", {
        "id": move_id, "name": name, "sequence_prefix": SQL("'BENCH/'"), "sequence_number": number, "date": day})
    env.cr.execute(SQL(
        "WITH model AS (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM account_move WHERE id IN %s)"
        " INSERT INTO account_move (%s) SELECT %s FROM generate_series(1, %s) AS copy, model",
        entries._ids, entry_names, entry_values, copies))
    amounts = {
        column: SQL("%s * %s", SQL.identifier("model", column), factor)
        for column in ("debit", "credit", "balance", "amount_currency", "amount_residual", "amount_residual_currency")}
    line_names, line_values = _columns("account_move_line", {
        **amounts, "id": SQL("%s + %s * %s + rank", base_line, number, ITEMS), "move_id": move_id, "move_name": name,
        "date": day})
    env.cr.execute(SQL(
        "WITH model AS (SELECT line.*, dense_rank() OVER (ORDER BY line.move_id) - 1 AS place,"
        " row_number() OVER (PARTITION BY line.move_id ORDER BY line.id) - 1 AS rank"
        " FROM account_move_line AS line WHERE line.move_id IN %s)"
        " INSERT INTO account_move_line (%s) SELECT %s FROM generate_series(1, %s) AS copy, model",
        entries._ids, line_names, line_values, copies))
    for table in ("account_move", "account_move_line"):
        env.execute_query(SQL(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM %s))", table, SQL.identifier(table)))


company = _company()
models = _models(company)
with _bare("account_move"), _bare("account_move_line"):
    _copy(models, values["items"] // MODELS // ITEMS - 1)
accountant = env["res.users"].with_context(no_reset_password=True).create({
    "name": "accountant", "login": "bench_accountant", "company_id": company.id, "company_ids": [Command.set(company.ids)],
    "group_ids": [Command.set((env.ref("base.group_user") | env.ref("account.group_account_user")).ids)],
})
result = {"company": company.id, "accountant": accountant.id}
env.cr.commit()
