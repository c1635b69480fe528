from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestRequisition(StoreCommon):

    def test_from_the_need_to_the_receipt(self):
        with Form(self.env['store.requisition'].with_user(self.asker)) as form:
            form.reason = "Session of March"
            with form.line_ids.new() as line:
                line.product_id = self.paper
                line.quantity = 3
        requisition = form.record
        self.assertRecordValues(requisition, [{
            'state': 'draft', 'store_id': self.store.id, 'employee_id': self.asker_employee.id,
            'department_id': self.training.id, 'name': "New"}])
        requisition.action_send()
        self.assertRecordValues(requisition, [{
            'state': 'requested', 'name': 'DM/ST1/2026/00001', 'approver_id': self.head.id}])
        requisition.with_user(self.head).validate_tier()
        self.assertEqual(requisition.state, 'approved')
        voucher = self._deliver(requisition)
        self.assertEqual(requisition.state, 'delivered')
        self.assertEqual(self._get_quantity(self.paper), 17)
        self.assertTrue(requisition.to_confirm)
        requisition.action_confirm()
        self.assertEqual(requisition.state, 'received')
        self.assertRecordValues(voucher, [{
            'name': 'BS/ST1/2026/00001', 'kind': 'exit', 'value': 1500, 'received_by_id': self.asker.id,
            'delivered_by_id': self.keeper.id, 'department_id': self.training.id}])

    def test_numbers_leave_no_gap_when_a_request_is_refused(self):
        self.assertEqual(self._ask(paper=1).name, 'DM/ST1/2026/00001')
        self._ask(send=False, paper=1).unlink()
        bad = self._ask(send=False)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            bad.action_send()
        self.assertEqual(self._ask(pen=1).name, 'DM/ST1/2026/00002')

    def test_the_head_of_a_service_is_judged_by_the_one_above(self):
        direction = self.env['hr.department'].create({
            'name': "Direction", 'company_id': self.office.id, 'manager_id': self.other_head.employee_id.id})
        self.training.parent_id = direction
        requisition = self._ask(self.head, paper=1)
        self.assertEqual(requisition.approver_id, self.other_head)

    def test_where_nobody_stands_above_the_manager_of_stores_approves(self):
        requisition = self._ask(self.head, paper=1)
        self.assertFalse(requisition.approver_id)
        with self.assertRaises(UserError):
            requisition.with_user(self.head).validate_tier()
        self._approve(requisition, self.manager)
        self.assertEqual(requisition.state, 'approved')

    def test_a_refusal_ends_it_with_its_reason(self):
        requisition = self._ask(paper=1)
        requisition.with_user(self.head)._decide('reject', requisition.review_ids, "Not this month")
        self.assertEqual(requisition.state, 'refused')
        self.assertEqual(self.env['tier.review.event'].search(
            [('model', '=', 'store.requisition'), ('res_id', '=', requisition.id)], limit=1).comment, "Not this month")

    def test_who_asks_does_not_approve(self):
        self.training.manager_id = self.asker_employee
        self.manager.employee_id.department_id = self.training
        requisition = self._ask(self.manager, paper=1)
        self.assertEqual(requisition.approver_id, self.asker)
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            requisition.with_user(self.manager).validate_tier()

    def test_who_approves_sees_what_is_asked_for_before_he_opens_it(self):
        requisition = self._ask(send=False, paper=3)
        requisition.reason = "Session of March"
        requisition.action_send()
        card = requisition.review_ids.with_user(self.head).record_reason
        self.assertEqual(card.replace('\u2068', '').replace('\u2069', ''), "Paper × 3 — Session of March")

    def test_without_any_definition_it_goes_on_at_once(self):
        self.env['tier.definition'].search([('model', '=', 'store.requisition')]).active = False
        self.assertEqual(self._ask(paper=1).state, 'approved')

    def test_nobody_asks_for_nothing_or_less(self):
        for quantity in (0, -2):
            with self.subTest(quantity=quantity), mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), \
                    self.env.cr.savepoint():
                self._ask(send=False, paper=quantity)

    def test_an_empty_requisition_is_not_sent(self):
        with self.assertRaisesRegex(UserError, "Say what you need"):
            self._ask()

    def test_an_article_that_the_store_does_not_hold_is_refused(self):
        with self.assertRaisesRegex(UserError, "Chair is not an article of"):
            self._ask(chair=1)

    def test_an_article_taken_off_the_store_meanwhile_is_refused_when_sent(self):
        requisition = self._ask(send=False, toner=1)
        self.store.item_ids.filtered(lambda item: item.product_id == self.toner).active = False
        with self.assertRaisesRegex(UserError, "Toner is not an article of"):
            requisition.action_send()

    def test_an_article_stands_once_on_a_requisition(self):
        requisition = self._ask(send=False, paper=1)
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            requisition.write({'line_ids': [Command.create({'product_id': self.paper.id, 'quantity': 1})]})

    def test_nothing_changes_after_it_was_sent(self):
        for sent in (self._ask(paper=2), self._ask_approved(pen=2)):
            with self.subTest(state=sent.state):
                with self.assertRaisesRegex(UserError, "was sent"):
                    sent.reason = "Other"
                with self.assertRaises(UserError):
                    sent.write({'line_ids': [Command.create({'product_id': self.toner.id, 'quantity': 1})]})
                with self.assertRaisesRegex(UserError, "was sent"):
                    sent.line_ids.quantity = 50
                with self.assertRaisesRegex(UserError, "was sent"):
                    sent.line_ids.unlink()
                with self.assertRaisesRegex(UserError, "Only a draft"):
                    sent.unlink()
                with self.assertRaisesRegex(UserError, "was sent"):
                    sent.action_send()

    def test_the_steps_alone_write_the_state(self):
        requisition = self._ask(send=False, paper=2)
        for values in ({'state': 'approved'}, {'name': "X"}, {'approver_id': self.asker.id}, {'is_over_limit': True}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "written by the steps"):
                requisition.write(values)
        with self.assertRaisesRegex(UserError, "written by the steps"):
            self.env['store.requisition'].with_user(self.asker).create({
                'store_id': self.store.id, 'employee_id': self.asker_employee.id, 'state': 'approved'})
        for name in ('quantity_delivered', 'quantity_returned'):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "follows from the deliveries"):
                requisition.line_ids.write({name: 1})

    def test_given_up_before_the_delivery_only_and_by_who_asked(self):
        requisition = self._ask_approved(paper=1)
        with self.assertRaises(AccessError):
            requisition.with_user(self.colleague).action_cancel()
        requisition.action_cancel()
        self.assertEqual(requisition.state, 'cancel')
        delivered = self._ask_approved(paper=1)
        self._deliver(delivered)
        with self.assertRaisesRegex(UserError, "cannot be given up"):
            delivered.action_cancel()

    def test_given_up_under_approval_nothing_waits_for_the_head_any_more(self):
        requisition = self._ask(paper=1)
        inbox = self.env['tier.review'].with_user(self.head)
        self.assertEqual(inbox.search_count([('is_waiting_for_me', '=', True)]), 1)
        requisition.action_cancel()
        self.assertEqual(inbox.search_count([('is_waiting_for_me', '=', True)]), 0)

    def test_as_last_time(self):
        self._ask(paper=2, pen=5)
        requisition = self._ask(send=False, pen=1)
        requisition.action_as_last_time()
        self.assertEqual({line.product_id: line.quantity for line in requisition.line_ids}, {self.pen: 1, self.paper: 2})
        with self.assertRaisesRegex(UserError, "nothing to take over"):
            self._ask(self.colleague, send=False).action_as_last_time()

    def test_the_basket_is_filled_by_taps(self):
        items = self.store.item_ids.with_user(self.asker)
        paper = items.filtered(lambda item: item.product_id == self.paper)
        paper.action_add()
        paper.action_add()
        (items - paper).action_add()
        basket = self.env['store.requisition'].with_user(self.asker).browse(paper.action_open_basket()['res_id'])
        self.assertEqual(basket.line_ids.mapped('quantity'), [2, 1, 1])
        paper.invalidate_recordset()
        self.assertEqual(paper.basket_quantity, 2)
        basket.action_send()
        paper.invalidate_recordset()
        self.assertEqual((paper.basket_quantity, paper.asked_quantity), (0, 2))
        asked = self.env['store.item'].with_user(self.asker).search([('asked_on', '!=', False)])
        self.assertEqual(asked.product_id, self.paper | self.pen | self.toner)
        self.assertFalse(self.env['store.item'].with_user(self.colleague).search([('asked_on', '!=', False)]))

    def test_an_empty_basket_says_so(self):
        with self.assertRaisesRegex(UserError, "Nothing is in your basket"):
            self.store.item_ids[:1].with_user(self.colleague).action_open_basket()

    def test_without_employee_file_nothing_is_asked(self):
        self.colleague_employee.user_id = False
        with self.assertRaisesRegex(UserError, "no employee file"):
            self.store.item_ids[:1].with_user(self.colleague).action_add()

    def test_a_store_for_some_services_refuses_the_others(self):
        self.store.department_ids = self.register
        with self.assertRaisesRegex(UserError, "does not serve your service"):
            self._ask(paper=1)

    def test_the_store_of_another_company_is_refused(self):
        foreign = self.env['store.store'].create({'name': "Foreign", 'code': 'FO', 'company_id': self.branch.id,
                                                  'item_ids': [Command.create({'product_id': self.paper.id})]})
        self.asker.company_ids |= self.branch
        with self.assertRaisesRegex(UserError, "belongs to another company"):
            self.env['store.requisition'].with_user(self.asker).with_context(
                allowed_company_ids=(self.office | self.branch).ids).create({
                    'store_id': foreign.id, 'employee_id': self.asker_employee.id})
