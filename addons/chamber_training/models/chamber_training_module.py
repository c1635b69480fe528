from odoo import fields, models


class ChamberTrainingModule(models.Model):
    _name = 'chamber.training.module'
    _description = "Module of a Programme"
    _order = 'programme_id, sequence, id'

    programme_id = fields.Many2one('chamber.training.programme', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    content = fields.Text(translate=True)
    hours = fields.Float(required=True)
    is_compulsory = fields.Boolean(string="Compulsory", help="No certificate without having attended it.")

    _hours_positive = models.Constraint('CHECK (hours > 0)', "A module lasts some time.")
