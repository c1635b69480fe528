from odoo.tests import HttpCase, new_test_user, tagged


@tagged('post_install', '-at_install')
class TestTerritoryMap(HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['ir.module.module']._load_module_terms(['web', 'l10n_dz_territory'], ['ar_001'])
        new_test_user(
            cls.env, 'cartographer', groups='base.group_system,base.group_partner_manager', lang='ar_001',
            tz='Africa/Algiers')
        for key, count in [('m_sila', 2), ('bou_saada', 3)]:
            wilaya = cls.env.ref(f'l10n_dz_territory.wilaya_{key}')
            cls.env['res.partner'].create([
                {'name': f"Potter {number} of {key}", 'country_id': wilaya.country_id.id, 'state_id': wilaya.id}
                for number in range(count)])
        cls.counts = dict(cls.env['res.partner']._read_group(
            [('state_id.territory_key', 'in', ('m_sila', 'bou_saada'))], ['state_id'], ['__count']))

    def test_outlines_are_served_with_their_licence(self):
        response = self.url_open('/l10n_dz_territory/static/data/wilaya_outlines.json')
        outlines = response.json()
        keys = self.env['res.country.state']._get_map('69').mapped('territory_key')
        self.assertEqual(set(outlines['wilayas']), set(keys))
        self.assertEqual(outlines['attribution'], "© OpenStreetMap contributors")
        self.assertIn("ODbL", outlines['license'])
        self.assertLess(len(response.content), 40_000)

    def test_map_in_arabic(self):
        """Each map is drawn, adds up the wilayas that were one, and opens the contacts of an area."""
        self.start_tour(
            '/odoo/action-l10n_dz_territory.territory_map_action', 'l10n_dz_territory.map', login='cartographer')

    def test_dates_in_arabic_have_western_digits(self):
        self.start_tour(
            '/odoo/action-l10n_dz_territory.res_territory_edition_action', 'l10n_dz_territory.dates',
            login='cartographer')
