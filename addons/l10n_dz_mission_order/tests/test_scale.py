from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestScale(MissionCommon):
    """Allowances by the scale in force on each day."""

    def _rate(self, kind, amount, **values):
        return self.env['dz.mission.rate'].create({
            'kind': kind, 'amount': amount, 'group_id': self.karim.mission_group_id.id, 'company_id': self.company.id,
            'date_from': '2020-01-01', 'source': "Agreement", **values})

    def test_the_rates_of_the_decree(self):
        order = self._create_order()
        self.assertEqual(order.day_ids.mapped('amount'), [1300, 1300, 250])
        self.assertEqual(order.amount_estimate, 2850)
        self.assertIn("1 × Full day", order.day_ids[0].explanation)
        self.assertIn("91-500", order.day_ids[0].explanation)

    def test_the_hours_are_those_of_algiers(self):
        order = self._create_order('2026-03-10 11:00', '2026-03-10 14:00', distance_km=430)
        self.rule.hours_min = 0
        order._recount_days()
        self.assertEqual(order.day_ids.mapped('lunch'), [True])

    def test_own_scale_of_the_company_goes_before(self):
        self._rate('day', 3000)
        self.assertEqual(self._create_order().day_ids.mapped('amount'), [3000, 3000, 250])

    def test_a_branch_has_the_scale_of_its_parent_until_it_has_its_own(self):
        branch = self._create_company("Branch", parent_id=self.company.id)
        weaver = self._create_employee("Yacine", company_id=branch.id)
        self._rate('day', 3000)
        order = self._create_order(user=self.env.user, employee_id=weaver.id)
        self.assertEqual(order.company_id, branch)
        self.assertEqual(order.amount_estimate, 6250)
        self._rate('day', 2000, company_id=branch.id)
        order._recount_days()
        self.assertEqual(order.amount_estimate, 4250)

    def test_a_zone_goes_before_everywhere_and_the_company_before_the_zone(self):
        zone = self.env['dz.mission.zone'].create({'name': "West", 'state_ids': [(6, 0, self.oran.ids)]})
        self._rate('day', 1500, zone_id=zone.id, company_id=False)
        self.assertEqual(self._create_order().day_ids[0].amount, 1500)
        alger = self.env.ref('l10n_dz_territory.commune_1601').state_id
        self.assertEqual(self._create_order(state_id=alger.id).day_ids[0].amount, 1300)
        self._rate('day', 2500)
        self.assertEqual(self._create_order().day_ids[0].amount, 2500)

    def test_a_rate_that_changes_during_the_mission(self):
        self._rate('day', 3000, date_to='2026-03-10')
        self._rate('day', 3500, date_from='2026-03-11')
        self.assertEqual(self._create_order().day_ids.mapped('amount'), [3000, 3500, 250])

    def test_a_day_without_rate_is_told_with_its_day(self):
        self.karim.mission_group_id = self.env.ref('l10n_dz_mission_order.group_inside_higher')
        order = self._create_order()
        self.assertEqual(order.amount_estimate, 0)
        self.assertIn("No rate “Night”", order.allowance_note)
        with self.assertRaisesRegex(UserError, "No rate “Night” of the group “Higher group” is in force on (03/10|10/03)/2026"):
            order.action_ask()
        self.assertEqual(order.state, 'draft')

    def test_a_day_before_every_rate_is_told(self):
        self.env['dz.mission.rule'].search([('company_id', '=', self.company.id)]).date_from = '1990-01-01'
        order = self._create_order('2002-03-10 08:00', '2002-03-10 17:00')
        with self.assertRaisesRegex(UserError, "No rate “Meal”"):
            order.action_ask()

    def test_a_day_without_rules_is_told(self):
        order = self._create_order('2002-03-10 08:00', '2002-03-10 17:00')
        self.assertIn("No rules of missions", order.allowance_note)
        with self.assertRaisesRegex(UserError, "No rules of missions are in force on (03/10|10/03)/2002"):
            order.action_ask()

    def test_a_traveller_without_group_is_told(self):
        self.karim.mission_group_id = False
        with self.assertRaisesRegex(UserError, "Name the group of grades"):
            self._create_order().action_ask()

    def test_near_or_short_missions_give_nothing_and_say_why(self):
        for values in ({'distance_km': 49}, {'end': '2026-03-10 12:59'}):
            with self.subTest(values=values):
                order = self._create_order(**values)
                self.assertEqual(order.amount_estimate, 0)
                self.assertIn("under 50 km or 5 hours", order.allowance_note)

    def test_meal_hours_follow_the_rules_of_departure(self):
        self._change_rule('2026-03-10', lunch_from=12, lunch_to=18)
        self.assertEqual(self._create_order().day_ids.mapped('amount'), [1300, 1300, 0])

    def test_abroad_by_group(self):
        tunis = {'country_id': self.env.ref('base.tn').id, 'state_id': False, 'distance_km': 0}
        order = self._create_order(**tunis)
        self.assertEqual(order.group_id, self.env.ref('l10n_dz_mission_order.group_abroad_3'))
        self.assertEqual(order.amount_estimate, 60000)
        order.is_extra = True
        self.assertEqual(order.amount_estimate, 66000)
        self.karim.mission_group_abroad_id = self.env.ref('l10n_dz_mission_order.group_abroad_1')
        self.assertEqual(self._create_order(**tunis).amount_estimate, 96000)

    def test_what_the_host_gives_is_taken_off(self):
        order = self._create_order()
        order.day_ids[0].is_lunch_given = True
        order.day_ids[1].is_night_given = True
        self.assertEqual(order.day_ids.mapped('amount'), [1050, 500, 250])
        self.assertEqual(order.amount_estimate, 1800)

    def test_what_the_host_gives_abroad_is_taken_off_by_the_rules(self):
        self.rule.write({'abroad_meal_percent': 10, 'abroad_night_percent': 40})
        order = self._create_order(country_id=self.env.ref('base.tn').id, state_id=False)
        order.day_ids[0].write({'is_night_given': True, 'is_lunch_given': True})
        self.assertEqual(order.day_ids[0].amount, 10000)
        self.assertIn("50 %", order.day_ids[0].explanation)

    def test_days_follow_the_dates_and_keep_what_was_given(self):
        order = self._create_order()
        order.day_ids[0].is_lunch_given = True
        order.date_end = self._utc('2026-03-11 09:00')
        self.assertEqual([str(day.date) for day in order.day_ids], ['2026-03-10', '2026-03-11'])
        self.assertEqual(order.day_ids.mapped('amount'), [1050, 0])

    def test_days_and_amounts_are_not_written(self):
        order = self._create_order()
        for values in ({'amount': 9999}, {'lunch': False}, {'detail': []}, {'date': '2026-04-01'}):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                order.day_ids[0].write(values)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            order.sudo().day_ids[0].unlink()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            order.sudo().write({'day_ids': [(0, 0, {'date': '2026-04-01', 'amount': 5})]})

    def test_a_rate_has_one_amount_at_a_time(self):
        self._rate('meal', 300, date_to='2026-06-30')
        self._rate('meal', 350, date_from='2026-07-01')
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(ExclusionViolation, 'no_overlap'), self.env.cr.savepoint():
            self._rate('meal', 400, date_from='2026-06-30')

    def test_rules_do_not_overlap_and_keep_sense(self):
        with mute_logger('odoo.sql_db'), self.assertRaisesRegex(ExclusionViolation, 'no_overlap'), self.env.cr.savepoint():
            self.rule.copy({'date_from': '2026-01-01'})
        for values in ({'lunch_from': 15}, {'advance_share': 101}, {'report_days': -1}, {'date_to': '2019-01-01'}):
            with (self.subTest(values=values), mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation),
                  self.env.cr.savepoint()):
                self.rule.write(values)

    def test_a_rate_is_of_the_kind_of_its_group(self):
        with self.assertRaises(ValidationError):
            self._rate('abroad', 100)
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._rate('meal', -1)
