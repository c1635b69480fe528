from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class TierDefinition(models.Model):
    _inherit = 'tier.definition'

    escalation_days = fields.Integer(
        "Days before escalation", help="Number of days a step may wait before others may decide too (0 = never).")
    escalation_user_id = fields.Many2one('res.users', "Escalate to")
    escalation_group_id = fields.Many2one('res.groups', "Escalate to group")

    _escalation_days_positive = models.Constraint(
        'CHECK (escalation_days >= 0)', "The number of days before escalation cannot be negative.")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # reviews of every company count, also of those the user does not see
        if self.env['tier.review'].sudo().search_count([('definition_id', 'in', self.ids)], limit=1):
            raise UserError(self.env._("Approvals were asked for with this definition: archive it instead."))

    @api.model
    def _cron_escalate(self):
        """Open the steps that waited too long to those named for it, and tell them."""
        named = Domain('escalation_user_id', '!=', False) | Domain('escalation_group_id', '!=', False)
        overdue = (Domain('status', '=', 'pending') & Domain('escalated_on', '=', False)
                   & Domain('date_due', '<', fields.Datetime.now()) & Domain('definition_id', 'any', named))
        Review = self.env['tier.review']
        while reviews := Review.search(overdue, limit=100).try_lock_for_update():
            reviews._escalate()
            if not self.env['ir.cron']._commit_progress(len(reviews), remaining=Review.search_count(overdue)):
                break

    def _get_date_due(self, since):
        """The instant after which a step that waits since ``since`` is overdue, False when it never is."""
        self.ensure_one()
        if not (since and self.escalation_days):
            return False
        return since + relativedelta(days=self.escalation_days)

    def _get_escalation_users(self):
        return self.escalation_user_id | self.escalation_group_id.all_user_ids
