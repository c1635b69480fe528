from odoo.tools import SQL


def uninstall_hook(env):
    """Drop the table of the encrypted private parts, which no model owns."""
    env.cr.execute(SQL("DROP TABLE IF EXISTS signing_key_secret"))
