from datetime import date

from odoo import SUPERUSER_ID
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.signing_key.tests.connections import ConnectionsCase

USER = 'budget_commitment.budget_commitment_group_user'
MANAGER = 'budget_commitment.budget_commitment_group_manager'
PAYER = 'budget_commitment.budget_commitment_group_payer'


class ParallelBudgetCase(ConnectionsCase):
    """Two persons at the same moment, on two real connections, each committed; credit of 1,000 dinars."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True) as env:
            dinar = env.ref('base.DZD')
            dinar.active = True
            self.office_id = env['res.company'].create({'name': "Parallel Office", 'currency_id': dinar.id}).id
            self.clerks = [self._create_user(env, f'clerk_{number}', USER) for number in range(2)]
            self.managers = [self._create_user(env, f'manager_{number}', MANAGER) for number in range(2)]
            self.payers = [self._create_user(env, f'payer_{number}', PAYER) for number in range(2)]
            Article = env['budget.article']
            chapter = Article.create({'code': 'P6', 'name': "Chapter", 'kind': 'chapter', 'date_start': date(2020, 1, 1)})
            self.article_ids = Article.create([
                {'code': f'P6{number}', 'name': f"Article {number}", 'parent_id': chapter.id, 'date_start': date(2020, 1, 1)}
                for number in range(2)]).ids
            self.year_id = env['budget.year'].create({
                'name': '2026', 'company_id': self.office_id, 'date_start': '2026-01-01', 'date_end': '2026-12-31'}).id
        with self._connect(self.clerks[0]) as env:
            version = env['budget.version'].create({'year_id': self.year_id, 'line_ids': [
                Command.create({'article_id': article_id, 'amount': 1000}) for article_id in self.article_ids]})
            version.action_submit()
            version_id = version.id
        with self._connect(self.managers[0]) as env:
            env['budget.version'].browse(version_id).validate_tier()

    def _create_user(self, env, login, group, lang='ar_001'):
        return env['res.users'].create({
            'login': f'parallel_{login}', 'name': login, 'lang': lang, 'company_id': self.office_id,
            'company_ids': [Command.set([self.office_id])], 'group_ids': [Command.link(env.ref(group).id)]}).id

    def _create_documents(self, *amounts):
        """Contracts, each with its amounts on the two articles."""
        with self._connect() as env:
            return env['test.budget.document'].create([{
                'name': f"Contract {number}", 'company_id': self.office_id, 'date': '2026-03-15', 'line_ids': [
                    Command.create({'article_id': article_id, 'amount': amount})
                    for article_id, amount in zip(self.article_ids, parts, strict=False) if amount],
            } for number, parts in enumerate(amounts)]).ids

    def _call(self, model, record_id, method):
        def work(env):
            getattr(env[model].browse(record_id), method)()
            return 'done'
        return work



@tagged('post_install', '-at_install')
class TestParallel(ParallelBudgetCase):

    def _confirm_at_once(self, *document_ids):
        return self._click_at_once(*[
            (clerk, self._call('test.budget.document', document_id, 'action_confirm'))
            for clerk, document_id in zip(self.clerks * 5, document_ids, strict=False)])

    def _figures(self, article=0):
        with self._connect() as env:
            situation = env['budget.situation'].search([('article_id', '=', self.article_ids[article])])
            self.assertFalse(env['budget.movement']._verify_chains())
            return situation.committed, situation.available

    def test_of_two_requests_for_the_last_credit_one_wins_and_the_other_is_told_what_is_left(self):
        outcomes = self._confirm_at_once(*self._create_documents((700,), (600,)))
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'done').replace('\xa0', ' ')
        self.assertIn("تجاوز الاعتماد", told)
        committed, available = self._figures()
        self.assertIn((committed, available), ((700, 300), (600, 400)))
        # the decimal point is that of the language, which other addons may set
        self.assertRegex(told, rf'\b{available:.0f}[.,]00\b')
        self.assertNotRegex(told, "(?i)psycopg|serialize|constraint|budget_movement")

    def test_two_requests_that_both_fit_are_both_served(self):
        outcomes = self._confirm_at_once(*self._create_documents((500,), (500,)))
        self.assertEqual(outcomes, ['done', 'done'])
        self.assertEqual(self._figures(), (1000, 0))

    def test_ten_at_once_never_exceed(self):
        outcomes = self._confirm_at_once(*self._create_documents(*[(150,)] * 10))
        self.assertEqual(outcomes.count('done'), 6, outcomes)
        self.assertEqual(self._figures(), (900, 100))

    def test_two_articles_taken_in_opposite_order_do_not_wait_for_each_other_for_ever(self):
        first, second = self._create_documents((700, 100), (600, 950))
        outcomes = self._confirm_at_once(first, second)
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        self.assertIn((self._figures(0)[0], self._figures(1)[0]), ((700, 100), (600, 950)))

    def test_confirmed_twice_at_once_is_reserved_once(self):
        document_id, = self._create_documents((400,))
        self._confirm_at_once(document_id, document_id)
        self.assertEqual(self._figures(), (400, 600))

    def test_transfer_and_commitment_at_once_do_not_share_the_same_credit(self):
        with self._connect(self.clerks[0]) as env:
            line = env['budget.line'].search([('article_id', '=', self.article_ids[0])])
            transfer = env['budget.transfer'].create({
                'year_id': self.year_id, 'line_id': line.id, 'article_id': self.article_ids[1], 'amount': 800, 'reason': "x"})
            transfer.action_submit()
            transfer_id = transfer.id
        document_id, = self._create_documents((300,))
        outcomes = self._click_at_once(
            (self.managers[0], self._call('budget.transfer', transfer_id, 'validate_tier')),
            (self.clerks[0], self._call('test.budget.document', document_id, 'action_confirm')))
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        self.assertIn(self._figures(), ((0, 200), (300, 700)))

    def test_row_forged_beside_the_lock_is_refused_by_the_database(self):
        """Two movements that start from the same totals: the table takes one only."""
        def forge(env):
            line = env['budget.line'].search([('article_id', '=', self.article_ids[0])])
            last = line.movement_ids.sorted('line_sequence')[-1:]
            env['budget.movement'].create({
                'year_id': self.year_id, 'line_id': line.id, 'line_sequence': last.line_sequence + 1,
                'company_id': self.office_id, 'currency_id': line.currency_id.id, 'article_id': self.article_ids[0],
                'kind': 'commit', 'date': '2026-03-15', 'committed': 900, 'opened_total': 1000, 'credit_total': 1000,
                'tolerance_amount': 0, 'liquidated_total': 0, 'paid_total': 0,
                'committed_total': 900})
            return 'written'

        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once((SUPERUSER_ID, forge), (SUPERUSER_ID, forge))
        self.assertEqual(outcomes.count('written'), 1, outcomes)
        self.assertTrue(any("في اللحظة نفسها" in outcome for outcome in outcomes), outcomes)
        self.assertEqual(self._figures(), (900, 100))


@tagged('post_install', '-at_install')
class TestParallelPayment(ParallelBudgetCase):
    """Payments at the same moment."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            company = env['res.company'].browse(self.office_id)
            env = env(context={'allowed_company_ids': [self.office_id]})
            Account, Journal = env['account.account'], env['account.journal']
            accounts = {code: Account.create({
                'code': code, 'name': code, 'account_type': kind, 'reconcile': kind != 'expense',
                'company_ids': [Command.set([self.office_id])]}) for code, kind in (
                    ('401000', 'liability_payable'), ('607000', 'expense'), ('581000', 'asset_current'))}
            company.transfer_account_id = accounts['581000']
            journal = Journal.create({'name': "Bills", 'type': 'purchase', 'code': 'PBL', 'company_id': self.office_id,
                                      'default_account_id': accounts['607000'].id})
            bank = Journal.create({'name': "Bank", 'type': 'bank', 'code': 'PBK', 'company_id': self.office_id})
            supplier = env['res.partner'].create({
                'name': "Supplier", 'property_account_payable_id': accounts['401000'].id})
            bill = env['account.move'].create({
                'move_type': 'in_invoice', 'partner_id': supplier.id, 'journal_id': journal.id,
                'invoice_date': '2026-03-15', 'date': '2026-03-15', 'ref': "B1", 'invoice_line_ids': [Command.create({
                    'name': "Item", 'price_unit': 800, 'quantity': 1, 'tax_ids': False,
                    'account_id': accounts['607000'].id, 'budget_article_id': self.article_ids[0]})]})
            bill.action_post()
            self.bill_id, self.supplier_id, self.bank_id = bill.id, supplier.id, bank.id

    def _create_order(self, env):
        return env['budget.payment.order'].create({
            'company_id': self.office_id, 'partner_id': self.supplier_id, 'journal_id': self.bank_id,
            'currency_id': env.ref('base.DZD').id,
            'line_ids': [Command.create({'move_id': self.bill_id, 'amount': 800})]})

    def test_paid_twice_at_once_is_paid_once_and_the_other_is_told_by_whom(self):
        with self._connect(self.clerks[0]) as env:
            order = self._create_order(env)
            order.action_submit()
            order_id = order.id
        self._click_at_once((self.managers[0], self._call('budget.payment.order', order_id, 'validate_tier')))
        pay = self._call('budget.payment.order', order_id, 'action_pay')
        outcomes = self._click_at_once(*[(payer, pay) for payer in self.payers])
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'done')
        with self._connect() as env:
            order = env['budget.payment.order'].browse(order_id)
            self.assertIn(order.paid_by_id.name, told)
            self.assertIn("دُفع", told)
            self.assertEqual(env['account.payment'].search_count([('partner_id', '=', self.supplier_id)]), 1)
            situation = env['budget.situation'].search([('article_id', '=', self.article_ids[0])])
            self.assertEqual((situation.liquidated, situation.paid), (800, 800))

    def test_two_orders_for_one_bill_at_once_leave_one(self):
        def create(env):
            self._create_order(env)
            return 'done'

        with mute_logger('odoo.sql_db'):
            outcomes = self._in_outcomes(create)
        self.assertEqual(sorted(outcomes), ['UniqueViolation', 'done'])

    def _in_outcomes(self, work):
        def one(env):
            try:
                with env.cr.savepoint():
                    return work(env)
            except Exception as error:
                return type(error).__name__
        return self._at_once(one, one)

    def test_two_approvers_at_once_draw_one_number(self):
        with self._connect(self.clerks[0]) as env:
            order = self._create_order(env)
            order.action_submit()
            order_id = order.id
        approve = self._call('budget.payment.order', order_id, 'validate_tier')
        outcomes = self._click_at_once(*[(manager, approve) for manager in self.managers])
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        with self._connect() as env:
            self.assertEqual(env['budget.payment.order'].browse(order_id).state, 'approved')
