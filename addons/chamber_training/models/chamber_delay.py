from odoo import fields, models


class ChamberDelay(models.Model):
    _inherit = 'chamber.delay'

    code = fields.Selection(
        selection_add=[
            ('training_offer', "Training: time to accept an offered place"),
            ('training_reminder', "Training: reminder before a session"),
            ('training_cancellation', "Training: last day to give up a place without losing its price"),
        ],
        ondelete={'training_offer': 'cascade', 'training_reminder': 'cascade', 'training_cancellation': 'cascade'})
