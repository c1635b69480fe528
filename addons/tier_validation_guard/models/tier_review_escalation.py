from odoo import fields, models

from ..tools import engine


class TierReview(models.Model):
    _inherit = 'tier.review'

    escalated_on = fields.Datetime(readonly=True)

    def _escalate(self):
        """Write the escalation, journal it and notify who may now decide."""
        with engine.running('escalate'):
            self.write({'escalated_on': fields.Datetime.now()})
        for review in self:
            users = review.definition_id._get_escalation_users() - review._get_requesters()
            review._log_event('escalated', to_user_id=users[:1].id)
            review._notify_escalation(users)

    def _notify_escalation(self, users):
        self.ensure_one()
        document = self._get_document()
        if not document:
            return
        for user in users:
            env = document.with_context(lang=user.lang).env
            note = env._("%(tier)s waits since %(date)s.", tier=self.name, date=self.pending_since.date())
            if 'activity_ids' in document._fields:
                document.activity_schedule(
                    'tier_validation_guard.mail_activity_type_escalation', note=note, user_id=user.id)
            else:
                self.env['mail.thread'].message_notify(
                    partner_ids=user.partner_id.ids, subject=document.display_name, body=note,
                    model=document._name, res_id=document.id)
