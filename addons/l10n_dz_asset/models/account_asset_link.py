from odoo import fields, models
from odoo.exceptions import UserError


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    link = fields.Selection(related='dz_category_id.link')
    vehicle_id = fields.Many2one(
        'fleet.vehicle', readonly=True, copy=False, index='btree_not_null', ondelete='restrict', check_company=True)
    equipment_id = fields.Many2one(
        'maintenance.equipment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict', check_company=True)
    running_cost = fields.Monetary(
        compute='_compute_running_cost', compute_sudo=True, help="Services and contracts of the vehicle in the fleet.")
    maintenance_count = fields.Integer("Maintenance Requests", compute='_compute_maintenance_count', compute_sudo=True)

    _vehicle_once = models.UniqueIndex(
        "(vehicle_id) WHERE vehicle_id IS NOT NULL AND state != 'removed'", "This vehicle is another asset already.")
    _equipment_once = models.UniqueIndex(
        "(equipment_id) WHERE equipment_id IS NOT NULL AND state != 'removed'", "This equipment is another asset already.")

    def _compute_running_cost(self):
        costs = {}
        for model, field in (('fleet.vehicle.log.services', 'amount'), ('fleet.vehicle.log.contract', 'amount')):
            for vehicle, total in self.env[model]._read_group(
                    [('vehicle_id', 'in', self.vehicle_id.ids)], ['vehicle_id'], [f'{field}:sum']):
                costs[vehicle] = costs.get(vehicle, 0.0) + total
        for asset in self:
            asset.running_cost = costs.get(asset.vehicle_id, 0.0)

    def _compute_maintenance_count(self):
        counts = dict(self.env['maintenance.request']._read_group(
            [('equipment_id', 'in', self.equipment_id.ids)], ['equipment_id'], ['__count']))
        for asset in self:
            asset.maintenance_count = counts.get(asset.equipment_id, 0)

    def _check_linker(self):
        self.ensure_one()
        self.check_access('write')
        self._check_in_use()

    def action_make_vehicle(self):
        """Open the vehicle of the asset; it is made in the fleet where there is none.

        :raises UserError: for an asset that is no vehicle, or not in use
        :raises AccessError: for who may not write assets
        """
        self.ensure_one()
        if not self.vehicle_id:
            self._check_linker()
            if self.link != 'vehicle':
                raise UserError(self.env._("%(asset)s is no vehicle.", asset=self.display_name))
            # the keeper of assets enters a vehicle without managing the fleet; the link is written by this step alone
            asset = self.sudo()
            asset.vehicle_id = self.env['fleet.vehicle'].sudo().create(asset._prepare_vehicle_values())
        return self._open(self.vehicle_id)

    def _prepare_vehicle_values(self):
        brands, models_ = self.env['fleet.vehicle.model.brand'], self.env['fleet.vehicle.model']
        make = self.env._("Other make")
        brand = brands.search([('name', '=', make)], limit=1) or brands.create({'name': make})
        model = models_.search([('brand_id', '=', brand.id), ('name', '=', self.name)], limit=1) or models_.create(
            {'brand_id': brand.id, 'name': self.name})
        # what is in the register of assets is in use already
        state = self.env.ref('fleet.fleet_vehicle_state_registered', raise_if_not_found=False)
        return {
            **({'state_id': state.id} if state else {}),
            'model_id': model.id, 'company_id': self.company_id.id, 'acquisition_date': self.date_acquisition,
            'vin_sn': self.serial_number, 'car_value': self.purchase_value, 'residual_value': self.salvage_value,
            'driver_id': self.holder_id.work_contact_id.id, 'location': self.location_id.display_name}

    def action_make_equipment(self):
        """Open the equipment of the asset; it is made where there is none.

        :raises UserError: for an asset that is a vehicle, or not in use
        :raises AccessError: for who may not write assets
        """
        self.ensure_one()
        if not self.equipment_id:
            self._check_linker()
            if self.link != 'equipment':
                raise UserError(self.env._("%(asset)s is no equipment under maintenance.", asset=self.display_name))
            # as for vehicles
            asset = self.sudo()
            asset.equipment_id = self.env['maintenance.equipment'].sudo().create(asset._prepare_equipment_values())
        return self._open(self.equipment_id)

    def _prepare_equipment_values(self):
        values = {
            'name': self.name, 'company_id': self.company_id.id, 'serial_no': self.serial_number, 'cost': self.purchase_value,
            'effective_date': self.date_start, 'partner_id': self.partner_id.id, 'note': self.code}
        if 'employee_id' in self.env['maintenance.equipment']._fields and self.holder_id:
            values |= {'equipment_assign_to': 'employee', 'employee_id': self.holder_id.id}
        return values

    def _open(self, record):
        return {'type': 'ir.actions.act_window', 'res_model': record._name, 'res_id': record.id, 'view_mode': 'form'}
