from odoo.tests import Form, tagged, users

from .common import MissionCommon

ACTIONS = ('order_action', 'order_action_mine', 'order_action_late', 'order_action_settle', 'order_action_away', 'rate_action',
           'rule_action', 'group_action', 'zone_action')


@tagged('post_install', '-at_install')
class TestViews(MissionCommon):

    @users('karim_mission', 'officer_mission', 'finance_mission', 'auditor_mission', 'manager_mission')
    def test_every_screen_opens_for_every_role(self):
        for name in ACTIONS:
            action = self.env['ir.actions.act_window']._for_xml_id(f'l10n_dz_mission_order.dz_mission_{name}')
            modes = [(False, mode) for mode in action['view_mode'].split(',')] + [(False, 'search')]
            views = self.env[action['res_model']].get_views(modes)['views']
            self.assertEqual(set(views), {mode for _view, mode in modes}, name)

    @users('karim_mission')
    def test_an_employee_asks_with_few_fields(self):
        with Form(self.env['dz.mission.order']) as form:
            self.assertEqual(form.employee_id.id, self.karim.id)
            self.assertEqual(form.country_id, self.env.ref('base.dz'))
            form.purpose = "Fair of Oran"
            form.state_id = self.oran
            form.date_start = '2026-03-10 07:00:00'
            form.date_end = '2026-03-12 16:00:00'
            form.distance_km = 430
        order = form.record
        self.assertEqual((order.amount_estimate, order.transport), (2850, 'service'))
        with Form(order) as form:
            form.advance_asked = 1000
            with form.stop_ids.new() as stop:
                stop.host = "Weavers of Tlemcen"
        order.action_ask()
        self.assertEqual(order.state, 'asked')

    @users('karim_mission')
    def test_a_draft_that_goes_abroad_leaves_its_wilaya(self):
        order = self._create_order(city_id=self.env.ref('l10n_dz_territory.commune_3101').id)
        with Form(order) as form:
            form.country_id = self.env.ref('base.fr')
        self.assertEqual((order.state_id.id, order.city_id.id, order.is_abroad), (False, False, True))
        order.country_id = self.env.ref('base.dz')
        self.assertFalse(order.is_abroad)

    def test_a_traveller_reports_in_his_form(self):
        order = self._order()
        order.sudo()._set_state('progress')
        with Form(order.with_user(self.user)) as form:
            form.report = "Sold well."
            with form.expense_ids.new() as expense:
                expense.name = "Taxi"
                expense.amount = 300
            with form.day_ids.edit(0) as day:
                day.is_lunch_given = True
        self.assertEqual((order.amount_allowance, order.amount_expense), (2600, 300))

    def test_who_is_away(self):
        order = self._order()
        domain = [('state', 'in', ('ordered', 'progress')), ('date_from', '<=', '2026-03-11 10:00:00'),
                  ('date_to', '>=', '2026-03-11 10:00:00')]
        self.assertEqual(self.env['dz.mission.order'].with_user(self.chief).search(domain), order)

    def test_smart_buttons_lead_to_the_missions(self):
        order = self._approve(self._create_order(transport='service'))
        order.with_user(self.officer).write({'vehicle_id': self.van.id, 'driver_id': self.driver.id})
        van = self.van.with_user(self.officer)
        self.assertEqual(van.mission_count, 1)
        order = order.with_user(self.officer)
        self.assertEqual(order.search(van.action_view_missions()['domain']), order)
        self.assertEqual(self.karim.mission_order_count, 1)
        self.assertEqual(order.search(self.karim.action_view_mission_orders()['domain']), order)

    def test_the_note_of_a_draft_tells_what_is_missing(self):
        self.karim.mission_group_id = False
        self.assertIn("group of grades", self._create_order().allowance_note)
