from odoo import fields, models

from .dz_mission_group import SCOPES


class DzMissionZone(models.Model):
    _name = 'dz.mission.zone'
    _description = "Zone of Destinations"
    _order = 'scope, name'

    name = fields.Char(required=True, translate=True)
    scope = fields.Selection(SCOPES, string="For Missions", required=True, default='inside')
    state_ids = fields.Many2many('res.country.state', string="Wilayas")
    country_ids = fields.Many2many('res.country', string="Countries")
    company_id = fields.Many2one('res.company', index=True)
    active = fields.Boolean(default=True)

    def _get_of(self, country, state):
        """The zones that a destination lies in."""
        return self.filtered(lambda zone: state in zone.state_ids if zone.scope == 'inside' else country in zone.country_ids)
