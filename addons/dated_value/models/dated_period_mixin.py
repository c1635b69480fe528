from odoo import api, fields, models
from odoo.fields import Domain


class DatedPeriodMixin(models.AbstractModel):
    """What holds from a day on, until a last day where there is one."""
    _name = 'dated.period.mixin'
    _description = "Record That Holds for a Period"

    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until")

    _date_order = models.Constraint(
        'CHECK (date_to IS NULL OR date_to >= date_from)',
        lambda env, _diagnostics: env._("A period cannot end before it starts."))

    @api.model
    def _get_period_domain(self, first, last=None):
        """Domain of what is in force on a day, or on a day at least of those from the first to the last."""
        return Domain('date_from', '<=', last or first) & (Domain('date_to', '=', False) | Domain('date_to', '>=', first))
