from odoo import api, fields, models
from odoo.fields import Domain


class DzMissionOrder(models.Model):
    """What happens by itself: departures, and reminders of late reports."""
    _inherit = 'dz.mission.order'

    @api.model
    def _cron_follow(self):
        """Start the missions whose hour has come and remind of late reports."""
        starting = Domain('state', '=', 'ordered') & Domain('date_from', '<=', fields.Datetime.now())
        while orders := self.search(starting, limit=100).try_lock_for_update(allow_referencing=True):
            orders._set_state('progress')
            if not self.env['ir.cron']._commit_progress(len(orders), remaining=self.search_count(starting)):
                return
        self._remind()

    @api.model
    def _remind(self):
        """An activity for each traveller whose report is late, once."""
        for order in self.search([('is_report_late', '=', True), ('user_id', '!=', False)]):
            reminded = order.activity_ids.filtered(lambda activity, order=order: activity.date_deadline == order.date_report_due)
            if not reminded:
                order.with_context(lang=order.user_id.lang).activity_schedule(
                    'mail.mail_activity_data_todo', date_deadline=order.date_report_due, user_id=order.user_id.id,
                    summary=self.env(context={**self.env.context, 'lang': order.user_id.lang})._("Report of the mission"))
