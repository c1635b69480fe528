"""What trainers were owed before payments were followed here was settled elsewhere."""

from odoo.tools import SQL

REASON = "سُوّي قبل متابعة الدفع في هذا النظام — Réglé avant le suivi des paiements ici"


def migrate(cr, version):
    """Give up, with its reason, what sessions that are closed owe to their trainers: nobody asks for it again.

    :param version: the version that was installed; empty for a new installation, which has nothing to give up
    """
    if not version:
        return
    cr.execute(SQL("""
        UPDATE chamber_training_cost AS cost
           SET owed_state = 'cancelled', owed_cancelled_date = CURRENT_DATE, owed_cancel_reason = %s
          FROM chamber_training_session AS session
         WHERE session.id = cost.session_id AND session.state = 'closed' AND cost.owed_state = 'owed'
    """, REASON))
