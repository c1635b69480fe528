from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged, users

from .common import PIXEL, ChamberCase

CHAMBER_ROLES_05 = ('agent_05', 'registrar_05', 'director_05')
EVERYBODY_OF_16 = ('agent_16', 'registrar_16', 'director_16')
NATIONAL = ('national', 'director_general', 'auditor')


@tagged('post_install', '-at_install')
class TestAccess(ChamberCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registrant = cls._create_registrant(
            vat='408020000150039', email='karim.benali@example.com', image_1920=PIXEL)
        cls.address = cls.env['res.partner'].create({
            'parent_id': cls.registrant.id, 'type': 'delivery', 'street': "ورشة القصبة"})
        cls.attachment = cls.env['ir.attachment'].create({
            'name': "lease.txt", 'raw': b"rented workshop", 'res_model': 'res.partner', 'res_id': cls.registrant.id})
        cls.message = cls.registrant.message_post(body="Seen at the counter", message_type='comment')
        cls.registrant.activity_schedule('mail.mail_activity_data_todo', user_id=cls.agent_16.id)

    def _check_refused(self, attempts):
        for way, attempt in attempts.items():
            with self.subTest(way=way), self.assertRaises(AccessError):
                attempt()

    @users(*EVERYBODY_OF_16, *NATIONAL)
    def test_those_who_may_see_the_registrant(self):
        registrant = self.registrant.with_env(self.env)
        self.assertEqual(registrant.read(['name', 'family_name_ar', 'birth_date'])[0]['name'], "بن علي كريم")
        self.assertIn(registrant, self.env['res.partner'].search([('is_registrant', '=', True)]))
        self.assertEqual(self.attachment.with_env(self.env).raw, b"rented workshop")

    @users(*CHAMBER_ROLES_05)
    def test_another_chamber_finds_nothing(self):
        Partner = self.env['res.partner']
        both = [self.registrant.id, self.address.id]
        self.assertFalse(Partner.search([('id', 'in', both)]))
        self.assertFalse(Partner.search_count([('email', '=', 'karim.benali@example.com')]))
        self.assertFalse(Partner.search([('parent_id', 'in', both)]))
        self.assertFalse(Partner.name_search("بن علي كريم"))
        self.assertFalse(Partner.with_context(active_test=False).search([('is_registrant', '=', True)]))
        self.assertEqual(Partner._read_group([('id', 'in', both)], [], ['__count']), [(0,)])
        self.assertEqual(Partner.formatted_read_group([('is_registrant', '=', True)], ['chamber_id'], ['__count']), [])
        self.assertFalse(self.env['ir.attachment'].search([('id', '=', self.attachment.id)]))
        self.assertFalse(self.env['mail.message'].search([('id', '=', self.message.id)]))
        self.assertFalse(self.env['mail.activity'].search([('res_model', '=', 'res.partner'), ('res_id', 'in', both)]))

    @users(*CHAMBER_ROLES_05)
    def test_another_chamber_reads_and_writes_nothing(self):
        registrant, address = self.registrant.with_env(self.env), self.address.with_env(self.env)
        self._check_refused({
            'read': lambda: registrant.read(['name']),
            'web_read': lambda: registrant.web_read({'name': {}}),
            'field': lambda: registrant.phone,
            'address': lambda: address.read(['street']),
            'write': lambda: registrant.write({'phone': '0555000000'}),
            'unlink': lambda: registrant.unlink(),
            'copy': lambda: registrant.copy(),
            'archive': lambda: registrant.action_archive(),
            'chatter': lambda: registrant.message_post(body="Seen?"),
            'attachment': lambda: self.attachment.with_env(self.env).raw,
            'new attachment': lambda: self.env['ir.attachment'].create({
                'name': "x", 'res_model': 'res.partner', 'res_id': registrant.id}),
            'message': lambda: self.message.with_env(self.env).read(['body']),
            'activity': lambda: registrant.activity_schedule('mail.mail_activity_data_todo', user_id=self.env.uid),
        })

    @users(*CHAMBER_ROLES_05)
    def test_another_chamber_follows_nothing(self):
        self.registrant.with_env(self.env).message_subscribe(self.env.user.partner_id.ids)
        self.assertNotIn(self.env.user.partner_id, self.registrant.message_partner_ids)

    @users('director_05')
    def test_another_chamber_exports_nothing(self):
        with self.assertRaises(AccessError):
            self.registrant.with_env(self.env).export_data(['name'])

    @users('agent_16', 'registrar_16')
    def test_the_counter_does_not_export(self):
        with self.assertRaises(UserError):
            self.registrant.with_env(self.env).export_data(['name'])

    @users('director_16', 'national', 'auditor')
    def test_an_export_of_registrants_is_journalled(self):
        self.registrant.with_env(self.env).export_data(['name', 'birth_date'])
        log = self.env['chamber.access.log'].sudo().search([('user_id', '=', self.env.uid)])
        self.assertRecordValues(log, [{
            'data': 'export', 'partner_id': False, 'record_count': 1, 'purpose': 'name, birth_date',
            'company_id': self.env.company.id}])

    @users('director_16')
    def test_an_export_of_ordinary_contacts_is_not(self):
        self.env.user.partner_id.export_data(['name'])
        self.assertFalse(self.env['chamber.access.log'].sudo().search([('user_id', '=', self.env.uid)]))

    @users(*CHAMBER_ROLES_05)
    def test_a_forged_list_of_chambers_opens_nothing(self):
        forged = self.env['res.partner'].with_context(
            allowed_company_ids=[self.chamber_05.id, self.chamber_16.id])
        self._check_refused({
            'search': lambda: forged.search([('id', '=', self.registrant.id)]),
            'read': lambda: forged.browse(self.registrant.id).read(['name']),
        })

    @users('agent_05')
    def test_an_agent_enters_registrants_of_his_own_chamber_only(self):
        with self.assertRaises(AccessError):
            self.env['res.partner'].create({
                'is_registrant': True, 'registrant_type': 'artisan', 'family_name_ar': "س", 'given_name_ar': "ع",
                'chamber_id': self.chamber_16.id})

    @users('agent_16')
    def test_an_agent_moves_no_registrant_by_hand(self):
        registrant, address = self.registrant.with_env(self.env), self.address.with_env(self.env)
        self._check_refused({
            'to another chamber': lambda: registrant.write({'chamber_id': self.chamber_05.id}),
            'out of the register': lambda: registrant.write({'is_registrant': False}),
            'to no chamber': lambda: address.write({'chamber_id': False}),
            'a contact to another chamber': lambda: self.env['res.partner'].create({'name': "x"}).write(
                {'chamber_id': self.chamber_05.id}),
        })

    @users('agent_05')
    def test_a_contact_hung_under_another_chamber_s_registrant_is_refused(self):
        for kind in ('contact', 'delivery'):
            with self.subTest(kind=kind), self.assertRaises(AccessError):
                self.env['res.partner'].create({'name': "x", 'type': kind, 'parent_id': self.registrant.id}).parent_id.name

    @users('agent_16', 'national')
    def test_nobody_deletes_a_registrant(self):
        with self.assertRaises(AccessError):
            self.registrant.with_env(self.env).unlink()

    @users('agent_05')
    def test_a_tax_number_does_not_give_the_name_of_another_chamber_s_registrant(self):
        typed = self.env['res.partner'].new({'name': "Fournisseur", 'vat': '408020000150039'})
        self.assertFalse(typed.same_vat_partner_id)
        contact = self.env['res.partner'].create({'name': "Fournisseur", 'vat': '408020000150039'})
        self.assertFalse(contact.same_vat_partner_id)

    @users('agent_16')
    def test_a_duplicate_tax_number_is_shown_within_the_chamber(self):
        contact = self.env['res.partner'].create({'name': "Fournisseur", 'vat': '408020000150039'})
        self.assertEqual(contact.same_vat_partner_id.id, self.registrant.id)

    def test_an_employee_without_a_role_sees_no_civil_status(self):
        clerk = new_test_user(
            self.env, login='clerk_16', groups='base.group_user', company_id=self.chamber_16.id,
            company_ids=[Command.set(self.chamber_16.ids)])
        registrant = self.registrant.with_user(clerk)
        self.assertEqual(registrant.name, "بن علي كريم")
        for fname in ('birth_date', 'mother_name_ar', 'family_name_latin', 'nis', 'rib', 'ccp', 'nin_masked', 'nin_entry'):
            with self.subTest(fname=fname), self.assertRaises(AccessError):
                registrant.read([fname])

    def test_a_portal_artisan_sees_himself_only(self):
        portal = new_test_user(self.env, login='portal_karim', groups='base.group_portal')
        portal.partner_id.write({
            'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': self.chamber_16.id,
            'family_name_ar': "بن علي", 'given_name_ar': "كريم", 'nin_entry': '119840512345678901'})
        Partner = self.env['res.partner'].with_user(portal)
        self.assertEqual(Partner.search([('is_registrant', '=', True)]), portal.partner_id.with_user(portal))
        for fname in ('nin', 'nin_entry', 'birth_date', 'rib'):
            with self.subTest(fname=fname), self.assertRaises(AccessError):
                Partner.browse(portal.partner_id.id).read([fname])
        with self.assertRaises(AccessError):
            Partner.browse(self.registrant.id).read(['name'])
        self.assertFalse(self.env['ir.attachment'].with_user(portal).search([('id', '=', self.attachment.id)]))

    @users('auditor')
    def test_the_auditor_reads_everything_and_writes_nothing(self):
        for model in self._own_models():
            Model = self.env[model]
            with self.subTest(model=model):
                for operation in ('write', 'create', 'unlink'):
                    self.assertFalse(Model.has_access(operation), operation)
                self.assertTrue(Model.has_access('read'))

    def _own_models(self):
        models = self.env['ir.model'].sudo().search([('model', '=like', 'chamber.%')])
        # a question asked in a dialogue is no record: a transient model that the auditor may fill changes nothing
        return ['res.partner', *(
            model.model for model in models
            if not self.env[model.model]._abstract and not self.env[model.model]._transient)]

    @users('director_16', 'director_general')
    def test_directors_do_not_enter_registrants(self):
        self.assertFalse(self.env['res.partner'].has_access('create'))
        with self.assertRaises(AccessError):
            self.registrant.with_env(self.env).write({'phone': '0555000000'})

    @users('agent_16', 'registrar_16', 'director_16', 'auditor', 'director_general')
    def test_the_national_manager_alone_keeps_nomenclature_and_coverage(self):
        self._check_refused({
            'activity': lambda: self.craft_activity.with_env(self.env).write({'name': "x"}),
            'edition': lambda: self.env['chamber.craft.edition'].create({'name': "x", 'code': 'x'}),
            'coverage': lambda: self.chamber_16.sudo().coverage_ids.with_env(self.env).unlink(),
            'import': lambda: self.env['chamber.nomenclature.import'].create({}),
        })

    @users(*NATIONAL)
    def test_national_roles_read_every_chamber(self):
        self.assertEqual(self.chamber_05.with_env(self.env).name_fr, "Chambre T-05")

    @users(*EVERYBODY_OF_16, *NATIONAL)
    def test_every_menu_of_the_role_opens(self):
        menus = self.env['ir.ui.menu'].sudo().search([
            ('id', 'child_of', self.env.ref('chamber_registry.chamber_registry_menu_root').id)])
        visible = menus.filtered(lambda menu: menu.id in self.env['ir.ui.menu']._visible_menu_ids())
        actions = visible.mapped('action')
        self.assertTrue(visible)
        for menu in visible.filtered('action'):
            if menu.action._name != 'ir.actions.act_window':
                continue
            with self.subTest(menu=menu.complete_name):
                action = self.env['ir.actions.act_window']._for_xml_id(menu.action.get_external_id()[menu.action.id])
                views = self.env[action['res_model']].get_views(action['views'], {'toolbar': True})
                self.assertEqual(len(views['views']), len(action['views']))
        self.assertTrue(actions)
