from odoo import models
from odoo.exceptions import UserError

# accounts between establishments of one company
LIAISON = '181,18'


class DzAssetTransfer(models.Model):
    _inherit = 'dz.asset.transfer'

    def _move_to_company(self, asset, number):
        """Take an asset out of the books here and into those of another branch, at its value and depreciation."""
        self.env['account.asset']._check_commissioned(asset, self.date)
        asset._depreciate_until(self.date, number)
        liaisons = self._get_liaison(self.company_id), self._get_liaison(self.target_company_id)
        depreciated = asset.value_depreciated
        net = round(asset.purchase_value - depreciated, 2)
        move = asset._post_exit(self.date, number, [{'account_id': liaisons[0].id, 'debit': net, 'credit': 0.0}])
        asset._leave(self.date, move)
        there = self._make_asset_there(asset, depreciated)
        there._post_entry_in(self.date, number, [{'account_id': liaisons[1].id, 'debit': 0.0, 'credit': net}])
        return there

    def _make_asset_there(self, asset, depreciated):
        there = asset.with_company(self.target_company_id).with_context(tracking_disable=True).copy({
            'company_id': self.target_company_id.id, 'origin_asset_id': asset.id, 'date_acquisition': self.date,
            'opening_date': self.date if depreciated else False, 'opening_amount': depreciated,
            'location_id': self.location_id.id, 'holder_id': self.holder_id.id, 'name': asset.name,
            'date_start': asset.date_start})
        there._confirm()
        self._move_links(asset, there)
        return there

    def _move_links(self, asset, there):
        """The vehicle or equipment goes with the asset."""
        vehicle, equipment = asset.vehicle_id, asset.equipment_id
        asset.write({'vehicle_id': False, 'equipment_id': False})
        (vehicle or equipment).write({'company_id': self.target_company_id.id})
        there.write({'vehicle_id': vehicle.id, 'equipment_id': equipment.id})

    def _get_liaison(self, company):
        account = self.env['account.account']._get_by_prefix(company, LIAISON)
        if not account:
            raise UserError(self.env._("%(company)s has no account between its branches (181).", company=company.name))
        return account
