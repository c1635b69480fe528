from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AssetCase


@tagged('post_install', '-at_install')
class TestPurchase(AssetCase):

    def test_a_bill_on_an_account_with_one_category_makes_the_asset(self):
        bill = self._bill(('213', None, 1, 8000000))
        asset = bill.line_ids.asset_id
        self.assertRecordValues(asset, [{
            'state': 'draft', 'code': False, 'profile_id': self._profile('building').id, 'purchase_value': 8000000,
            'date_start': date(2026, 2, 10), 'date_acquisition': date(2026, 2, 10), 'partner_id': self.vendor.id}])
        asset.with_user(self.accountant).date_start = date(2026, 3, 1)
        asset.with_user(self.accountant).validate()
        self.assertEqual(asset.depreciation_line_ids.filtered('month')[0].month, date(2026, 3, 1))

    def test_a_quantity_of_three_makes_three_assets(self):
        bill = self._bill(('218', 'computer', 3, 80000))
        assets = bill.line_ids.asset_id
        self.assertEqual(assets.mapped('purchase_value'), [80000, 80000, 80000])
        assets.validate()
        self.assertEqual(sorted(assets.mapped('code')), ['IMM/00001', 'IMM/00002', 'IMM/00003'])
        self.assertEqual(self._balance('218'), 240000)

    def test_on_an_account_that_categories_share_one_is_to_be_chosen(self):
        with self.assertRaisesRegex(UserError, "Choose the category"):
            self._bill(('218', None, 1, 80000))

    def test_an_entry_by_hand_makes_no_asset(self):
        entry = self._entry(date(2026, 1, 1), ('213', 900000), ('101', -900000))
        self.assertFalse(entry.line_ids.asset_id)

    def test_the_bill_of_a_branch_makes_the_asset_of_the_branch(self):
        user = self._create_user('oran', 'account.group_account_user', self.branch)
        self.env['account.journal'].create({'name': "Oran", 'code': 'ACO', 'type': 'purchase', 'company_id': self.branch.id})
        bill = self._bill(('218', 'vehicle', 1, 3000000), company=self.branch, user=user)
        asset = bill.line_ids.asset_id
        self.assertEqual((asset.company_id, asset.profile_id), (self.branch, self._profile('vehicle')))
        asset.with_user(user).validate()
        self.assertEqual(asset.code, 'IMM/00001')

    def test_below_the_threshold_the_bill_says_that_it_may_be_expensed(self):
        low = self._bill(('218', 'computer', 2, 59999), post=False)
        self.assertIn("may be entered as an expense", low.asset_hint)
        self.assertFalse(self._bill(('218', 'computer', 1, 60000), post=False).asset_hint)
        self.env['dz.asset.threshold'].create({'date_start': '2026-02-01', 'amount': 50000, 'source': "Decision"})
        low.invalidate_recordset(['asset_hint'])
        self.assertFalse(low.asset_hint)

    def test_a_bill_whose_assets_are_numbered_stays_posted(self):
        bill = self._bill(('213', None, 1, 8000000))
        bill.line_ids.asset_id.validate()
        with self.assertRaisesRegex(UserError, "stays posted"):
            bill.with_user(self.chief).button_draft()

    def test_a_split_shares_value_and_depreciation_and_makes_no_entry(self):
        lot = self._asset(150000)
        self._run(1, 2)
        before = self._balance('2818')
        split = self.env['dz.asset.split'].with_user(self.accountant).create({
            'asset_id': lot.id, 'date': '2026-03-05', 'line_ids': [
                Command.create({'name': "Screen", 'value': 30000}), Command.create({'name': "Printer", 'value': 45000})]})
        parts = self.env['account.asset'].search(split.action_split()['domain']) - lot
        self.assertEqual(sorted(parts.mapped('purchase_value')), [30000, 45000])
        self.assertEqual(sorted(parts.mapped('value_depreciated')), [1000, 1500])
        self.assertEqual((lot.purchase_value, lot.value_depreciated, lot.net_value), (75000, 2500, 72500))
        self._run(3)
        self.assertEqual([lot.value_depreciated, *sorted(parts.mapped('value_depreciated'))], [3750, 1500, 2250])
        self.assertEqual(self._balance('2818') - before, -2500)
        for asset in lot | parts:
            lines = asset.depreciation_line_ids.filtered(lambda line: line.type == 'depreciate')
            self.assertAlmostEqual(sum(lines.mapped('amount')), asset.depreciation_base, 2)

    def test_the_parts_of_a_split_stay_below_the_whole(self):
        with self.assertRaisesRegex(UserError, "keeps a part"):
            self.env['dz.asset.split'].create({
                'asset_id': self._asset(150000).id, 'line_ids': [Command.create({'name': "All", 'value': 150000})]})

    def test_a_vehicle_is_made_in_the_fleet_once_with_its_costs(self):
        vehicle = self._asset(3000000, 'vehicle')
        action = vehicle.with_user(self.keeper).action_make_vehicle()
        self.assertEqual(vehicle.with_user(self.keeper).action_make_vehicle()['res_id'], action['res_id'])
        self.assertEqual((vehicle.vehicle_id.id, vehicle.vehicle_id.car_value), (action['res_id'], 3000000))
        self.assertEqual(vehicle.vehicle_id.state_id, self.env.ref('fleet.fleet_vehicle_state_registered'))
        self.env['fleet.vehicle.log.services'].create({
            'vehicle_id': vehicle.vehicle_id.id, 'amount': 12500,
            'service_type_id': self.env['fleet.service.type'].create({'name': "Oil", 'category': 'service'}).id})
        vehicle.invalidate_recordset(['running_cost'])
        self.assertEqual(vehicle.with_user(self.reader).running_cost, 12500)

    def test_equipment_is_made_for_maintenance_and_a_building_is_neither(self):
        computer = self._asset(serial_number="SN-7")
        computer.with_user(self.keeper).action_make_equipment()
        self.assertEqual((computer.equipment_id.serial_no, computer.equipment_id.cost), ("SN-7", 150000))
        building = self._asset(8000000, 'building')
        with self.assertRaisesRegex(UserError, "is no vehicle"):
            building.action_make_vehicle()
        with self.assertRaisesRegex(UserError, "no equipment"):
            building.action_make_equipment()
