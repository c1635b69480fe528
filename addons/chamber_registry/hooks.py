from odoo.tools import SQL


def pre_init_hook(env):
    """Bring in trigrams (search of names, likeness of activities) before the tables are made."""
    env.cr.execute(SQL("CREATE EXTENSION IF NOT EXISTS pg_trgm"))


def post_init_hook(env):
    """Keep what the chambers correct in the nomenclature when the addon is updated."""
    env['ir.model.data'].search([
        ('module', '=', 'chamber_registry'), ('model', 'in', ('chamber.craft.edition', 'chamber.craft.activity')),
    ]).noupdate = True
