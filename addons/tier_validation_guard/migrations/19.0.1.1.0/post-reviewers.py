"""Roles that include the group of a step decide from now on: what waits is theirs as well."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Work out again who decides what waits for a group.

    :param version: the version that was installed; empty for a new installation, where nothing waits
    """
    if not version:
        return
    # the module's own upgrade, as whoever runs it
    env = api.Environment(cr, SUPERUSER_ID, {})
    reviews = env['tier.review'].search([('status', 'in', ('waiting', 'pending')), ('reviewer_group_id', '!=', False)])
    env.add_to_compute(reviews._fields['reviewer_ids'], reviews)
    env.flush_all()
