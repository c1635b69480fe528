"""Whose turn it is is no longer kept: it is told to each reader in his language."""

from odoo.tools import SQL


def migrate(cr, version):
    """Remove the texts that were kept; they come from the reviewers, which stay.

    :param version: the version that was installed; empty for a new installation, which has none of ours
    """
    if version:
        cr.execute(SQL("ALTER TABLE tier_review DROP COLUMN IF EXISTS todo_by"))
