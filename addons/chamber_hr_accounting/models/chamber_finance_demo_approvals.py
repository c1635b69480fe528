from datetime import timedelta

from odoo import api, models


class ChamberFinanceDemo(models.AbstractModel):
    """One who decides is away, another decides for him."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_approvals(self):
        """The director of Algiers is away for some days: the registrar replaces him."""
        today = self._get_today()
        self._as('director.alger')['tier.delegation'].create({
            'delegate_id': self._get_user('registrar.alger').id, 'date_start': today,
            'date_end': today + timedelta(days=10), 'reason': "مهمة خارج الولاية (بيانات خيالية)"})
