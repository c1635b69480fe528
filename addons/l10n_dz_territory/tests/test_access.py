from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged, users

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestAccess(TerritoryCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(cls.env, 'clerk', groups='base.group_user,base.group_partner_manager')
        new_test_user(cls.env, 'visitor', groups='base.group_portal')
        new_test_user(cls.env, 'administrator', groups='base.group_system')

    @users('clerk', 'visitor')
    def test_everyone_reads_the_territory(self):
        bou_saada = self.bou_saada.with_env(self.env)
        self.assertEqual(bou_saada.seat_id._get_state_on('58'), self.msila)
        self.assertEqual(len(self.env['res.country.state'].get_territory_map('48')['areas']), 48)
        self.assertEqual(bou_saada.edition_id.code, '69')

    def test_the_public_reads_the_territory(self):
        public = self.env.ref('base.public_user')
        self.assertEqual(len(self.State.with_user(public).get_territory_map('58')['areas']), 58)
        self.assertTrue(self.bou_saada.seat_id.with_user(public).period_ids.mapped('date_start'))

    @users('clerk')
    def test_a_contact_manager_changes_no_official_wilaya(self):
        with self.assertRaises(AccessError):
            self.msila.with_env(self.env).code = '99'

    @users('clerk')
    def test_a_contact_manager_deletes_no_official_commune(self):
        with self.assertRaises(AccessError):
            self.bou_saada.seat_id.with_env(self.env).unlink()

    @users('clerk')
    def test_a_contact_manager_creates_no_official_wilaya(self):
        with self.assertRaises(AccessError):
            self.env['res.country.state'].create(
                {'name': "Invented", 'code': '99', 'country_id': self.algeria.id, 'territory_key': 'invented'})

    @users('clerk')
    def test_a_contact_manager_does_not_make_a_city_official(self):
        city = self.env['res.city'].create({'name': "Hamlet", 'country_id': self.algeria.id})
        with self.assertRaises(AccessError):
            city.ons_code = '9999'

    @users('clerk')
    def test_a_contact_manager_dates_no_wilaya_of_a_commune(self):
        with self.assertRaises(AccessError):
            self.bou_saada.seat_id.period_ids.with_env(self.env).write({'state_id': self.msila.id})

    @users('clerk')
    def test_a_contact_manager_changes_no_map(self):
        with self.assertRaises(AccessError):
            self.env.ref('l10n_dz_territory.territory_edition_69').with_env(self.env).date_start = '2026-05-01'

    @users('clerk')
    def test_a_contact_manager_still_edits_other_places(self):
        state = self.env['res.country.state'].create(
            {'name': "Somewhere", 'code': 'SW', 'country_id': self.env.ref('base.fr').id})
        state.name = "Elsewhere"
        state.unlink()
        self.assertFalse(state.exists())

    @users('administrator')
    def test_an_administrator_corrects_a_code(self):
        self.bou_saada.with_env(self.env).code = '70'
        self.assertEqual(self.bou_saada.code, '70')
