from odoo import api, models
from odoo.tools import ormcache


class TierValidationException(models.Model):
    _inherit = 'tier.validation.exception'

    @api.model
    @ormcache('model_name')
    def _is_used(self, model_name):
        """Whether any exception is set for a kind of document: asked at every write of one."""
        # exceptions are settings; whether there is one gives nothing away
        return bool(self.sudo().search_count([('model_name', '=', model_name)], limit=1))

    @api.model_create_multi
    def create(self, vals_list):
        exceptions = super().create(vals_list)
        self.env.registry.clear_cache()
        return exceptions

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
