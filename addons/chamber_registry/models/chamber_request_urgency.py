from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .chamber_request import OPEN_STATES


class ChamberRequest(models.Model):
    """How close a request is to its deadline, in the colours of the lists: by the delay of the warning that holds today."""
    _inherit = 'chamber.request'

    @api.model
    def _get_warning_days(self):
        """Return how many days before the deadline a request is soon late."""
        return self.env['chamber.delay']._get('tacit_warning', today_in_algeria()).duration

    @api.depends('deadline', 'state')
    def _compute_urgency(self):
        warning = self._get_warning_days()
        for request in self:
            if not request.deadline or request.state not in OPEN_STATES:
                request.urgency = False
            elif request.remaining_days < 0:
                request.urgency = 'late'
            else:
                request.urgency = 'soon' if request.remaining_days <= warning else 'none'

    def _search_urgency(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return Domain.OR(self._get_urgency_domain(level) for level in value)

    @api.model
    def _get_urgency_domain(self, level):
        """Return the domain of the requests of one level: late, soon, none, or False for those with no clock."""
        today = today_in_algeria()
        running = Domain('state', 'in', OPEN_STATES) & Domain('deadline', '!=', False)
        soon_until = fields.Date.add(today, days=self._get_warning_days())
        return {
            'late': running & Domain('deadline', '<', today),
            'soon': running & Domain('deadline', '>=', today) & Domain('deadline', '<=', soon_until),
            'none': running & Domain('deadline', '>', soon_until),
        }.get(level, ~running)
