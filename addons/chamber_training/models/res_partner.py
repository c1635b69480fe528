from odoo import api, fields, models

from .chamber_training_learner_mixin import READERS


class ResPartner(models.Model):
    _name = 'res.partner'
    _inherit = ['res.partner', 'chamber.training.learner.mixin']

    training_enrolment_ids = fields.One2many('chamber.training.enrolment', 'partner_id', string="Enrolments", groups=READERS)

    @api.model
    def _get_learner_field(self):
        return 'id'
