from lxml import etree

from odoo.tests import tagged

from .common import FinanceCase
from .common_roles import RoleCase


@tagged('post_install', '-at_install')
class TestScreens(FinanceCase):
    """What the forms of the register and the menus show to each role."""

    def test_the_form_of_a_request_tells_how_it_is_paid(self):
        arch = self.env['chamber.request'].with_user(self.agent_16).get_view(view_type='form')['arch']
        tree = etree.fromstring(arch)
        names = tree.xpath("//field/@name")
        for name in ('fee_stamp_duty', 'fee_total', 'fee_payment_reference', 'fee_payer_bank', 'fee_payer_account'):
            self.assertIn(name, names)
        self.assertTrue(tree.xpath("//div[@name='button_box']/button[@name='action_view_fee_receipt']"))
        # agents read no invoices
        self.assertFalse(tree.xpath("//button[@name='action_view_fee_invoice']"))
        arch = self.env['chamber.request'].with_user(self.director_16).get_view(view_type='form')['arch']
        self.assertTrue(etree.fromstring(arch).xpath("//button[@name='action_view_fee_invoice']"))

    def test_each_role_opens_its_menus(self):
        for user, seen, hidden in (
            (self.cashier_16, {'chamber_fee_due_menu', 'chamber_receipt_menu', 'chamber_cash_session_menu'},
                {'chamber_invoice_menu', 'chamber_fee_nature_menu'}),
            (self.accountant_16, {'chamber_receipt_menu', 'chamber_invoice_menu'}, {'chamber_fee_nature_menu'}),
            (self.finance_manager, {'chamber_fee_nature_menu', 'res_company_accounts_menu', 'chamber_invoice_menu'}, set()),
            (self.director_16, {'chamber_receipt_menu', 'chamber_invoice_menu'}, {'chamber_fee_nature_menu'}),
        ):
            menus = self.env['ir.ui.menu'].with_user(user)._visible_menu_ids()
            for name in seen | hidden:
                with self.subTest(user=user.login, menu=name):
                    self.assertEqual(self.env.ref(f'chamber_hr_accounting.{name}').id in menus, name in seen)

    def test_every_form_opens_for_its_role(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id
        for user in (self.cashier_16, self.accountant_16, self.director_16):
            for record in (receipt, receipt.sudo().session_id):
                with self.subTest(user=user.login, model=record._name):
                    view = record.with_user(user).get_views([(False, 'form'), (False, 'list'), (False, 'search')])
                    fields_ = [name for name in view['models'][record._name]['fields'] if name != 'id']
                    names = set(etree.fromstring(view['views']['form']['arch']).xpath("//field[not(ancestor::field)]/@name"))
                    [values] = record.with_user(user).read(list(names & set(fields_)))
                    self.assertIn('number', values)


@tagged('post_install', '-at_install')
class TestArabicNames(RoleCase):
    """Who reads Arabic reads the names of people in Arabic."""

    def test_a_mission_bears_the_arabic_name_of_its_traveller(self):
        user = self.people['employee']
        self._employee(user).write({
            'name': "Nadia Ferhat", 'dz_first_name_ar': "نادية", 'dz_last_name_ar': "فرحات"})
        order = self.env['dz.mission.order'].with_user(user).create({
            'purpose': "Fair", 'employee_id': self._employee(user).id, 'transport': 'train', 'distance_km': 430,
            'state_id': self.env.ref('l10n_dz_territory.commune_3101').state_id.id,
            'date_start': '2026-03-10 07:00:00', 'date_end': '2026-03-12 16:00:00'})
        self.assertEqual(order.with_context(lang='ar_001').display_name, "نادية فرحات — Fair")
        self.assertEqual(order.with_context(lang='fr_FR').display_name, "Nadia Ferhat — Fair")
        values = order._get_print_values()
        self.assertEqual((values['traveller_ar'], values['traveller']), ("نادية فرحات", "Nadia Ferhat"))


@tagged('post_install', '-at_install')
class TestEmptyScreens(RoleCase):
    """What is empty says so, and what is offered is known to the chamber."""

    def test_an_empty_screen_shows_no_invented_people(self):
        for model, kinds in (('maintenance.request', ('kanban', 'list')), ('stock.quant', ('list',)), ('hr.leave', ('list',))):
            for kind in kinds:
                with self.subTest(model=model, kind=kind):
                    arch = self._as('means_manager', self.env[model]).get_view(view_type=kind)['arch']
                    self.assertNotIn('sample', etree.fromstring(arch).attrib)

    def test_only_the_leave_of_the_law_is_offered(self):
        kinds = self._as('employee', self.env['hr.leave.type']).search([
            ('company_id', 'in', [False, self.chamber_16.id]), ('country_id.code', 'in', [False, 'DZ'])])
        # names of records are read by the system alone
        owners = {xmlid.partition('.')[0] for xmlids in kinds.sudo()._get_external_ids().values() for xmlid in xmlids}
        self.assertIn('l10n_dz_payroll', owners)
        self.assertNotIn('hr_holidays', owners)

    def test_the_storekeeper_counts_all_that_the_stores_hold(self):
        action = self._as('storekeeper', self.env.ref('chamber_hr_accounting.stock_quant_action_count')).run()
        self.assertEqual(action['res_model'], 'stock.quant')
        self.assertFalse(action['context']['search_default_my_count'])
        self.assertTrue(action['context']['search_default_internal_loc'])

    def test_an_employee_asks_for_a_purchase_without_the_words_of_the_store(self):
        for role, seen in (('employee', False), ('means_officer', True)):
            arch = self._as(role, self.env['purchase.request']).get_view(view_type='form')['arch']
            with self.subTest(role=role):
                self.assertEqual('picking_type_id' in etree.fromstring(arch).xpath('//field/@name'), seen)
