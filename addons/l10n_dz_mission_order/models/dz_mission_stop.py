from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import engine


class DzMissionStop(models.Model):
    _name = 'dz.mission.stop'
    _description = "Further Destination of a Mission"
    _order = 'sequence, id'
    _rec_name = 'host'

    mission_id = fields.Many2one('dz.mission', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    country_id = fields.Many2one(
        'res.country', required=True, default=lambda self: self.env.ref('base.dz'), ondelete='restrict')
    state_id = fields.Many2one(
        'res.country.state', "Wilaya", ondelete='restrict', domain="[('country_id', '=', country_id)]")
    city_id = fields.Many2one('res.city', "Commune", ondelete='restrict', domain="[('state_id', '=', state_id)]")
    host = fields.Char()

    @api.constrains('country_id', 'state_id', 'city_id')
    def _check_place(self):
        for stop in self:
            if (stop.state_id and stop.state_id.country_id != stop.country_id) or (
                    stop.city_id and stop.city_id.state_id != stop.state_id):
                raise ValidationError(self.env._("The commune lies in the wilaya, the wilaya in the country."))

    @api.model_create_multi
    def create(self, vals_list):
        stops = super().create(vals_list)
        stops._check_mission()
        return stops

    def write(self, vals):
        self._check_mission()
        result = super().write(vals)
        self._check_mission()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        self._check_mission()

    def _check_mission(self):
        if not engine.is_running():
            self.mission_id.order_ids._refuse_finance()
            self.mission_id._check_open({'stop_ids'})
