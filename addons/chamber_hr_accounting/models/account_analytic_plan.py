from odoo import api, fields, models


class AccountAnalyticPlan(models.Model):
    """The stored complete name keeps one language; readers see the name of a plan in theirs."""
    _inherit = 'account.analytic.plan'

    display_name = fields.Char(recursive=True)

    @api.depends('name', 'parent_id.display_name')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = ' / '.join(filter(None, [plan.parent_id.display_name, plan.name]))
