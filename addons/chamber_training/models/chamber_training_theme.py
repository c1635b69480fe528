from odoo import fields, models


class ChamberTrainingTheme(models.Model):
    _name = 'chamber.training.theme'
    _description = "Training Theme"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    programme_ids = fields.One2many('chamber.training.programme', 'theme_id')
    programme_count = fields.Integer(string="Number of Programmes", compute='_compute_programme_count')

    def _compute_programme_count(self):
        counts = dict(self.env['chamber.training.programme']._read_group(
            [('theme_id', 'in', self.ids)], ['theme_id'], ['__count']))
        for theme in self:
            theme.programme_count = counts.get(theme, 0)
