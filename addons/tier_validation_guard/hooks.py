from odoo.api import Environment

from .tools import engine


def post_init_hook(env: Environment) -> None:
    """Take over the approvals given before the guard was there.

    Each decided review gets an ``adopted`` event, so that papers under way keep the approvals they had:
    from then on an approval without an event counts for nothing.
    """
    reviews = env['tier.review'].search([('status', 'in', ('approved', 'rejected'))])
    reviews._log_event('adopted')
    waiting = env['tier.review'].search([('status', '=', 'pending'), ('pending_since', '=', False)])
    with engine.running('promote'):
        for review in waiting:
            review.write({'pending_since': review.create_date})
