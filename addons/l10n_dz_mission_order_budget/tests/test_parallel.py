from datetime import datetime

from odoo.fields import Command, Date
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.signing_key.tests.connections import ConnectionsCase

BUDGET = 'budget_commitment.budget_commitment_group_'


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Two chiefs at the same moment, on two real connections; 4,000 DA of credit, each mission costs 2,850 DA."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True) as env:
            company = env['res.company'].create({'name': "Parallel Works", 'country_id': env.ref('base.dz').id})
            env['account.chart.template'].try_loading('dz', company, install_demo=False)
            self.company_id = company.id
            self.keepers = [self._create_user(env, name, f'{BUDGET}manager') for name in ('keeper_1', 'keeper_2')]
            self.chiefs = [self._create_user(env, name, 'base.group_user') for name in ('chief_1', 'chief_2')]
            self.travellers = [self._create_traveller(env, number) for number in range(2)]
            Article = env['budget.article']
            chapter = Article.create({'code': 'M6', 'name': "Travel", 'kind': 'chapter', 'date_start': '2020-01-01'})
            article = Article.create({'code': 'M61', 'name': "Missions", 'parent_id': chapter.id, 'date_start': '2020-01-01'})
            env['dz.mission.rule'].create({
                'company_id': company.id, 'date_from': '2020-01-01', 'source': "Decision 1/2020", 'report_days': 8,
                'budget_article_id': article.id})
            today = Date.context_today(env['res.users'].with_context(tz='Africa/Algiers'))
            year = env['budget.year'].create({
                'name': str(today.year), 'company_id': company.id, 'date_start': today.replace(month=1, day=1),
                'date_end': today.replace(month=12, day=31)})
            version = env['budget.version'].with_user(self.keepers[0]).create({
                'year_id': year.id, 'line_ids': [Command.create({'article_id': article.id, 'amount': 4000})]})
            version.action_submit()
            version.with_user(self.keepers[1]).validate_tier()
            self.year_id = year.id

    def _create_user(self, env, login, group):
        return env['res.users'].create({
            'login': f'parallel_budget_{login}', 'name': login, 'lang': 'en_US', 'tz': 'Africa/Algiers',
            'company_id': self.company_id, 'company_ids': [Command.set([self.company_id])],
            'group_ids': [Command.set([env.ref(group).id])]}).id

    def _create_traveller(self, env, number):
        chief = env['hr.employee'].create({
            'name': f"Chief {number}", 'company_id': self.company_id, 'tz': 'Africa/Algiers', 'user_id': self.chiefs[number]})
        return env['hr.employee'].create({
            'name': f"Traveller {number}", 'company_id': self.company_id, 'parent_id': chief.id, 'tz': 'Africa/Algiers',
            'mission_group_id': env.ref('l10n_dz_mission_order.group_inside_first').id}).id

    def _ask(self, number):
        """A mission of three days that waits for the chief of its traveller."""
        with self._connect() as env:
            order = env['dz.mission.order'].create({
                'employee_id': self.travellers[number], 'purpose': f"Fair {number}", 'transport': 'train', 'distance_km': 400,
                'state_id': env.ref('l10n_dz_territory.commune_3101').state_id.id,
                'date_start': datetime(2026, 3, 10, 7), 'date_end': datetime(2026, 3, 12, 16)})
            order.action_ask()
            return order.id

    def _approve(self, order_id):
        def work(env):
            env['dz.mission.order'].browse(order_id).validate_tier()
            return 'approved'
        return work

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_of_two_missions_for_the_last_credit_one_is_approved_and_the_other_chief_is_told(self):
        ids = [self._ask(number) for number in range(2)]
        results = self._click_at_once(*(
            (chief, self._approve(order_id)) for chief, order_id in zip(self.chiefs, ids, strict=True)))
        self.assertEqual(results.count('approved'), 1, results)
        refusal = next(result for result in results if result != 'approved')
        self.assertRegex(refusal, r"Credit exceeded on M61 Missions: .*1\W150\W00.* left")
        with self._connect() as env:
            self.assertEqual(sorted(env['dz.mission.order'].browse(ids).mapped('state')), ['approved', 'asked'])
            self.assertEqual(env['budget.situation'].search([('year_id', '=', self.year_id)]).committed, 2850)
            self.assertFalse(env['budget.movement']._verify_chains())
