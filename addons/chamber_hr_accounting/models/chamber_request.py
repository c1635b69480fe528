from odoo import models


class ChamberRequest(models.Model):
    _inherit = 'chamber.request'

    def _is_fee_owed_back(self, cause):
        """Where the tariff of the day of the request says so."""
        tariff = self.env['chamber.fee.tariff']._get_on(
            self.request_date, kind=self.kind, registrant_type=self.registrant_type)
        return {'cancelled': tariff.is_owed_back_cancelled, 'refused': tariff.is_owed_back_refused}.get(cause, False)

    def _get_fee_reference(self):
        return '' if self.state == 'draft' else super()._get_fee_reference()
