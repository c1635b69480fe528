from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AssetCase


@tagged('post_install', '-at_install')
class TestMoves(AssetCase):

    def _disposal(self, asset, user=None, submit=True, **values):
        disposal = self.env['dz.asset.disposal'].with_user(user or self.keeper).create({
            'asset_id': asset.id, 'date': date(2026, 4, 30), 'kind': 'scrapped', 'reason': "Broken", **values})
        if submit:
            disposal.action_submit()
        return disposal

    def _approve(self, disposal, user=None):
        disposal.with_user(user or self.chief).validate_tier()
        return disposal

    def test_sold_with_a_gain_after_depreciation_to_the_day(self):
        asset = self._asset(150000)
        self._run(1, 2)
        disposal = self._approve(self._disposal(asset, kind='sold', sale_value=145000, partner_id=self.vendor.id))
        self.assertRecordValues(disposal, [{
            'state': 'done', 'name': 'SOR/2026/00001', 'gross': 150000, 'depreciated': 10000, 'net_value': 140000,
                'result': 5000}])
        self.assertRecordValues(asset, [{'state': 'removed', 'date_remove': date(2026, 4, 30), 'value_residual': 0,
            'net_value': 0}])
        balances = {code: self._balance(code) for code in ('218', '2818', '681', '462', '752', '652')}
        self.assertEqual(balances, {'218': -150000, '2818': 0, '681': 10000, '462': 145000, '752': -5000, '652': 0})
        self.assertFalse(asset.depreciation_line_ids.filtered(lambda line: line.month and not line.move_id))

    def test_scrapped_in_the_middle_of_a_month_by_month_and_by_day(self):
        by_month = self._asset(150000)
        by_day = self._asset(365000, start=date(2026, 1, 1), time_basis='day')
        for asset, depreciated in ((by_month, 7500), (by_day, 20000)):
            disposal = self._approve(self._disposal(asset, date=date(2026, 4, 10)))
            self.assertEqual(disposal.depreciated, depreciated)
        self.assertEqual(self._balance('652'), 150000 + 365000 - 27500)

    def test_a_lost_asset_that_is_fully_depreciated_costs_nothing(self):
        asset = self._asset(150000, start=date(2020, 1, 1), opening_date=date(2025, 12, 31), opening_amount=150000)
        self.assertEqual(asset.state, 'close')
        disposal = self._approve(self._disposal(asset, kind='lost'))
        self.assertEqual((disposal.net_value, self._balance('652'), self._balance('2818'), asset.state), (0, 0,
            150000, 'removed'))

    def test_who_asks_does_not_approve(self):
        disposal = self._disposal(self._asset(), user=self.chief)
        with self.assertRaises(UserError):
            self._approve(disposal, self.chief)
        self.assertEqual(disposal.state, 'draft')

    def test_who_decides_sees_what_leaves_and_what_it_is_worth(self):
        disposal = self._disposal(self._asset(150000))
        review = disposal.review_ids.with_user(self.chief)
        self.assertEqual(review.record_name, disposal.asset_id.display_name)
        self.assertEqual(review.record_amount, disposal.currency_id.format(disposal.net_value))
        self.assertGreater(disposal.net_value, 0)
        self._approve(disposal)
        self.assertEqual(disposal.display_name, disposal.name)
        self.assertNotEqual(disposal.name, "New")

    def test_nothing_leaves_before_the_approval(self):
        asset = self._asset()
        disposal = self._disposal(asset)
        self.assertEqual((disposal.state, asset.state), ('draft', 'open'))
        with self.assertRaisesRegex(UserError, "buttons only"):
            disposal.with_user(self.accountant).write({'state': 'done'})
        disposal.with_user(self.chief).reject_tier()
        self.assertEqual((disposal.state, asset.state), ('refused', 'open'))

    def test_a_disposal_before_commissioning_is_refused(self):
        with self.assertRaisesRegex(UserError, "not commissioned"):
            self._disposal(self._asset(start=date(2026, 5, 1)))

    def test_a_disposal_before_the_last_month_posted_is_refused(self):
        asset = self._asset()
        self._run(1, 2)
        with self.assertRaisesRegex(UserError, "is depreciated up to"):
            self._disposal(asset, date=date(2026, 2, 15))

    def test_a_disposal_in_a_locked_period_is_refused(self):
        asset = self._asset()
        self.company_dz.fiscalyear_lock_date = date(2026, 4, 30)
        with self.assertRaisesRegex(UserError, "is locked"):
            self._disposal(asset)

    def test_an_asset_leaves_once(self):
        asset = self._asset()
        self._approve(self._disposal(asset))
        with self.assertRaisesRegex(UserError, "not in use"):
            asset.action_dispose()

    def test_what_is_sold_needs_a_buyer_and_only_that_has_a_price(self):
        asset = self._asset()
        with self.assertRaisesRegex(UserError, "who buys"):
            self._disposal(asset, kind='sold', sale_value=5)
        with self.assertRaisesRegex(ValidationError, "has a price"):
            self._disposal(self._asset(), kind='lost', sale_value=5)

    def test_the_old_way_out_is_closed(self):
        asset = self._asset()
        wizard = self.env['account.asset.remove'].with_user(self.chief).with_context(active_id=asset.id).create({
            'date_remove': '2026-04-30', 'posting_regime': 'gain_loss_on_sale'})
        with self.assertRaisesRegex(UserError, "somebody else approves"):
            wizard.remove()
        self.assertEqual(asset.with_user(self.chief).remove()['res_model'], 'dz.asset.disposal')

    def _transfer(self, assets, user=None, **values):
        return self.env['dz.asset.transfer'].with_user(user or self.keeper).create({
            'company_id': assets[0].company_id.id, 'date': date(2026, 3, 31),
            'line_ids': [Command.create({'asset_id': asset.id}) for asset in assets], **values})

    def test_the_keeper_moves_assets_to_another_place_and_holder_with_a_number(self):
        holder = self.env['hr.employee'].create({'name': "Karim", 'company_id': self.company_dz.id})
        assets = self._asset() | self._asset()
        first = self._transfer(assets, location_id=self.places[0].id, holder_id=holder.id)
        first.action_confirm()
        self.assertEqual((assets.location_id, assets.holder_id, first.name), (self.places[0], holder, 'TRF/2026/00001'))
        second = self._transfer(assets[0], location_id=self.places[1].id)
        second.action_confirm()
        self.assertEqual((assets[0].location_id, second.name), (self.places[1], 'TRF/2026/00002'))
        self.assertEqual((second.line_ids.from_location_id, second.line_ids.from_holder_id), (self.places[0], holder))

    def test_a_place_of_another_company_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is no place of Copper Works"):
            self._transfer(self._asset(), location_id=self.places[2].id)
        with self.assertRaises(UserError):
            self._asset(location_id=self.places[2].id)

    def test_a_transfer_to_a_stranger_company_is_refused(self):
        stranger = self._create_company("Stranger Works")
        with self.assertRaisesRegex(ValidationError, "is no branch"):
            self._transfer(self._asset(), self.env.user, target_company_id=stranger.id)

    def test_to_a_branch_value_and_depreciation_go_through_the_account_between_them(self):
        both = self.company_dz | self.branch
        accountant = self._create_user('both', 'account.group_account_user', both)
        asset = self._asset(150000)
        self._run(1, 2)
        transfer = self._transfer(
            asset, accountant, target_company_id=self.branch.id, location_id=self.places[2].id).with_context(
                allowed_company_ids=both.ids)
        with self.assertRaises(AccessError):
            transfer.with_user(self.keeper).action_confirm()
        transfer.action_confirm()
        there = transfer.sudo().line_ids.new_asset_id
        self.assertRecordValues(there, [{
            'company_id': self.branch.id, 'state': 'open', 'code': 'IMM/00001', 'purchase_value': 150000,
            'value_depreciated': 7500, 'origin_asset_id': asset.id, 'location_id': self.places[2].id}])
        self.assertEqual(asset.state, 'removed')
        self.assertEqual([self._balance(code) for code in ('218', '2818', '181', '681')], [-150000, 0, 142500, 7500])
        self.assertEqual([self._balance(code, self.branch) for code in ('218', '2818', '181')], [150000, -7500, -142500])
        self._run(4, company=self.branch, user=accountant)
        self.assertEqual(there.value_depreciated, 10000)

    def test_a_transfer_that_is_done_does_not_change(self):
        transfer = self._transfer(self._asset(), location_id=self.places[0].id)
        transfer.action_confirm()
        for call in (lambda: transfer.write({'date': '2026-01-01'}), transfer.unlink, transfer.action_confirm,
                     transfer.action_cancel, transfer.line_ids.unlink):
            with self.assertRaisesRegex(UserError, "does not change"):
                call()

    def test_an_empty_transfer_or_one_to_nowhere_is_refused(self):
        with self.assertRaisesRegex(UserError, "nothing to move"):
            self.env['dz.asset.transfer'].with_user(self.keeper).create({'company_id': self.company_dz.id}).action_confirm()
        with self.assertRaisesRegex(UserError, "where the assets go"):
            self._transfer(self._asset()).action_confirm()
