from datetime import date

from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import AssetCase


@tagged('post_install', '-at_install')
class TestScreens(AssetCase):

    def test_what_is_called_otherwise_here_is_so_in_arabic_as_well(self):
        fields = self.env['account.asset'].with_context(lang='ar_001').fields_get(['code', 'name', 'state', 'method'])
        self.assertEqual((fields['code']['string'], fields['name']['string']), ("رقم الجرد", "التعيين"))
        self.assertEqual(dict(fields['state']['selection'])['open'], "في الاستعمال")
        self.assertEqual(dict(fields['method']['selection'])['linear'], "خطي")
        action = self.env.ref('l10n_dz_asset.account_asset_action').with_context(lang='ar_001')
        self.assertEqual(action.name, "سجل التثبيتات")

    def test_every_screen_opens_for_who_has_its_menu(self):
        menus = self.env['ir.ui.menu'].search([
            ('parent_id', 'child_of', self.env.ref('l10n_dz_asset.l10n_dz_asset_menu_root').id), ('action', '!=', False)])
        self.assertGreater(len(menus), 10)
        for user in (self.chief, self.accountant, self.keeper, self.reader):
            for action in menus.with_user(user)._filter_visible_menus().sudo().mapped('action'):
                if action._name != 'ir.actions.act_window':
                    continue
                with self.subTest(user=user.login, action=action.name):
                    model = self.env[action.res_model].with_user(user)
                    self.assertTrue(model.has_access('read'))
                    for kind in action.view_mode.split(','):
                        self.assertIn('arch', model.get_view(view_type=kind))

    def test_an_asset_typed_on_the_screen_takes_the_life_of_its_category(self):
        with Form(self.env['account.asset'].with_user(self.accountant)) as form:
            form.name = "Scanner"
            form.profile_id = self._profile('furniture')
            form.purchase_value = 120000
            form.date_start = date(2026, 2, 1)
            self.assertEqual(form.method_number, 10)
        form.record.validate()
        self.assertEqual(form.record.depreciation_line_ids.filtered('month')[0].amount, 1000)

    def test_the_month_to_post_is_proposed(self):
        self._asset(150000)
        start = self.env['dz.asset.run.start'].with_user(self.accountant)
        with Form(start) as form:
            self.assertEqual((form.month, form.due_count, form.due_amount), (date(2026, 1, 1), 1, 2500))
        self._run(1)
        with Form(start) as form:
            self.assertEqual((form.month, form.due_amount), (date(2026, 2, 1), 2500))

    def test_the_keeper_fills_in_a_transfer_and_a_disposal(self):
        asset = self._asset(150000)
        with Form(self.env['dz.asset.transfer'].with_user(self.keeper)) as form:
            form.location_id = self.places[0]
            with form.line_ids.new() as line:
                line.asset_id = asset
        form.record.action_confirm()
        self.assertEqual(asset.location_id, self.places[0])
        with Form(self.env['dz.asset.disposal'].with_user(self.keeper)) as form:
            form.asset_id = asset
            form.kind = 'scrapped'
            form.date = date(2026, 3, 31)
            form.reason = "Broken"
            self.assertEqual((form.depreciated, form.net_value, form.result), (7500, 142500, -142500))
        self.assertEqual(form.record.state, 'draft')

    def test_a_new_disposal_opens_before_its_asset_is_chosen(self):
        self.assertFalse(self.env['dz.asset.disposal'].with_user(self.accountant).new({'asset_id': False}).account_id)

    def test_the_keeper_opens_the_page_of_an_asset_with_its_history(self):
        asset = self._asset(150000)
        self._run(1)
        self.assertEqual(Form(asset.with_user(self.keeper)).net_value, 147500)
        self.assertEqual(Form(asset.with_user(self.reader)).code, 'IMM/00001')

    def test_a_split_typed_on_the_screen(self):
        asset = self._asset(150000)
        split = self.env['dz.asset.split'].with_user(self.accountant).with_context(default_asset_id=asset.id)
        with Form(split) as form, form.line_ids.new() as line:
            line.name = "Screen"
            line.value = 50000
        form.record.action_split()
        self.assertEqual(asset.purchase_value, 100000)

    def test_the_table_follows_the_dates_that_are_typed(self):
        self._asset(150000)
        self._run(1)
        annex = self.env['dz.asset.annex'].with_user(self.reader)
        annex = annex.browse(annex.action_open()['res_id'])
        self.assertEqual(annex.line_ids.mapped('net_end'), [147500])
        with Form(annex) as form:
            form.date_to = date(2025, 12, 31)
            form.date_from = date(2025, 1, 1)
        self.assertFalse(annex.line_ids)
        self.assertEqual(annex.company_ids, self.company_dz)
        self.assertFalse(self.env['dz.asset.annex'].with_user(self.reader).create({
            'company_ids': [Command.set(self.company_dz.ids)], 'date_from': '2020-01-01', 'date_to': '2020-12-31'}).line_ids)
