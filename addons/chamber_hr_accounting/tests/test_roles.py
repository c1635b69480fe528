from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .common_roles import POSTS, RoleCase

MONEY = ('account.move', 'account.payment', 'account.journal', 'chamber.receipt', 'chamber.cash.session', 'chamber.refund')
BUDGET = ('budget.year', 'budget.version', 'budget.transfer', 'budget.payment.order', 'budget.movement', 'budget.commitment')
PEOPLE = (
    'hr.payslip', 'hr.payslip.run', 'dz.payroll.loan', 'dz.payroll.allowance', 'dz.payroll.rate', 'dz.hr.decision', 'dz.hr.post',
    'dz.hr.grid', 'hr.employee',
)
MEANS = (
    'purchase.order', 'account.asset', 'dz.asset.disposal', 'dz.asset.transfer', 'fleet.vehicle', 'store.item', 'store.store',
    'store.voucher', 'tier.definition', 'dz.mission.rate',
)
FINANCE = 'chamber_hr_accounting.chamber_hr_accounting_group_'


@tagged('post_install', '-at_install')
class TestRoles(RoleCase):
    """What each post may and may not do, also by calls that no button makes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = today_in_algeria()
        cls.supplier = cls.env['res.partner'].create({'name': "Fournitures du Centre"})
        cls.article = cls.env['product.product'].create({'name': "Papier", 'type': 'consu'})
        cls.year = cls.env['budget.year'].create({'name': "T", 'company_id': cls.chamber_16.id})
        cls.year_05 = cls.env['budget.year'].create({'name': "T", 'company_id': cls.chamber_05.id})
        cls.slip = cls._create_payslip(cls._employee(cls.people['employee']), today)
        cls.request = cls.env['purchase.request'].with_user(cls.people['employee']).create({
            'company_id': cls.chamber_16.id,
            'picking_type_id': cls.env['stock.picking.type'].sudo().search(
                [('code', '=', 'incoming'), ('company_id', '=', cls.chamber_16.id)], limit=1).id,
            'line_ids': [Command.create({'product_id': cls.article.id, 'product_qty': 1, 'estimated_cost': 500})]})
        cls.order = cls.env['purchase.order'].create({
            'partner_id': cls.supplier.id, 'company_id': cls.chamber_16.id,
            'order_line': [Command.create({'product_id': cls.article.id, 'product_qty': 1, 'price_unit': 500})]})
        cls.env.flush_all()

    @classmethod
    def _create_payslip(cls, employee, day):
        """A confirmed payslip, without the payroll behind it."""
        slip = cls.env['hr.payslip'].create({
            'name': "T", 'employee_id': employee.id, 'company_id': employee.company_id.id, 'date_from': day.replace(day=1),
            'date_to': day + relativedelta(day=31)})
        cls.env.flush_all()
        cls.env.cr.execute(SQL("UPDATE hr_payslip SET state = 'done', is_dz = TRUE WHERE id = %s", slip.id))
        cls.env.invalidate_all()
        return slip

    def assertRefused(self, function, *args):
        # errors of access and of values are errors of the user
        with self.assertRaises(UserError):
            function(*args)
            self.env.flush_all()

    # what posts are

    def test_no_post_administers_the_system(self):
        for role, user in self.people.items():
            with self.subTest(role=role):
                self.assertFalse(user.has_group('base.group_system') or user.has_group('base.group_erp_manager'))

    def test_the_names_of_the_posts_are_in_the_category_of_the_chamber(self):
        category = self.env.ref('chamber_registry.module_category_chamber')
        for role in set(POSTS) - {'employee'}:
            with self.subTest(role=role):
                self.assertEqual(self.env.ref(POSTS[role]).privilege_id.category_id, category)

    def test_who_books_does_not_pay(self):
        payer = 'budget_commitment.budget_commitment_group_payer'
        self.assertEqual([role for role, user in self.people.items() if user.has_group(payer)], ['payer'])
        self.assertFalse(self.people['payer'].has_group('account.group_account_invoice'))

    def test_who_prepares_payroll_does_not_confirm_it(self):
        manager = 'payroll.group_payroll_manager'
        self.assertEqual([role for role, user in self.people.items() if user.has_group(manager)], ['hr_manager'])

    # money

    def test_only_accountants_make_entries(self):
        values = {'move_type': 'entry', 'journal_id': self.chamber_16._get_chamber_journal('general').id}
        for role in set(POSTS) - {'accountant', 'finance_manager', 'means_officer', 'means_manager'}:
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.env['account.move']).create, values)
        self.assertTrue(self._as('accountant', self.env['account.move']).create(values))

    def test_the_means_service_posts_no_entry(self):
        values = {'move_type': 'entry', 'journal_id': self.chamber_16._get_chamber_journal('general').id}
        for role in ('means_officer', 'means_manager'):
            with self.subTest(role=role):
                self.assertRefused(lambda role=role: self._as(role, self.env['account.move']).create(values).action_post())

    def _create_payment_order(self):
        return self.env['budget.payment.order'].with_user(self.people['budget_officer']).create({
            'company_id': self.chamber_16.id, 'partner_id': self.supplier.id})

    def test_a_payment_order_is_paid_by_the_payer_alone(self):
        order = self._create_payment_order()
        for role in set(POSTS) - {'payer'}:
            with self.subTest(role=role), self.assertRaises(AccessError), self.env.cr.savepoint():
                self._as(role, order).action_pay()
        # nor does the payer pay what is not approved
        self.assertRefused(self._as('payer', order).action_pay)

    def test_nobody_writes_the_step_of_a_payment_order(self):
        order = self._create_payment_order()
        for role in ('budget_officer', 'accountant', 'finance_manager', 'payer', 'director'):
            for state in ('approved', 'paid'):
                with self.subTest(role=role, state=state):
                    self.assertRefused(self._as(role, order).write, {'state': state})

    def test_the_budget_officer_neither_opens_nor_closes_a_budget(self):
        for role in ('budget_officer', 'accountant', 'payer', 'director', 'auditor'):
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.year).write, {'name': "X"})
        self._as('finance_manager', self.year).name = "Y"

    def test_the_cashier_reads_no_books_and_no_credits(self):
        for model in ('account.move', 'account.payment', 'budget.version', 'budget.situation', 'hr.payslip.run'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self._as('cashier', self.env[model]).search([])

    # people

    def test_a_payslip_is_for_its_person_and_for_payroll(self):
        readers = {'employee', 'payroll_officer', 'hr_manager', 'director', 'director_general', 'auditor'}
        for role in POSTS:
            with self.subTest(role=role):
                found = self._as(role, self.env['hr.payslip']).search([('id', '=', self.slip.id)])
                self.assertEqual(bool(found), role in readers)
                if role not in readers:
                    self.assertRefused(self._as(role, self.slip).read, ['name'])
        self.assertFalse(self.env['hr.payslip'].with_user(self.stranger).search([('id', '=', self.slip.id)]))

    def test_the_human_resources_officer_sees_no_wages(self):
        version = self._employee(self.people['employee']).version_id
        for role in ('hr_officer', 'employee', 'means_manager', 'accountant', 'director'):
            with self.subTest(role=role):
                self.assertRefused(self._as(role, version).read, ['wage'])
        self.assertTrue(self._as('hr_manager', version).read(['wage']))

    def test_leave_of_others_is_not_read_by_employees(self):
        kind = self.env.ref('l10n_dz_payroll.leave_type_unpaid', raise_if_not_found=False) or self.env['hr.leave.type'].search(
            [('requires_allocation', '=', False)], limit=1)
        day = fields.Date.add(today_in_algeria(), days=40)
        leave = self.env['hr.leave'].with_context(leave_fast_create=True).create({
            'employee_id': self._employee(self.people['employee']).id, 'holiday_status_id': kind.id,
            'request_date_from': day, 'request_date_to': day})
        for role, seen in (('employee', True), ('hr_officer', True), ('director', True), ('cashier', False),
                           ('means_manager', False)):
            with self.subTest(role=role):
                found = self._as(role, self.env['hr.leave']).search([('id', '=', leave.id)])
                self.assertEqual(bool(found), seen)
        for role in ('employee', 'cashier', 'director'):
            # Odoo's own key for quick entry opens no way round
            for fast in (True, False):
                with self.subTest(role=role, fast=fast):
                    self.assertRefused(
                        self._as(role, leave).with_context(leave_fast_create=fast).write, {'state': 'validate'})

    def test_the_people_of_another_chamber_are_not_read(self):
        stranger = self._employee(self.stranger)
        for role in ('hr_officer', 'payroll_officer', 'hr_manager'):
            with self.subTest(role=role):
                self.assertFalse(self._as(role, self.env['hr.employee']).search([('id', '=', stranger.id)]))
                self.assertRefused(self._as(role, stranger).write, {'name': "X"})

    def test_only_the_manager_signs_decisions(self):
        for role in set(POSTS) - {'hr_officer', 'payroll_officer', 'hr_manager'}:
            with self.subTest(role=role):
                self.assertFalse(self._as(role, self.env['dz.hr.decision']).has_access('write'))

    def test_who_prepares_payroll_signs_no_decision(self):
        decision = self.env['dz.hr.decision'].create({
            'kind_id': self.env.ref('l10n_dz_hr_file.kind_work_certificate').id, 'company_id': self.chamber_16.id,
            'employee_id': self._employee(self.people['employee']).id})
        with self.assertRaisesRegex(AccessError, "head of personnel"):
            self._as('payroll_officer', decision).action_sign()

    # means

    def test_who_asks_for_a_purchase_does_not_decide(self):
        mine = self._as('employee', self.request)
        for state in ('approved', 'in_progress', 'done'):
            with self.subTest(state=state):
                self.assertRefused(mine.write, {'state': state})
        self.assertRefused(mine.button_approved)

    def test_a_purchase_request_is_read_by_its_author_and_by_who_works_on_it(self):
        readers = {'employee', 'budget_officer', 'payer', 'accountant', 'finance_manager', 'storekeeper', 'means_officer',
                   'means_manager', 'director', 'director_general', 'auditor'}
        for role in POSTS:
            with self.subTest(role=role):
                found = self._as(role, self.env['purchase.request']).search([('id', '=', self.request.id)])
                self.assertEqual(bool(found), role in readers)

    def test_an_employee_reads_no_orders_but_those_for_his_requests(self):
        for role in ('employee', 'cashier', 'hr_officer'):
            with self.subTest(role=role):
                self.assertFalse(self._as(role, self.env['purchase.order']).search([('id', '=', self.order.id)]))
                self.assertFalse(self._as(role, self.env['purchase.order.line']).search(
                    [('order_id', '=', self.order.id)]))
        self.order.order_line.purchase_request_lines = self.request.line_ids
        self.assertTrue(self._as('employee', self.env['purchase.order']).search([('id', '=', self.order.id)]))
        self.assertFalse(self._as('cashier', self.env['purchase.order']).search([('id', '=', self.order.id)]))

    def test_the_means_officer_orders_and_does_not_approve(self):
        order = self._as('means_officer', self.order)
        order.partner_ref = "F-1"
        self.assertRefused(order.write, {'state': 'purchase'})
        self.assertFalse(self._as('hr_manager', self.env['purchase.order']).has_access('create'))

    def test_the_keeper_of_assets_books_nothing(self):
        for role in ('means_officer', 'means_manager', 'storekeeper'):
            with self.subTest(role=role):
                for model in ('account.asset', 'account.asset.line', 'dz.asset.run'):
                    self.assertFalse(self._as(role, self.env[model]).has_access('create'))

    def test_what_another_chamber_has_is_not_read(self):
        place = self.env['dz.asset.location'].create({'name': "Batna", 'company_id': self.chamber_05.id})
        for role in ('budget_officer', 'accountant', 'finance_manager', 'director'):
            with self.subTest(role=role):
                self.assertEqual(self._as(role, self.env['budget.year']).search([]), self.year)
        for role in ('means_officer', 'means_manager', 'accountant', 'director'):
            with self.subTest(role=role):
                self.assertFalse(self._as(role, self.env['dz.asset.location']).search([('id', '=', place.id)]))
                self.assertRefused(self._as(role, place).write, {'name': "X"})
        self.assertFalse(self.env['purchase.order'].with_user(self.stranger).search([('id', '=', self.order.id)]))

    # control

    def test_who_controls_reads_all_and_writes_nothing(self):
        for role in ('auditor', 'director_general', 'director'):
            for model in (*MONEY, *BUDGET, *PEOPLE, *MEANS):
                Model = self._as(role, self.env[model])
                with self.subTest(role=role, model=model):
                    self.assertTrue(Model.has_access('read') or model in ('hr.employee', 'tier.definition'))
                    for operation in ('write', 'create', 'unlink'):
                        self.assertFalse(Model.has_access(operation), operation)

    def test_the_auditor_reads_the_chambers_that_he_is_given(self):
        self.assertLessEqual(self.year | self.year_05, self._as('auditor', self.env['budget.year']).search([]))
