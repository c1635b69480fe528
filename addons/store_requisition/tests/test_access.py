from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import KEEPER, StoreCommon


@tagged('post_install', '-at_install')
class TestAccess(StoreCommon):

    def test_everybody_sees_what_concerns_him(self):
        mine = self._ask(paper=1)
        draft = self._ask(self.colleague, send=False, pen=1)
        elsewhere, _employee = self._create_person('elsewhere', 'base.group_user', self.register)
        theirs = self._ask(elsewhere, paper=1)
        for user, seen in (
            (self.asker, mine), (self.colleague, draft), (self.head, mine | draft), (self.other_head, theirs),
            (self.keeper, mine | theirs), (self.manager, mine | draft | theirs), (self.reader, mine | draft | theirs),
        ):
            with self.subTest(user=user.name):
                Requisition = self.env['store.requisition'].with_user(user)
                self.assertEqual(Requisition.search([]), seen.with_user(user))
                self.assertEqual(self.env['store.requisition.line'].with_user(user).search([]).requisition_id,
                                 seen.with_user(user))

    def test_nobody_asks_in_the_name_of_another_but_the_manager(self):
        with self.assertRaises(AccessError):
            self.env['store.requisition'].with_user(self.colleague).create({
                'store_id': self.store.id, 'employee_id': self.asker_employee.id})
        draft = self._ask(self.colleague, send=False, pen=1)
        with self.assertRaises(AccessError):
            draft.employee_id = self.asker_employee
        self.assertTrue(self.env['store.requisition'].with_user(self.manager).create({
            'store_id': self.store.id, 'employee_id': self.asker_employee.id}))

    def test_the_manager_who_types_it_for_another_does_not_approve_it(self):
        self.training.manager_id = False
        requisition = self.env['store.requisition'].with_user(self.manager).create({
            'store_id': self.store.id, 'employee_id': self.asker_employee.id,
            'line_ids': [Command.create({'product_id': self.pen.id, 'quantity': 1})]})
        requisition.action_send()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            requisition.validate_tier()

    def test_others_neither_read_nor_touch_it(self):
        requisition = self._ask(send=False, paper=1).with_user(self.colleague)
        with self.assertRaises(AccessError):
            requisition.read(['reason'])
        with self.assertRaises(AccessError):
            requisition.reason = "x"
        with self.assertRaises(AccessError):
            requisition.action_send()
        with self.assertRaises(AccessError):
            requisition.unlink()

    def test_the_head_reads_and_does_not_write(self):
        requisition = self._ask(send=False, paper=1).with_user(self.head)
        self.assertTrue(requisition.read(['reason']))
        with self.assertRaises(AccessError):
            requisition.reason = "x"
        with self.assertRaises(AccessError):
            requisition.line_ids.quantity = 9

    def test_a_storekeeper_of_another_store_delivers_nothing(self):
        stranger, _employee = self._create_person('stranger', KEEPER)
        requisition = self._ask_approved(pen=1)
        self.assertFalse(self.env['store.requisition'].with_user(stranger).search([]))
        for method in ('action_prepare', 'action_deliver', 'action_close'):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(requisition.with_user(stranger), method)()

    def test_named_as_keeper_without_the_role_delivers_nothing(self):
        self.store.keeper_ids |= self.head
        requisition = self._ask_approved(pen=1)
        with self.assertRaises(AccessError):
            requisition.with_user(self.head).action_deliver()
        with self.assertRaises(AccessError):
            requisition.line_ids.with_user(self.head).quantity_ready = 1

    def test_the_asker_prepares_nothing_for_himself(self):
        requisition = self._ask_approved(pen=1)
        with self.assertRaises(AccessError):
            requisition.line_ids.quantity_ready = 1
        with self.assertRaises(UserError):
            requisition.write({'line_ids': [Command.update(requisition.line_ids.id, {'quantity_delivered': 1})]})

    def test_a_storekeeper_approves_nothing(self):
        requisition = self._ask(pen=1)
        with self.assertRaises(AccessError):
            requisition.with_user(self.keeper).validate_tier()
        with self.assertRaises(UserError):
            requisition.with_user(self.keeper).write({'state': 'approved'})

    def test_nobody_writes_a_voucher(self):
        voucher = self._deliver(self._ask_approved(pen=1))
        for user in (self.asker, self.keeper, self.manager, self.reader):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    voucher.with_user(user).write({'origin': "x"})
                with self.assertRaises(AccessError):
                    voucher.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    voucher.line_ids.with_user(user).write({'quantity_returned': 0})
                with self.assertRaises(AccessError):
                    self.env['store.voucher'].with_user(user).create({
                        'name': "F", 'kind': 'exit', 'store_id': self.store.id})

    def test_values_are_not_for_everybody(self):
        voucher = self._deliver(self._ask_approved(pen=1))
        self.assertEqual(voucher.with_user(self.reader).value, 40)
        self.assertTrue(voucher.with_user(self.asker).read(['name']))
        with self.assertRaises(AccessError):
            voucher.with_user(self.asker).read(['value'])

    def test_another_company_sees_and_does_nothing(self):
        foreign_keeper, _employee = self._create_person('foreign', KEEPER, company=self.branch)
        foreign_manager, _employee = self._create_person(
            'foreign_manager', 'store_requisition.store_requisition_group_manager', company=self.branch)
        self.store.keeper_ids |= foreign_keeper
        requisition = self._ask_approved(pen=1)
        for user in (foreign_keeper, foreign_manager):
            with self.subTest(user=user.name):
                for model in ('store.store', 'store.item', 'store.requisition', 'store.voucher', 'store.voucher.line'):
                    self.assertFalse(self.env[model].with_user(user).with_context(allowed_company_ids=self.branch.ids).search(
                        [('company_id', '=', self.office.id)]))
                with self.assertRaises(AccessError):
                    requisition.with_user(user).with_context(allowed_company_ids=self.branch.ids).action_deliver()
                with self.assertRaises(AccessError):
                    requisition.with_user(user).with_context(allowed_company_ids=self.office.ids).action_deliver()

    def test_who_replaces_the_head_reads_and_approves(self):
        self.env['tier.delegation'].with_user(self.head).create({
            'delegate_id': self.other_head.id, 'date_start': '2026-03-15', 'date_end': '2026-03-20', 'reason': "Leave"})
        requisition = self._ask(pen=1)
        requisition.with_user(self.other_head).validate_tier()
        self.assertEqual(requisition.state, 'approved')

    def test_articles_are_kept_by_the_storekeeper_of_the_store(self):
        self.store.item_ids[0].with_user(self.keeper).minimum = 3
        with self.assertRaises(AccessError):
            self.store.item_ids[0].with_user(self.asker).minimum = 3
        stranger, _employee = self._create_person('stranger', KEEPER)
        with self.assertRaises(AccessError):
            self.store.item_ids[0].with_user(stranger).minimum = 3
        with self.assertRaises(AccessError):
            self.env['store.limit'].with_user(self.keeper).create({
                'name': "x", 'product_id': self.pen.id, 'quantity': 1})
