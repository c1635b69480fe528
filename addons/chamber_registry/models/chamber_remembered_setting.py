from odoo import api, models


class ChamberRememberedSetting(models.AbstractModel):
    """Settings that the server keeps in its cache: a change of one is seen at once, by every process."""
    _name = 'chamber.remembered.setting'
    _description = "Remembered Setting"

    @api.model_create_multi
    def create(self, vals_list):
        settings = super().create(vals_list)
        self.env.registry.clear_cache()
        return settings

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
