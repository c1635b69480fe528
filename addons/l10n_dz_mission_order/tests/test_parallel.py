from datetime import date, datetime

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.signing_key.tests.connections import ConnectionsCase

GROUP = 'l10n_dz_mission_order.l10n_dz_mission_order_group_'


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Two persons at the same moment, on two real connections, each committed."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True) as env:
            company = env['res.company'].create({'name': "Parallel Works", 'country_id': env.ref('base.dz').id})
            env['account.chart.template'].try_loading('dz', company, install_demo=False)
            self.company_id = company.id
            self.users = {name: env['res.users'].create({
                'login': f'parallel_mission_{name}', 'name': name, 'lang': 'en_US', 'tz': 'Africa/Algiers',
                'company_id': company.id, 'company_ids': [Command.set(company.ids)],
                'group_ids': [Command.set([env.ref(f'{GROUP}{group}').id])]}).id
                for name, group in (('officer', 'officer'), ('finance_1', 'finance'), ('finance_2', 'finance'))}
            chief = env['hr.employee'].create({
                'name': "Chief", 'company_id': company.id, 'tz': 'Africa/Algiers', 'user_id': env['res.users'].create({
                    'login': 'parallel_mission_chief', 'name': "chief", 'lang': 'en_US', 'company_id': company.id,
                    'company_ids': [Command.set(company.ids)],
                    'group_ids': [Command.set([env.ref('base.group_user').id])]}).id})
            self.users['chief'] = chief.user_id.id
            self.employee_id = env['hr.employee'].create({
                'name': "Traveller", 'company_id': company.id, 'parent_id': chief.id, 'tz': 'Africa/Algiers',
                'mission_group_id': env.ref('l10n_dz_mission_order.group_inside_first').id}).id
            self.bank_id = env['account.journal'].search([('type', '=', 'bank'), ('company_id', '=', company.id)], limit=1).id

    def _draft(self, env, **values):
        return env['dz.mission.order'].create({
            'employee_id': self.employee_id, 'purpose': "Fair", 'transport': 'train', 'distance_km': 400,
            'state_id': env.ref('l10n_dz_territory.commune_3101').state_id.id,
            'date_start': datetime(2026, 3, 10, 7), 'date_end': datetime(2026, 3, 12, 16), **values}).id

    def _ordered(self, **values):
        with self._connect(self.users['officer']) as env:
            order_id = self._draft(env, **values)
            env['dz.mission.order'].browse(order_id).action_ask()
        with self._connect(self.users['chief']) as env:
            env['dz.mission.order'].browse(order_id).validate_tier()
        with self._connect(self.users['officer']) as env:
            env['dz.mission.order'].browse(order_id).action_order()
        return order_id

    def _click(self, order_id, name, *arguments):
        def work(env):
            getattr(env['dz.mission.order'].browse(order_id), name)(*arguments)
            return None
        return work

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_a_mission_is_settled_once(self):
        order_id = self._ordered()
        with self._connect(self.users['officer']) as env:
            order = env['dz.mission.order'].browse(order_id)
            order.action_start()
            order.report = "Sold well."
            order.action_report()
        results = self._click_at_once(*((self.users[name], self._click(order_id, 'action_settle'))
                                        for name in ('finance_1', 'finance_2')))
        refusals = [result for result in results if result]
        self.assertEqual(len(refusals), 1, results)
        self.assertIn("was settled already", refusals[0])
        with self._connect() as env:
            moves = env['account.move'].search([('company_id', '=', self.company_id), ('move_type', '=', 'entry')])
            self.assertEqual(len(moves), 1)
            self.assertEqual(env['dz.mission.order'].browse(order_id).settlement_move_id, moves)

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_an_advance_is_paid_once(self):
        order_id = self._ordered(advance_asked=1000)

        def pay(env):
            env['dz.mission.order'].browse(order_id)._pay(
                'advance', env['account.journal'].browse(self.bank_id), date(2026, 3, 2), False)
            return None
        results = self._click_at_once((self.users['finance_1'], pay), (self.users['finance_2'], pay))
        self.assertEqual(len([result for result in results if result]), 1, results)
        with self._connect() as env:
            self.assertEqual(env['account.payment'].search_count([('company_id', '=', self.company_id)]), 1)

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_overlapping_missions_asked_for_at_once(self):
        with self._connect(self.users['officer']) as env:
            ids = [self._draft(env), self._draft(env, date_start=datetime(2026, 3, 11, 7), date_end=datetime(2026, 3, 13, 7))]
        results = self._click_at_once(*((self.users['officer'], self._click(order_id, 'action_ask')) for order_id in ids))
        refusals = [result for result in results if result]
        self.assertEqual(len(refusals), 1, results)
        self.assertIn("on another mission at that time", refusals[0])
        with self._connect() as env:
            self.assertEqual(sorted(env['dz.mission.order'].browse(ids).mapped('state')), ['asked', 'draft'])

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_orders_at_once_have_two_numbers_without_gap(self):
        ids = []
        for month in (4, 5):
            with self._connect(self.users['officer']) as env:
                ids.append(self._draft(env, date_start=datetime(2026, month, 10, 7), date_end=datetime(2026, month, 11, 7)))
                env['dz.mission.order'].browse(ids[-1]).action_ask()
            with self._connect(self.users['chief']) as env:
                env['dz.mission.order'].browse(ids[-1]).validate_tier()
        results = self._click_at_once(*((self.users['officer'], self._click(order_id, 'action_order')) for order_id in ids))
        self.assertEqual(results, [None, None])
        with self._connect() as env:
            numbers = env['dz.mission.order'].browse(ids).mapped('name')
            self.assertEqual({number[-4:] for number in numbers}, {'0001', '0002'})
