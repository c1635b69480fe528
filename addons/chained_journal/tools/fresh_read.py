"""What others have committed up to now, read by whoever waited for a lock."""
from odoo.sql_db import db_connect
from odoo.tools import SQL

# whoever waits longer for a table is tried again by the server, as after any conflict
TIMEOUT = '10s'


def fresh_rows(env, query):
    """Return the rows of a query as all others have committed them up to now.

    Odoo's transactions are REPEATABLE READ: they see the database as it was when they began. Who holds an
    advisory lock reads through this second connection what the former holders left. During an installation, which
    writes alone and in tables that others may not see yet, nothing is returned.
    """
    if not env.registry.ready:
        return []
    with db_connect(env.cr.dbname).cursor() as cursor:
        # in one go with the setting: one journey to the server
        cursor.execute(SQL("SELECT set_config('lock_timeout', %s, true); %s", TIMEOUT, query))
        return cursor.fetchall()
