from datetime import timedelta

from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.chamber_registry.tests.common_parallel import ParallelCase
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

ROOM, FINANCE = 'chamber_training.chamber_training_group_officer', 'chamber_hr_accounting.chamber_hr_accounting_group_%s'


@tagged('post_install', '-at_install')
class TestOwedParallel(ParallelCase):
    """What is owed to two trainers, 700 DA each, against a credit of 1,000 DA; each person on a connection of his own."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True) as env:
            env['res.company'].browse(self.national_id).country_id = env.ref('base.dz')
            self.chamber = env['res.company'].browse(self.chamber_id)
            self.chamber._set_up_chamber_accounts()
            self.officers = [self._create_person(env, f'officer_{number}', ROOM) for number in range(2)]
            self.clerk, self.manager = (
                self._create_person(env, role, FINANCE % role) for role in ('budget_officer', 'finance_manager'))
            self.payers = [self._create_person(env, f'payer_{number}', FINANCE % 'payer') for number in range(2)]
            self._open_budget(env)
            self.cost_ids = self._create_costs(env)

    def _create_person(self, env, login, group):
        groups = env.ref('base.group_user') | env.ref(group)
        return env['res.users'].create({
            'name': login, 'login': f'parallel_{login}', 'lang': 'en_US', 'company_id': self.chamber_id,
            'company_ids': [Command.set([self.chamber_id])], 'group_ids': [Command.set(groups.ids)]}).id

    def _open_budget(self, env):
        today = today_in_algeria()
        chapter = env['budget.article'].create({
            'code': 'P61', 'name': "Services", 'kind': 'chapter', 'date_start': today.replace(month=1, day=1)})
        article = env['budget.article'].create({
            'code': 'P619', 'name': "Fees of trainers", 'parent_id': chapter.id, 'date_start': today.replace(month=1, day=1)})
        self.article_id = article.id
        env['chamber.owed.nature'].create({
            'name': "Fees of trainers", 'kind': 'chamber.training.cost', 'article_id': article.id, 'source': "Test",
            'date_start': today - timedelta(days=2)})
        year = env['budget.year'].create({
            'name': "Parallel", 'company_id': self.chamber_id, 'date_start': today.replace(month=1, day=1),
            'date_end': today.replace(month=12, day=31)})
        version = env['budget.version'].with_user(self.clerk).create({
            'year_id': year.id, 'line_ids': [Command.create({'article_id': article.id, 'amount': 1000})]})
        version.action_submit()
        version.with_user(self.manager).validate_tier()

    def _create_costs(self, env):
        programme = env['chamber.training.programme'].create({'name': "Parallel course", 'code': 'P-OWE', 'seats': 10})
        begin = Datetime.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=5)
        session = env['chamber.training.session'].create({
            'programme_id': programme.id, 'company_id': self.chamber_id, 'date_begin': begin,
            'date_end': begin + timedelta(hours=4)})
        trainers = env['chamber.training.trainer'].create([
            {'partner_id': env['res.partner'].create({'name': f"Trainer {number}"}).id} for number in range(2)])
        half_day = session.half_day_ids.create({
            'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=3),
            'trainer_ids': [Command.set(trainers.ids)]})
        as_engine(half_day).write({'state': 'closed'})
        return session.cost_ids.create([
            {'session_id': session.id, 'kind': 'trainer', 'trainer_id': trainer.id, 'actual_amount': 700} for trainer in trainers
        ]).ids

    def _ask(self, cost_id):
        def work(env):
            env['chamber.training.cost'].browse(cost_id).action_ask_payment()
            return 'asked'
        return work

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def _ask_at_once(self, *cost_ids):
        outcomes = self._click_at_once(*zip(self.officers, map(self._ask, cost_ids), strict=True))
        self.assertEqual(outcomes.count('asked'), 1, outcomes)
        with self._connect() as env:
            situation = env['budget.situation'].search([('article_id', '=', self.article_id)])
            bills = env['account.move'].search(
                [('owed_model', '=', 'chamber.training.cost'), ('owed_res_id', 'in', self.cost_ids)])
            self.assertEqual((situation.committed, bills.mapped('amount_total')), (700, [700]))
        return next(outcome for outcome in outcomes if outcome != 'asked')

    def test_two_officers_ask_for_the_same_payment_at_once(self):
        self.assertRegex(self._ask_at_once(self.cost_ids[0], self.cost_ids[0]), "Another person takes a step|Payment asked")

    def test_two_payments_for_the_last_credit_at_once(self):
        self.assertRegex(self._ask_at_once(*self.cost_ids), r"P619.*300[.,]00")

    def test_two_payers_pay_the_same_trainer_at_once(self):
        with self._connect(self.officers[0]) as env:
            env['chamber.training.cost'].browse(self.cost_ids[0]).action_ask_payment()
        with self._connect(self.clerk) as env:
            bill = env['account.move'].sudo().search([('owed_res_id', '=', self.cost_ids[0]), ('owed_model', '!=', False)])
            bill.action_post()
            order = env['budget.payment.order'].browse(bill.with_user(self.clerk).action_make_payment_order()['res_id'])
            order.journal_id = env['res.company'].browse(self.chamber_id)._get_chamber_journal('bank')
            order.action_submit()
            order.with_user(self.manager).validate_tier()
            order_id = order.id

        def pay(env):
            env['budget.payment.order'].browse(order_id).action_pay()
            return 'paid'

        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            outcomes = self._click_at_once((self.payers[0], pay), (self.payers[1], pay))
        self.assertEqual(outcomes.count('paid'), 1, outcomes)
        self.assertRegex(next(outcome for outcome in outcomes if outcome != 'paid'), "paid already")
        with self._connect() as env:
            self.assertEqual(env['account.payment'].search_count([('company_id', '=', self.chamber_id)]), 1)
            cost = env['chamber.training.cost'].browse(self.cost_ids[0])
            self.assertEqual((cost.owed_state, cost.owed_paid_by_id.id in self.payers), ('paid', True))
