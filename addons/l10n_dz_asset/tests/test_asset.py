from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import AssetCase


@tagged('post_install', '-at_install')
class TestAsset(AssetCase):

    def test_the_chart_brings_the_categories_of_the_scf(self):
        expected = {
            'land': ('211000', False, 'none'), 'building': ('213000', '281300', 'linear'),
            'fitting': ('212000', '281200', 'linear'), 'plant': ('215000', '281500', 'linear'),
            'vehicle': ('218000', '281800', 'linear'), 'furniture': ('218000', '281800', 'linear'),
            'computer': ('218000', '281800', 'linear'), 'software': ('204000', '280400', 'linear')}
        for name, values in expected.items():
            with self.subTest(name):
                profile = self._profile(name).with_company(self.company_dz)
                self.assertEqual((profile.account_asset_id.code, profile.account_depreciation_id.code, profile.method), values)
                if name != 'land':
                    self.assertEqual(profile.account_expense_depreciation_id.code, '681000')
        self.env['dz.asset.category']._make_profiles(self.company_dz)
        self.assertEqual(self.env['account.asset.profile'].search_count([('company_id', '=', self.company_dz.id)]), 8)

    def test_confirmed_by_the_accountant_it_has_number_plan_and_label(self):
        asset = self._asset(confirm=False)
        self.assertFalse(asset.code)
        asset.with_user(self.accountant).validate()
        self.assertRecordValues(asset, [{
            'state': 'open', 'code': 'IMM/00001', 'method_number': 5, 'value_residual': 150000, 'net_value': 150000}])
        self.assertEqual(self._yearly(asset), {year: 30000 for year in range(2026, 2031)})
        self.assertRegex(asset.label_code, '^[0-9a-f]{16}$')

    def test_numbers_have_no_gap_in_each_company(self):
        first, second = self._asset(), self._asset(confirm=False)
        second.unlink()
        third, there = self._asset(), self._asset(company=self.branch)
        self.assertEqual([first.code, third.code, there.code], ['IMM/00001', 'IMM/00002', 'IMM/00001'])

    def test_a_declining_asset_takes_the_coefficient_of_its_life(self):
        asset = self._asset(100000, 'plant', date(2026, 1, 1), method='degr-linear')
        self.assertEqual((asset.method_number, asset.declining_coefficient), (10, 2.5))
        self.assertEqual(self._yearly(asset)[2026], 25000)

    def test_the_residual_value_is_not_depreciated(self):
        asset = self._asset(150000, salvage_value=30000)
        self.assertEqual(self._yearly(asset), {year: 24000 for year in range(2026, 2031)})

    def test_land_is_never_depreciated_and_stays_in_use(self):
        land = self._asset(5000000, 'land')
        self.assertEqual((land.state, self._yearly(land), land.net_value), ('open', {}, 5000000))

    def test_by_day_the_first_year_takes_its_days(self):
        asset = self._asset(150000, start=date(2026, 4, 1), time_basis='day')
        self.assertEqual(self._yearly(asset), {
            2026: 22602.74, 2027: 30000, 2028: 30000, 2029: 30000, 2030: 30000, 2031: 7397.26})

    def test_an_asset_taken_over_goes_on_where_the_former_books_ended(self):
        asset = self._asset(150000, start=date(2024, 1, 1), opening_date=date(2025, 12, 31), opening_amount=60000)
        self.assertEqual(self._yearly(asset), {2025: 60000, 2026: 30000, 2027: 30000, 2028: 30000})
        other = self._asset(150000, start=date(2024, 1, 1), opening_date=date(2025, 12, 31), opening_amount=75000)
        self.assertEqual(self._yearly(other), {2025: 75000, 2026: 25000, 2027: 25000, 2028: 25000})
        self.assertEqual((asset.net_value, other.net_value), (90000, 75000))

    def test_a_category_with_no_life_at_the_day_is_refused_with_its_name(self):
        asset = self._asset(start=date(2009, 12, 31), confirm=False)
        with self.assertRaisesRegex(UserError, "IT equipment has no life set"):
            asset.with_user(self.accountant).validate()
        self.assertFalse(asset.code)

    def test_a_life_of_the_company_goes_before_the_general_one(self):
        category = self.env.ref('l10n_dz_asset.dz_asset_category_computer')
        self.env['dz.asset.rate'].create({
            'category_id': category.id, 'company_id': self.company_dz.id, 'date_start': '2026-03-01', 'years': 3,
                'source': "Decision"})
        before, after = self._asset(start=date(2026, 2, 28)), self._asset(start=date(2026, 3, 1))
        self.assertEqual((before.method_number, after.method_number), (5, 3))

    def test_a_life_too_short_is_not_declining(self):
        category = self.env.ref('l10n_dz_asset.dz_asset_category_computer')
        self.env['dz.asset.rate'].create({
            'category_id': category.id, 'company_id': self.company_dz.id, 'date_start': '2026-01-01', 'years': 2,
                'source': "Decision"})
        asset = self._asset(confirm=False, method='degr-linear')
        with self.assertRaisesRegex(UserError, "2 years of life"):
            asset.validate()

    def test_a_residual_value_above_the_value_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "residual value"):
            self._asset(100000, salvage_value=100001)

    def test_more_taken_over_than_there_is_to_depreciate_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "taken over exceeds"):
            self._asset(100000, salvage_value=20000, opening_amount=80001, opening_date=date(2026, 3, 31))

    def test_a_numbered_asset_is_never_deleted_nor_set_back(self):
        asset = self._asset()
        with self.assertRaisesRegex(UserError, "draft"):
            asset.with_user(self.chief).set_to_draft()
        with self.assertRaises(UserError):
            asset.unlink()

    def test_what_was_confirmed_does_not_change(self):
        asset = self._asset()
        for values in ({'purchase_value': 1}, {'date_start': '2025-01-01'}, {'salvage_value': 5}, {'method_number': 9}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "does not change"):
                asset.with_user(self.accountant).write(values)
        for values in ({'state': 'draft'}, {'code': 'X'}, {'depreciation_line_ids': [(5,)]}, {'vehicle_id': 1},
            {'active': False}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "steps of the asset"):
                asset.with_user(self.accountant).write(values)

    def test_lines_are_not_written_by_hand_nor_posted_one_by_one(self):
        asset = self._asset()
        line = asset.with_user(self.accountant).depreciation_line_ids.filtered(lambda line: line.month)[0]
        with self.assertRaisesRegex(UserError, "month by month"):
            line.create_move()
        with self.assertRaisesRegex(UserError, "follow from its plan"):
            line.write({'amount': 1})
        with self.assertRaisesRegex(UserError, "follow from its plan"):
            line.with_context(unlink_from_asset=True).write({'move_id': False})
        with self.assertRaisesRegex(UserError, "follow from its plan"):
            line.unlink()
        with self.assertRaisesRegex(UserError, "follow from its plan"):
            line.create({'asset_id': asset.id, 'amount': 5, 'line_date': '2026-01-31'})

    def test_the_keeper_writes_what_he_keeps_and_nothing_of_the_books(self):
        asset = self._asset()
        kept = asset.with_user(self.keeper)
        kept.serial_number = "SN-1"
        self.assertEqual(asset.serial_number, "SN-1")
        for call in (lambda: kept.write({'analytic_distribution': {'1': 100}}), kept.compute_depreciation_board,
                     lambda: self._asset(confirm=False).with_user(self.keeper).validate(),
                     lambda: self._asset(confirm=False).with_user(self.keeper).write({'purchase_value': 5})):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaisesRegex(UserError, "by a transfer"):
            kept.location_id = self.places[0]

    def test_the_reader_changes_nothing(self):
        asset = self._asset().with_user(self.reader)
        self.assertEqual(asset.net_value, 150000)
        for call in (lambda: asset.write({'serial_number': "X"}), asset.validate, asset.action_make_equipment,
                     lambda: self.env['dz.asset.disposal'].with_user(self.reader).create({'asset_id': asset.id, 'reason': "x"}),
                     lambda: self.env['dz.asset.transfer'].with_user(self.reader).create({'company_id': self.company_dz.id}),
                     lambda: self.env['dz.asset.run'].with_user(self.reader).action_start(self.company_dz.id, '2026-01-01')):
            with self.assertRaises(AccessError):
                call()

    def test_assets_of_another_company_are_out_of_reach(self):
        there = self._asset(company=self.branch).with_user(self.accountant)
        for call in (lambda: there.name, there.validate, lambda: there.write({'note': "x"})):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                call()

    def test_found_by_number_and_by_what_the_scanner_types(self):
        asset, other = self._asset(), self._asset()
        find = self.env['account.asset'].with_user(self.reader).name_search
        self.assertEqual([found for found, _name in find('IMM/00002')], other.ids)
        self.assertEqual([found for found, _name in find(f'https://erp.example/asset/label/{asset.label_code}')], asset.ids)
