from odoo.tools import SQL


def uninstall_hook(env):
    """Drop the functions of the triggers, and with them the triggers."""
    for function in ('chained_journal_refuse', 'chained_journal_head_guard'):
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(function)))
    for signature in (SQL("chained_journal_read(text)"), SQL("chained_journal_holds(text, text, text, jsonb)")):
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s", signature))
