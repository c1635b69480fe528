from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import engine

TRANSPORTS = [('service', "Service vehicle"), ('own', "Own car"), ('train', "Train"), ('plane', "Plane"), ('bus', "Bus")]
OFFICER = 'l10n_dz_mission_order.l10n_dz_mission_order_group_officer'
# an order in these states takes up its traveller and the vehicle
IDLE = ('draft', 'refused', 'cancelled')
# what the mission officer settles when the mission has been approved
MEANS = {'vehicle_id', 'driver_id', 'transport_reference'}


class DzMission(models.Model):
    """What several orders of one journey have in common: purpose, places, days, transport."""
    _name = 'dz.mission'
    _description = "Mission"
    _order = 'date_start desc, id desc'
    _rec_name = 'purpose'

    order_ids = fields.One2many('dz.mission.order', 'mission_id', string="Orders")
    purpose = fields.Char("Purpose of Mission", required=True)
    date_start = fields.Datetime("Departure", required=True)
    date_end = fields.Datetime("Return", required=True)
    country_id = fields.Many2one(
        'res.country', required=True, default=lambda self: self.env.ref('base.dz'), ondelete='restrict')
    state_id = fields.Many2one(
        'res.country.state', string="Wilaya", ondelete='restrict', domain="[('country_id', '=', country_id)]",
        compute='_compute_state_id', store=True, readonly=False, precompute=True)
    city_id = fields.Many2one(
        'res.city', "Commune", ondelete='restrict', domain="[('state_id', '=', state_id)]",
        compute='_compute_city_id', store=True, readonly=False, precompute=True)
    host = fields.Char(help="Body or place that is visited.")
    stop_ids = fields.One2many('dz.mission.stop', 'mission_id', string="Further Destinations")
    distance_km = fields.Float("Distance (km)", help="One way, to the farthest destination.")
    destination = fields.Char(compute='_compute_destination')
    is_abroad = fields.Boolean("Abroad", compute='_compute_is_abroad', store=True, precompute=True)
    transport = fields.Selection(TRANSPORTS, "Means of Transport", required=True, default='service')
    transport_reference = fields.Char("Plate or Ticket", help="Plate of the own car, number of the ticket.")
    vehicle_id = fields.Many2one('fleet.vehicle', index='btree_not_null', ondelete='restrict', groups=OFFICER)
    vehicle_name = fields.Char("Service Vehicle", compute='_compute_vehicle_name')
    plate = fields.Char(compute='_compute_vehicle_name')
    driver_id = fields.Many2one('hr.employee', index='btree_not_null', ondelete='restrict')
    fellow_ids = fields.Many2many(
        'hr.employee.public', 'dz_mission_fellow_rel', 'mission_id', 'employee_id', string="Other Travellers",
        help="Each has an order of his own.")
    is_booked = fields.Boolean(compute='_compute_is_booked', store=True)

    _date_order = models.Constraint('CHECK (date_end > date_start)', "The return comes after the departure.")
    _distance_positive = models.Constraint(
        'CHECK (COALESCE(distance_km, 0) >= 0)', "A distance cannot be negative.")
    _vehicle_once = models.Constraint(
        "EXCLUDE USING gist (int4range(vehicle_id, vehicle_id, '[]') WITH =, tsrange(date_start, date_end, '[)') WITH &&)"
        " WHERE (vehicle_id IS NOT NULL AND transport = 'service' AND is_booked)",
        "This vehicle is taken by another mission at that time.")

    @api.depends('country_id')
    def _compute_state_id(self):
        for mission in self:
            # where the country changes, the wilaya of the former one goes
            mission.state_id = mission.state_id if mission.state_id.country_id == mission.country_id else False

    @api.depends('state_id')
    def _compute_city_id(self):
        for mission in self:
            mission.city_id = mission.city_id if mission.city_id.state_id == mission.state_id else False

    @api.depends('country_id', 'state_id', 'city_id', 'stop_ids.country_id', 'stop_ids.state_id', 'stop_ids.city_id')
    @api.depends_context('lang')
    def _compute_destination(self):
        home = self.env.ref('base.dz')
        for mission in self:
            places = [mission._name_place(place, home) for place in (mission, *mission.stop_ids)]
            mission.destination = self.env._(", ").join(filter(None, places))

    @api.model
    def _name_place(self, place, home):
        city, state = place.city_id.name, place.state_id.name
        where = ' — '.join(dict.fromkeys(filter(None, [city, state])))
        return where if place.country_id == home else ' — '.join(filter(None, [where, place.country_id.name]))

    @api.depends('country_id')
    def _compute_is_abroad(self):
        home = self.env.ref('base.dz')
        for mission in self:
            mission.is_abroad = bool(mission.country_id) and mission.country_id != home

    @api.depends('vehicle_id', 'transport', 'transport_reference')
    def _compute_vehicle_name(self):
        for mission in self:
            # travellers read the plate of their vehicle, not the list of vehicles
            vehicle = mission.sudo().vehicle_id if mission.transport == 'service' else self.env['fleet.vehicle']
            mission.vehicle_name = vehicle.model_id.display_name if vehicle else False
            mission.plate = vehicle.license_plate or mission.transport_reference

    @api.depends('order_ids.state')
    def _compute_is_booked(self):
        for mission in self:
            mission.is_booked = any(order.state not in IDLE for order in mission.order_ids)

    @api.constrains('country_id', 'state_id', 'city_id')
    def _check_place(self):
        for place in self:
            if (place.state_id and place.state_id.country_id != place.country_id) or (
                    place.city_id and place.city_id.state_id != place.state_id):
                raise ValidationError(self.env._("The commune lies in the wilaya, the wilaya in the country."))

    @api.constrains('vehicle_id')
    def _check_vehicle(self):
        # whoever reads the orders, the company of each counts
        self.sudo().order_ids._check_one_company()

    def write(self, vals):
        if not engine.is_running():
            self.order_ids._refuse_finance()
            self._check_open({name for name in vals if self._fields[name].store})
        return super().write(vals)

    def _check_open(self, names):
        """Refuse a change of what was asked for; vehicle and driver are the mission officer's until departure.

        :raises UserError: otherwise
        """
        # orders of others count, whoever may read them
        for mission in self.sudo():
            asked = mission.order_ids.filtered(lambda order: order.state != 'draft')
            if not asked:
                continue
            waiting = asked.filtered(lambda order: order.state not in IDLE)
            if not waiting and mission.order_ids - asked:
                continue
            may = (names <= MEANS and self.env.user.has_group(OFFICER)
                   and all(order.state in ('approved', 'ordered') for order in waiting))
            if not may:
                raise UserError(self.env._(
                    "The mission “%(mission)s” has been asked for: it does not change any more.", mission=mission.purpose))
