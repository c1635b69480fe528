from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestOrder(MissionCommon):

    def test_from_the_request_to_the_end(self):
        order = self._create_order()
        self.assertRecordValues(order, [{
            'state': 'draft', 'name': False, 'company_id': self.company.id, 'department_id': self.department.id,
            'grade': "Technician", 'job_title': "Weaver", 'amount_estimate': 2850}])
        order.action_ask()
        self.assertEqual(order.state, 'asked')
        order.with_user(self.chief).validate_tier()
        self.assertEqual(order.state, 'approved')
        order.with_user(self.officer).action_order()
        self.assertRecordValues(order, [{
            'state': 'ordered', 'name': 'OM/2026/0001', 'ordered_by_id': self.officer.id,
            'date_report_due': Datetime.to_datetime('2026-03-20').date()}])
        self.assertEqual(order.visa_ids.mapped('place'), [order.destination])
        with freeze_time('2026-03-10 09:00:00'):
            order.action_start()
        self.assertEqual(order.state, 'progress')
        with freeze_time('2026-03-13 09:00:00'):
            order.report = "Sold well."
            order.action_report()
        self._settle(order)
        self.assertEqual(order.state, 'settled')
        self._pay(order, 'balance')
        self.assertEqual(order.state, 'closed')

    def test_numbers_have_no_gap_in_each_company(self):
        other = self._create_company("Saharan Works")
        first = self._order()
        draft = self._approve(self._create_order('2026-04-10 08:00', '2026-04-10 20:00'))
        draft.with_user(self.officer).action_cancel()
        second = self._order('2026-05-10 08:00', '2026-05-10 20:00')
        self.assertEqual((first.name, second.name), ('OM/2026/0001', 'OM/2026/0002'))
        sequence = other._get_mission_sequence()
        self.assertEqual(sequence.next_by_id(sequence_date=first.date_ordered), 'OM/2026/0001')
        self.assertEqual(self.env['ir.sequence'].search_count(
            [('code', '=', 'dz.mission.order'), ('company_id', '=', other.id)]), 1)

    def test_a_taken_number_is_rolled_back_with_the_order(self):
        order = self._approve(self._create_order())
        sequence = self.company._get_mission_sequence()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            order.with_user(self.officer).action_order()
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.assertEqual(sequence.next_by_id(sequence_date=Datetime.now().date()), 'OM/2026/0001')

    def test_return_before_departure_is_refused(self):
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(CheckViolation, 'date_order'), self.env.cr.savepoint():
            self._create_order('2026-03-12 08:00', '2026-03-10 17:00')
        order = self._order()
        with (mute_logger('odoo.sql_db'), self.assertRaisesRegex(CheckViolation, 'actual_order|away_order'),
              self.env.cr.savepoint()):
            order.with_user(self.user).write({'actual_start': '2026-03-12 08:00:00', 'actual_end': '2026-03-11 08:00:00'})
            self.env.flush_all()

    def test_the_traveller_never_approves(self):
        self.department.manager_id = self.karim
        self.karim.parent_id = False
        order = self._create_order()
        self.assertEqual(order.sudo().approver_ids, self.signatory + self.env.ref('base.user_admin').filtered(
            lambda user: user in order.sudo()._get_signatories() and self.company in user.company_ids))
        order.action_ask()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            order._validate_tier()
        self.assertEqual(order.state, 'asked')

    def test_an_officer_who_asks_for_himself_in_anothers_name_does_not_approve(self):
        self.department.manager_id = self._create_employee("Officer", user_id=self.officer.id)
        self.karim.parent_id = False
        order = self._create_order(user=self.officer)
        order.action_ask()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            order._validate_tier()

    def test_the_traveller_does_not_approve_what_another_asked_for_him(self):
        self.user.group_ids += self.signatory.group_ids
        self.department.manager_id = self.karim.parent_id = False
        order = self._create_order(user=self.officer)
        order.action_ask()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            order.with_user(self.user)._validate_tier()

    def test_a_stranger_does_not_approve(self):
        order = self._create_order()
        order.action_ask()
        with self.assertRaises(AccessError):
            order.with_user(self.stranger)._validate_tier()

    def test_the_superior_refuses_with_a_reason(self):
        order = self._create_order()
        order.action_ask()
        order.with_user(self.chief)._rejected_tier()
        self.assertEqual(order.state, 'refused')
        with self.assertRaisesRegex(UserError, "cannot become"):
            order.with_user(self.officer).sudo()._set_state('ordered')

    def test_missions_abroad_need_the_signatory_as_well(self):
        order = self._create_order(country_id=self.env.ref('base.tn').id, state_id=False)
        order.action_ask()
        order.with_user(self.chief).validate_tier()
        self.assertEqual(order.state, 'asked')
        order.with_user(self.signatory).validate_tier()
        self.assertEqual(order.state, 'approved')

    def test_what_was_asked_for_does_not_change(self):
        order = self._create_order()
        order.action_ask()
        for values in ({'date_end': '2026-03-15 16:00:00'}, {'purpose': "Holidays"}, {'advance_asked': 100},
                       {'stop_ids': [Command.create({'host': "Friends"})]}, {'group_id': False}, {'transport': 'plane'}):
            for user in (self.user, self.officer):
                with self.subTest(values=values, user=user.name), self.assertRaises(UserError), self.env.cr.savepoint():
                    order.with_user(user).write(values)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            order.mission_id.write({'date_end': '2026-03-15 16:00:00'})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env['dz.mission.stop'].with_user(self.user).create({'mission_id': order.mission_id.id, 'host': "Friends"})

    def test_a_withdrawn_request_changes_and_is_approved_anew(self):
        order = self._create_order()
        order.action_ask()
        order.action_withdraw()
        order.purpose = "Fair of Mostaganem"
        self._approve(order)
        self.assertEqual(order.state, 'approved')

    def test_steps_are_not_written_by_hand(self):
        order = self._create_order()
        for values in ({'state': 'ordered'}, {'name': 'OM/2026/0009'}, {'advance_state': 'granted'}, {'advance_granted': 5},
                       {'amount_estimate': 1e6}, {'date_report_due': '2030-01-01'}, {'settlement_move_id': 1}):
            for user in (self.user, self.manager, self.finance):
                with self.subTest(values=values, user=user.name), self.assertRaises(UserError), self.env.cr.savepoint():
                    order.with_user(user).write(values)
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._create_order(**values)

    def test_an_order_without_approval_gets_no_number(self):
        order = self._create_order()
        with self.assertRaisesRegex(UserError, "is not approved"):
            order.with_user(self.officer).action_order()
        order.action_ask()
        with self.assertRaises(ValidationError):
            order.sudo()._set_state('approved')

    def test_a_service_vehicle_needs_its_plate_and_driver(self):
        order = self._approve(self._create_order(transport='service'))
        with self.assertRaisesRegex(UserError, "service vehicle and its driver"):
            order.with_user(self.officer).action_order()
        order.with_user(self.officer).write({'vehicle_id': self.van.id, 'driver_id': self.driver.id})
        order.with_user(self.officer).action_order()
        self.assertEqual(order.with_user(self.user).plate, '01234-126-16')

    def test_each_traveller_has_an_order_of_his_own(self):
        order = self._create_order(fellow_ids=[Command.set(self.nadia.ids)])
        order.action_ask()
        orders = order.sudo().mission_id.order_ids
        self.assertEqual(orders.employee_id, self.karim + self.nadia)
        self.assertEqual(set(orders.mapped('state')), {'asked'})
        for one in orders:
            one.with_user(self.chief).validate_tier()
        orders.with_user(self.officer).action_order()
        self.assertEqual(len(set(orders.mapped('name'))), 2)
        self.assertEqual(len(set(orders.mission_id.ids)), 1)

    def test_fellow_orders_are_prepared_once(self):
        order = self._create_order(fellow_ids=[Command.set(self.nadia.ids)])
        order.action_prepare_fellows()
        order.action_prepare_fellows()
        self.assertEqual(len(order.sudo().mission_id.order_ids), 2)

    def test_nobody_joins_a_mission_that_was_asked_for(self):
        order = self._create_order()
        order.action_ask()
        with self.assertRaisesRegex(UserError, "has been asked for"):
            self.env['dz.mission.order'].with_user(self.officer).create(
                {'mission_id': order.mission_id.id, 'employee_id': self.nadia.id})

    def test_a_fellow_who_gives_up_leaves_the_draft_of_the_other_open(self):
        order = self._create_order(fellow_ids=[Command.set(self.nadia.ids)])
        order.action_prepare_fellows()
        fellow = order.sudo().mission_id.order_ids - order.sudo()
        fellow.with_user(self.officer).action_cancel()
        order.purpose = "Fair of Mostaganem"
        self.assertEqual(fellow.purpose, "Fair of Mostaganem")

    def test_travellers_of_another_company_do_not_join(self):
        other = self._create_company("Saharan Works")
        foreign = self._create_employee("Foreign", company_id=other.id)
        order = self._create_order(user=self.env.user, fellow_ids=[Command.set(foreign.ids)])
        with self.assertRaisesRegex(ValidationError, "one company"):
            order.action_prepare_fellows()

    def test_a_mission_without_approval_set_up_is_told(self):
        self.env['tier.definition'].search([('model', '=', 'dz.mission.order')]).active = False
        with self.assertRaisesRegex(UserError, "No approval is set up"):
            self._create_order().action_ask()

    def test_only_drafts_are_deleted_and_their_mission_goes_along(self):
        order = self._create_order()
        mission = order.mission_id
        order.unlink()
        self.assertFalse(mission.sudo().exists())
        order = self._create_order()
        order.action_ask()
        with self.assertRaisesRegex(UserError, "Only a draft"):
            order.unlink()

    def test_cancelling(self):
        order = self._create_order()
        order.action_ask()
        order.action_cancel()
        self.assertEqual(order.state, 'cancelled')
        order = self._approve(self._create_order())
        with self.assertRaisesRegex(AccessError, "mission officer"):
            order.action_cancel()
        order.with_user(self.officer).action_cancel()
        self.assertEqual(order.state, 'cancelled')

    def test_a_mission_begins_on_its_day(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, "begins later"):
            order.action_start()

    def _follow(self):
        with self.enter_registry_test_mode():
            self.env.ref('l10n_dz_mission_order.ir_cron_follow').method_direct_trigger()
        self.env.invalidate_all()

    def test_missions_begin_by_themselves_and_late_reports_are_reminded_once(self):
        order = self._order()
        self._follow()
        self.assertEqual(order.state, 'ordered')
        with freeze_time('2026-03-10 08:00:00'):
            self._follow()
        self.assertEqual(order.state, 'progress')
        with freeze_time('2026-03-20 20:00:00'):
            self.assertFalse(order.is_report_late)
            self.assertNotIn(order, order.search([('is_report_late', '=', True)]))
        order.invalidate_recordset(['is_report_late'])
        with freeze_time('2026-03-21 09:00:00'):
            self.assertTrue(order.is_report_late)
            self.assertIn(order, order.search([('is_report_late', '=', True)]))
            self.assertNotIn(order, order.search([('is_report_late', '=', False)]))
            self._follow()
            self._follow()
        self.assertEqual(order.sudo().activity_ids.filtered(lambda a: a.user_id == self.user).mapped('summary'),
                         ["Report of the mission"])

    def test_the_delay_of_the_report_is_dated(self):
        self._change_rule('2026-04-01', report_days=15)
        order = self._order('2026-04-10 08:00', '2026-04-10 20:00')
        self.assertEqual(str(order.date_report_due), '2026-04-25')
