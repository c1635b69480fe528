from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.chamber_registry.tools import panels
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

CONTRACT_DAYS = 30
PURCHASE, FLEET, EQUIPMENT = 'purchase.group_purchase_user', 'fleet.fleet_group_user', 'maintenance.group_equipment_manager'
KEEPER, READER = 'store_requisition.store_requisition_group_keeper', 'store_requisition.store_requisition_group_reader'
ASSETS = 'l10n_dz_asset.l10n_dz_asset_group_keeper'
COMING = ('waiting', 'confirmed', 'assigned')
STEPS = ('to_approve', 'approved', 'in_progress')


class ChamberFinanceHome(models.AbstractModel):
    """What purchases, stores, vehicles and assets show to those who keep them."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_subjects(self):
        return [
            *super()._get_subjects(), *self._get_purchase_subjects(), *self._get_store_subjects(),
            *self._get_vehicle_subjects(), *self._get_asset_subjects()]

    @api.model
    def _get_purchase_subjects(self):
        buyer = self._has_group(PURCHASE)
        if not (buyer or self._has_role('overseer')):
            return []
        return [
            {'key': 'requests', 'name': self.env._("Purchase requests to order"), 'model': 'purchase.request',
             'domain': Domain('state', '=', 'approved'), 'level': 'warning', 'order': 'date_start', 'amount': 'estimated_cost',
             'deadline': (lambda request: request.date_start) if buyer else None},
            {'key': 'orders_late', 'name': self.env._("Orders late"), 'model': 'purchase.order', 'level': 'danger',
             'domain': Domain('state', '=', 'purchase') & Domain('receipt_status', 'in', ('pending', 'partial'))
             & Domain('date_planned', '<', fields.Datetime.now())},
        ]

    @api.model
    def _get_store_subjects(self):
        if not self._has_group(KEEPER, READER):
            return []
        keeper = self._has_group(KEEPER)
        goods = [{
            'key': 'goods', 'name': self.env._("Goods to receive"), 'model': 'stock.picking', 'level': 'info',
            'domain': Domain('picking_type_code', '=', 'incoming') & Domain('state', 'in', COMING), 'order': 'scheduled_date',
            'deadline': lambda picking: fields.Datetime.context_timestamp(picking, picking.scheduled_date).date(),
        }] if keeper and self._has_group('stock.group_stock_user') else []
        return [
            *goods,
            {'key': 'requisitions', 'name': self.env._("Requisitions to deliver"), 'model': 'store.requisition',
             'domain': Domain('state', 'in', ('approved', 'partial')), 'level': 'warning', 'order': 'create_date',
             'deadline': (lambda requisition: requisition.create_date.date()) if keeper else None},
            {'key': 'low', 'name': self.env._("Articles low in the stores"), 'model': 'store.item', 'level': 'danger',
             'domain': Domain('is_low', '=', True), 'action': 'store_requisition.store_item_action_low'},
        ]

    @api.model
    def _get_vehicle_subjects(self):
        overseer = self._has_role('overseer')
        subjects = []
        if self._has_group(FLEET) or overseer:
            subjects.append({
                'key': 'vehicle_contracts', 'name': self.env._("Contracts of vehicles that end"),
                'model': 'fleet.vehicle.log.contract', 'level': 'warning',
                'domain': Domain('state', 'in', ('open', 'expired'))
                & Domain('expiration_date', '<=', today_in_algeria() + timedelta(days=CONTRACT_DAYS))})
        if self._has_group(EQUIPMENT) or overseer:
            subjects.append({
                'key': 'maintenance', 'name': self.env._("Maintenance to do"), 'model': 'maintenance.request',
                'level': 'warning', 'domain': Domain('stage_id.done', '=', False) & Domain('archive', '=', False)})
        return subjects

    @api.model
    def _get_asset_subjects(self):
        new = {'model': 'account.asset', 'level': 'info', 'domain': Domain('state', '=', 'draft')}
        confirm = [{**new, 'key': 'assets_confirm', 'name': self.env._("New assets to confirm")}] \
            if self._has_group('account.group_account_user') else []
        if not self._has_group(ASSETS):
            return confirm
        return [
            *confirm,
            {'key': 'assets_place', 'name': self.env._("Assets without a place"), 'model': 'account.asset', 'level': 'warning',
             'domain': Domain('state', '=', 'open') & Domain('location_id', '=', False)},
            *([{**new, 'key': 'assets_label', 'name': self.env._("New assets that the accountant will confirm")}]
              if not confirm else []),
        ]

    @api.model
    def _get_panels(self):
        if not (self._has_group(PURCHASE) or self._has_role('overseer')):
            return super()._get_panels()
        return [*super()._get_panels(), self._prepare_request_steps()]

    @api.model
    def _prepare_request_steps(self):
        """Purchase requests that are not done, by step."""
        Request = self.env['purchase.request']
        domain = Domain('state', 'in', STEPS)
        counts = dict(Request._read_group(domain, ['state'], ['__count']))
        labels = dict(Request._fields['state']._description_selection(self.env))
        return panels.bars('request_steps', self.env._("Purchase requests, by step"), [
            {'key': state, 'name': labels[state], 'value': counts[state], 'text': str(counts[state]),
             'model': 'purchase.request', 'domain': [('state', '=', state)]}
            for state in STEPS if counts.get(state)
        ], self.env._("No purchase request is under way."))
