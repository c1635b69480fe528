from odoo import api, models

from .chamber_fee_mixin import PAYMENT_DETAILS


class ChamberEngineMixin(models.AbstractModel):
    _inherit = 'chamber.engine.mixin'

    @api.model
    def _get_engine_free_fields(self):
        """Whoever says how a fee is paid says the particulars as well."""
        free = super()._get_engine_free_fields()
        return free | PAYMENT_DETAILS if 'fee_payment_method' in free else free
