from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

KEEPER = 'store_requisition.store_requisition_group_keeper'
MANAGER = 'store_requisition.store_requisition_group_manager'
READER = 'store_requisition.store_requisition_group_reader'
USER = 'base.group_user'


class StoreCommon(BaseCommon):
    """An office of two services with one store: 20 reams at 500 DA, 10 pens at 40 DA, no toner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        dinar = cls.env.ref('base.DZD')
        dinar.active = True
        cls.office = cls.env['res.company'].create({'name': "Office of Tests", 'currency_id': dinar.id})
        cls.branch = cls.env['res.company'].create({'name': "Other Office", 'currency_id': dinar.id})
        cls.env.user.company_ids |= cls.office | cls.branch
        cls.env = cls.env(context={**cls.env.context, 'allowed_company_ids': cls.office.ids})
        cls.keeper, cls.keeper_employee = cls._create_person('keeper', KEEPER)
        cls.keeper2, _employee = cls._create_person('keeper2', KEEPER)
        cls.manager, _employee = cls._create_person('manager', MANAGER)
        cls.reader, _employee = cls._create_person('reader', READER)
        cls.head, cls.head_employee = cls._create_person('head', USER)
        cls.other_head, other_head = cls._create_person('other_head', USER)
        Department = cls.env['hr.department']
        cls.training = Department.create({'name': "Training", 'company_id': cls.office.id, 'manager_id': cls.head_employee.id})
        cls.register = Department.create({'name': "Register", 'company_id': cls.office.id, 'manager_id': other_head.id})
        cls.head_employee.department_id = cls.training
        cls.asker, cls.asker_employee = cls._create_person('asker', USER, cls.training)
        cls.colleague, cls.colleague_employee = cls._create_person('colleague', USER, cls.training)
        cls.category = cls.env['product.category'].create({'name': "Supplies", 'property_cost_method': 'average'})
        cls.paper = cls._create_product("Paper", barcode='6130000000017')
        cls.pen = cls._create_product("Pen", barcode='6130000000024')
        cls.toner = cls._create_product("Toner")
        cls.chair = cls._create_product("Chair")
        cls.store = cls.env['store.store'].create({
            'name': "Supplies", 'code': 'ST1', 'company_id': cls.office.id,
            'keeper_ids': [Command.set((cls.keeper | cls.keeper2).ids)],
            'item_ids': [Command.create({'product_id': product.id}) for product in (cls.paper, cls.pen, cls.toner)]})
        cls._receive(cls.paper, 20, 500)
        cls._receive(cls.pen, 10, 40)

    @classmethod
    def _create_person(cls, login, group, department=None, company=None):
        company = company or cls.office
        user = new_test_user(
            cls.env, login=f'{login}_store', name=login.capitalize(), groups=group, company_id=company.id,
            company_ids=[Command.set(company.ids)], tz='Africa/Algiers')
        employee = cls.env['hr.employee'].create({
            'name': user.name, 'user_id': user.id, 'company_id': company.id, 'department_id': department and department.id})
        return user, employee

    @classmethod
    def _create_product(cls, name, **values):
        return cls.env['product.product'].create({
            'name': name, 'type': 'consu', 'is_storable': True, 'categ_id': cls.category.id, **values})

    @classmethod
    def _receive(cls, product, quantity, price, store=None):
        """A receipt of the warehouse, validated: the store's entry voucher."""
        store = store or cls.store
        operation = cls.env['stock.picking.type'].search([
            ('code', '=', 'incoming'), ('company_id', '=', store.company_id.id)], limit=1)
        supplier = cls.env.ref('stock.stock_location_suppliers')
        picking = cls.env['stock.picking'].create({
            'picking_type_id': operation.id, 'location_id': supplier.id, 'location_dest_id': store.location_id.id,
            'move_ids': [Command.create({
                'product_id': product.id, 'product_uom_qty': quantity, 'product_uom': product.uom_id.id,
                'price_unit': price, 'location_id': supplier.id, 'location_dest_id': store.location_id.id})]})
        picking.action_confirm()
        picking.move_ids.write({'quantity': quantity, 'picked': True})
        picking.button_validate()
        picking.move_ids.value_manual = quantity * price
        return cls.env['store.voucher'].search([('picking_id', '=', picking.id)])

    def _ask(self, user=None, send=True, store=None, **quantities):
        """A requisition by the names of the articles in this class."""
        user = user or self.asker
        requisition = self.env['store.requisition'].with_user(user).create({
            'store_id': (store or self.store).id, 'employee_id': user.sudo().employee_id.id, 'line_ids': [
                Command.create({'product_id': getattr(self, name).id, 'quantity': quantity})
                for name, quantity in quantities.items()]})
        if send:
            requisition.action_send()
        return requisition

    def _approve(self, requisition, user=None):
        requisition.with_user(user or self.head).validate_tier()
        return requisition

    def _ask_approved(self, **quantities):
        return self._approve(self._ask(**quantities))

    def _deliver(self, requisition, user=None, **quantities):
        """Prepare and deliver quantities, or all that is there; returns the voucher."""
        requisition = requisition.with_user(user or self.keeper)
        if quantities:
            for name, quantity in quantities.items():
                self._get_line(requisition, name).quantity_ready = quantity
        else:
            requisition.action_prepare()
        action = requisition.action_deliver()
        return requisition.env['store.voucher'].browse(action['res_id'])

    def _get_line(self, requisition, name):
        product = getattr(self, name)
        return requisition.line_ids.filtered(lambda line: line.product_id == product)

    def _get_quantity(self, product, store=None):
        return (store or self.store)._get_quantities(product).get(product, 0.0)
