from psycopg2.errors import ExclusionViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestOverlap(MissionCommon):
    """Nobody is in two places, no vehicle either."""

    def assertRefused(self, constraint, function):
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(ExclusionViolation, constraint), self.env.cr.savepoint():
            function()

    def test_two_missions_of_one_employee_do_not_overlap(self):
        self._create_order().action_ask()
        second = self._create_order('2026-03-12 16:00', '2026-03-14 10:00')
        self.assertRefused('employee_once', second.action_ask)

    def test_one_mission_may_follow_another(self):
        self._create_order().action_ask()
        second = self._create_order('2026-03-12 17:00', '2026-03-14 10:00')
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_a_cancelled_mission_is_in_nobodys_way(self):
        first = self._create_order()
        first.action_ask()
        first.action_cancel()
        second = self._create_order()
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_a_return_later_than_planned_does_not_reach_into_the_next_mission(self):
        order = self._order()
        self._create_order('2026-03-13 08:00', '2026-03-14 10:00').action_ask()

        def stay():
            order.with_user(self.user).write({'actual_start': order.date_start, 'actual_end': '2026-03-13 12:00:00'})
            self.env.flush_all()
        self.assertRefused('employee_once', stay)

    def test_an_early_return_frees_the_days(self):
        order = self._order()
        order.with_user(self.user).write({'actual_start': order.date_start, 'actual_end': '2026-03-11 12:00:00'})
        second = self._create_order('2026-03-12 08:00', '2026-03-14 10:00')
        second.action_ask()
        self.assertEqual(second.state, 'asked')

    def test_one_employee_has_one_order_of_a_mission(self):
        order = self._create_order()
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(UniqueViolation, 'once_a_mission'), self.env.cr.savepoint():
            self.env['dz.mission.order'].with_user(self.officer).create(
                {'mission_id': order.mission_id.id, 'employee_id': self.karim.id})

    def test_a_vehicle_is_not_taken_twice(self):
        means = {'vehicle_id': self.van.id, 'driver_id': self.driver.id}
        first = self._approve(self._create_order(transport='service'))
        first.with_user(self.officer).write(means)
        second = self._approve(self._create_order('2026-03-12 10:00', '2026-03-13 10:00', transport='service',
                                                  employee_id=self.nadia.id, user=self.chief), self.signatory_of_chief())

        def take():
            second.with_user(self.officer).write(means)
            self.env.flush_all()
        self.assertRefused('vehicle_once', take)

    def signatory_of_chief(self):
        """Who approves what the chief asks for her people: the signatory, named by a mandate of the superior."""
        self.env['tier.definition'].search([('model', '=', 'dz.mission.order'), ('sequence', '=', 20)]).write({
            'review_type': 'group', 'reviewer_group_id': self.env.ref(
                'l10n_dz_mission_order.l10n_dz_mission_order_group_signatory').id})
        return self.signatory

    def test_a_vehicle_is_free_when_its_mission_is_cancelled(self):
        means = {'vehicle_id': self.van.id, 'driver_id': self.driver.id}
        first = self._approve(self._create_order(transport='service'))
        first.with_user(self.officer).write(means)
        first.with_user(self.officer).action_cancel()
        second = self._approve(self._create_order(transport='service'))
        second.with_user(self.officer).write(means)
        second.with_user(self.officer).action_order()
        self.assertEqual(second.state, 'ordered')

    def test_travellers_of_one_mission_share_the_vehicle(self):
        order = self._create_order(transport='service', fellow_ids=[(6, 0, self.nadia.ids)])
        order.action_ask()
        orders = order.sudo().mission_id.order_ids
        for one in orders:
            one.with_user(self.chief).validate_tier()
        order.with_user(self.officer).write({'vehicle_id': self.van.id, 'driver_id': self.driver.id})
        orders.with_user(self.officer).action_order()
        self.assertEqual(set(orders.mapped('state')), {'ordered'})

    def test_the_vehicle_of_another_company_is_refused(self):
        self.van.company_id = self._create_company("Saharan Works")
        order = self._approve(self._create_order(transport='service'))
        with self.assertRaisesRegex(ValidationError, "another company"):
            order.with_user(self.officer).write({'vehicle_id': self.van.id, 'driver_id': self.driver.id})

    def _leave(self, start, end):
        leave_type = self.env['hr.leave.type'].create({
            'name': "Rest", 'requires_allocation': False, 'leave_validation_type': 'hr', 'company_id': self.company.id})
        return self.env['hr.leave'].create({
            'employee_id': self.karim.id, 'holiday_status_id': leave_type.id, 'request_date_from': start, 'request_date_to': end})

    def test_nobody_travels_on_approved_leave(self):
        leave = self._leave('2026-03-11', '2026-03-11')
        order = self._create_order()
        leave.action_approve()
        with self.assertRaisesRegex(ValidationError, "Karim is on leave"):
            order.action_ask()

    def test_leave_that_is_only_asked_for_does_not_hinder(self):
        self._leave('2026-03-11', '2026-03-11')
        order = self._create_order()
        order.action_ask()
        self.assertEqual(order.state, 'asked')

    def test_no_leave_is_approved_during_a_mission(self):
        self._create_order().action_ask()
        leave = self._leave('2026-03-11', '2026-03-11')
        with self.assertRaisesRegex(ValidationError, "is on a mission"):
            leave.action_approve()

    def test_places_belong_together(self):
        with self.assertRaisesRegex(ValidationError, "commune lies in the wilaya"):
            self._create_order(city_id=self.env.ref('l10n_dz_territory.commune_1601').id)
        order = self._create_order()
        with self.assertRaisesRegex(ValidationError, "commune lies in the wilaya"):
            order.stop_ids = [(0, 0, {'country_id': self.env.ref('base.tn').id, 'state_id': self.oran.id})]

    def test_a_distance_is_not_negative(self):
        with self.assertRaises(Exception) as caught, mute_logger('odoo.sql_db'), self.env.cr.savepoint():
            self._create_order(distance_km=-1)
        self.assertNotIsInstance(caught.exception, UserError)
        self.assertIn('distance_positive', str(caught.exception))
