from odoo import fields, models

SCOPES = [('inside', "Inside the country"), ('abroad', "Abroad")]


class DzMissionGroup(models.Model):
    _name = 'dz.mission.group'
    _description = "Group of Grades for Missions"
    _order = 'scope, sequence, id'

    name = fields.Char(required=True, translate=True)
    scope = fields.Selection(SCOPES, string="For Missions", required=True, default='inside')
    sequence = fields.Integer(default=10)
    note = fields.Text(translate=True)
    active = fields.Boolean(default=True)
    rate_ids = fields.One2many('dz.mission.rate', 'group_id', string="Rates")
