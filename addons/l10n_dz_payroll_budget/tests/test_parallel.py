from datetime import date

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.signing_key.tests.connections import ConnectionsCase

WAGE, WAGES, CONTRIBUTIONS = 40000, 60000, 50000
# what the employer pays on a wage of 40,000: CNAS, social works
EMPLOYER = 11400
ACCOUNTS = {
    '421000': 'liability_current', '422000': 'liability_current', '431000': 'liability_current',
    '442000': 'liability_current', '631000': 'expense', '635000': 'expense', '637000': 'expense'}


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Two payrolls of a company at the same moment, each committed; the credit of wages suffices for one of them."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True, tracking_disable=True) as env:
            self._create_company(env)
            self.clerk_id = self._create_user(env, 'clerk', 'budget_commitment.budget_commitment_group_user')
            self.keeper_id = self._create_user(env, 'keeper', 'budget_commitment.budget_commitment_group_manager')
            self.manager_ids = [
                self._create_user(env, f'manager_{number}', 'payroll.group_payroll_manager') for number in range(2)]
            self._name_articles(env)
            employee_ids = self._hire(env, 2)
        self._open_budget()
        with self._connect(self.manager_ids[0]) as env:
            self.run_ids = [self._compute(env, employee_id) for employee_id in employee_ids]

    def _create_company(self, env):
        company = env['res.company'].create({'name': "Parallel Works", 'country_id': env.ref('base.dz').id})
        company.resource_calendar_id = env['resource.calendar'].create({
            'name': "40 hours", 'company_id': company.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                Command.create({'name': day, 'dayofweek': day, 'hour_from': 8, 'hour_to': 16, 'day_period': 'full_day'})
                for day in '60123']})
        company.budget_is_required = True
        self.company_id = company.id
        env = env(context={**env.context, 'allowed_company_ids': company.ids})
        env['account.account'].create([
            {'code': code, 'name': code, 'account_type': kind, 'company_ids': [Command.set(company.ids)]}
            for code, kind in ACCOUNTS.items()])
        env['account.journal'].create({'name': "Wages", 'type': 'general', 'code': 'PWG', 'company_id': company.id})

    def _create_user(self, env, login, group):
        return env['res.users'].create({
            'login': f'parallel_{login}', 'name': login, 'lang': 'ar_001', 'company_id': self.company_id,
            'company_ids': [Command.set([self.company_id])],
            'group_ids': [Command.set([env.ref(group).id, env.ref('base.group_user').id])]}).id

    def _name_articles(self, env):
        Article = env['budget.article']
        chapter = Article.create({'code': 'P1', 'name': "Personnel", 'kind': 'chapter', 'date_start': date(2020, 1, 1)})
        articles = Article.create([
            {'code': code, 'name': name, 'parent_id': chapter.id, 'date_start': date(2020, 1, 1)}
            for code, name in (('P11', "Wages"), ('P12', "Contributions"))])
        env['dz.payroll.budget.article'].create([
            {'prefix': prefix, 'article_id': article.id, 'date_from': '2020-01-01', 'company_id': self.company_id}
            for prefix, article in zip(('631', '63'), articles, strict=True)])
        self.article_ids = articles.ids
        self.year_id = env['budget.year'].create({
            'name': '2026', 'company_id': self.company_id, 'date_start': '2026-01-01', 'date_end': '2026-12-31'}).id

    def _hire(self, env, count):
        structure = env['hr.payroll.structure'].search([('is_dz', '=', True), ('company_id', '=', self.company_id)])
        company = env['res.company'].browse(self.company_id)
        return env['hr.employee'].with_company(company).create([{
            'name': f'Employee {number}', 'company_id': company.id, 'date_version': date(2020, 1, 1),
            'contract_date_start': date(2020, 1, 1), 'wage': WAGE, 'struct_id': structure.id,
            'resource_calendar_id': company.resource_calendar_id.id} for number in range(count)]).ids

    def _open_budget(self):
        with self._connect(self.clerk_id) as env:
            version = env['budget.version'].create({'year_id': self.year_id, 'line_ids': [
                Command.create({'article_id': article_id, 'amount': amount})
                for article_id, amount in zip(self.article_ids, (WAGES, CONTRIBUTIONS), strict=True)]})
            version.action_submit()
            version_id = version.id
        with self._connect(self.keeper_id) as env:
            env['budget.version'].browse(version_id).validate_tier()

    def _compute(self, env, employee_id):
        run = env['hr.payslip.run'].create({
            'name': f"March, {employee_id}", 'date_start': '2026-03-01', 'date_end': '2026-03-31', 'is_dz': True,
            'company_id': self.company_id, 'dz_line_ids': [Command.create({'employee_id': employee_id})]})
        run.with_context(queue_job__no_delay=True).action_dz_start()
        return run.id

    def _confirm_at_once(self, *run_ids):
        def confirm(run_id):
            def work(env):
                env['hr.payslip.run'].browse(run_id).action_dz_confirm()
                return 'confirmed'
            return work

        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            return self._click_at_once(*[
                (manager_id, confirm(run_id)) for manager_id, run_id in zip(self.manager_ids, run_ids, strict=True)])

    def _figures(self, env):
        """(committed, billed, available) of wages and of contributions."""
        self.assertFalse(env['budget.movement']._verify_chains())
        situations = env['budget.situation'].search([('year_id', '=', self.year_id)]).sorted(
            lambda situation: situation.article_id.code)
        return [(situation.committed, situation.liquidated, situation.available) for situation in situations]

    def test_of_two_payrolls_for_the_last_credit_one_is_confirmed_and_the_other_is_told_what_is_left(self):
        outcomes = self._confirm_at_once(*self.run_ids)
        self.assertEqual(outcomes.count('confirmed'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'confirmed').replace('\xa0', ' ')
        self.assertIn("تجاوز الاعتماد", told)
        self.assertIn('P11', told)
        # the decimal point and the thousands are those of the language, which other addons may set
        self.assertRegex(told, r'\b20\D?000[.,]00\b')
        self.assertNotRegex(told, "(?i)psycopg|serialize|constraint|budget_movement")
        with self._connect() as env:
            self.assertEqual(self._figures(env), [
                (WAGE, WAGE, WAGES - WAGE), (EMPLOYER, EMPLOYER, CONTRIBUTIONS - EMPLOYER)])
            winner, loser = env['hr.payslip.run'].browse(
                self.run_ids if outcomes[0] == 'confirmed' else self.run_ids[::-1])
            self.assertEqual((winner.dz_state, winner.dz_move_id.state), ('confirmed', 'posted'))
            self._check_untouched(loser)
            self.assertEqual(env['account.move'].search([('company_id', '=', self.company_id)]), winner.dz_move_id)

    def _check_untouched(self, run):
        """Nothing of it is booked, and it can be confirmed once there is credit."""
        slips = run.dz_line_ids.payslip_id
        self.assertEqual((run.dz_state, run.dz_move_id.ids, slips.mapped('state')), ('computed', [], ['verify']))
        for model in ('budget.commitment', 'budget.movement'):
            name, number = ('res_model', 'res_id') if model == 'budget.commitment' else ('cause_model', 'cause_id')
            self.assertFalse(run.env[model].search([(name, '=', run._name), (number, '=', run.id)]))

    def test_one_payroll_confirmed_twice_at_the_same_moment_is_charged_once(self):
        outcomes = self._confirm_at_once(*[self.run_ids[0]] * 2)
        self.assertEqual(outcomes.count('confirmed'), 1, outcomes)
        with self._connect() as env:
            self.assertEqual([committed for committed, _billed, _left in self._figures(env)], [WAGE, EMPLOYER])
            self.assertEqual(env['account.move'].search_count([('company_id', '=', self.company_id)]), 1)
