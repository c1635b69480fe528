from odoo import api, models


class ChamberEntry(models.Model):
    _name = 'chamber.entry'
    _inherit = ['chamber.entry', 'chamber.training.learner.mixin']

    @api.model
    def _get_learner_field(self):
        return 'partner_id'
