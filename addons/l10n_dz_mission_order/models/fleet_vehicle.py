from odoo import fields, models

from .dz_mission import OFFICER


class FleetVehicle(models.Model):
    _inherit = 'fleet.vehicle'

    mission_ids = fields.One2many('dz.mission', 'vehicle_id', string="Missions", groups=OFFICER)
    mission_count = fields.Integer(compute='_compute_mission_count', groups=OFFICER)

    def _compute_mission_count(self):
        counts = dict(self.env['dz.mission.order']._read_group(
            [('mission_id.vehicle_id', 'in', self.ids)], ['mission_id'], ['__count']))
        for vehicle in self:
            vehicle.mission_count = sum(count for mission, count in counts.items() if mission.vehicle_id == vehicle)

    def action_view_missions(self):
        """Open the mission orders that use the vehicle."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_mission_order.dz_mission_order_action')
        return {**action, 'domain': [('mission_id.vehicle_id', '=', self.id)], 'context': {'create': False}}
