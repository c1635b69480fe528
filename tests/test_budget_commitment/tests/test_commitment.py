from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.budget_commitment.tests.common import DAY, BudgetCommon


class DocumentCommon(BudgetCommon):

    def setUp(self):
        super().setUp()
        self._open_year()

    def _create_document(self, user=None, day=DAY, **amounts):
        return self.env['test.budget.document'].with_user(user or self.employee).create({
            'company_id': self.office.id, 'date': day, 'line_ids': [
                Command.create({'article_id': getattr(self, name).id, 'amount': amount})
                for name, amount in amounts.items()]})

    def _confirm(self, user=None, **amounts):
        document = self._create_document(user, **amounts)
        document.action_confirm()
        return document

    def _bill(self, document, article, amount, **options):
        document._budget_liquidate({(article, self.env['account.analytic.account']): amount}, DAY, **options)

    def _pay(self, document, article, amount):
        document._budget_pay({(article, self.env['account.analytic.account']): amount}, DAY)


@tagged('post_install', '-at_install')
class TestCommitment(DocumentCommon):
    """The life of a reservation, made by an employee who may not read budgets."""

    def test_from_reservation_to_payment(self):
        contract = self._confirm(supplies=60000, repairs=10000)
        self.assertEqual(self._get_figures(self.supplies), (100000, 60000, 0, 0))
        self._bill(contract, self.supplies, 45000)
        self._pay(contract, self.supplies, 30000)
        self.assertEqual(self._get_figures(self.supplies), (100000, 60000, 45000, 30000))
        self.assertEqual(self._get_figures(self.supplies, 'available', 'to_bill', 'to_pay'), (40000, 15000, 15000))
        contract.action_cancel()
        self.assertEqual(self._get_figures(self.supplies), (100000, 45000, 45000, 30000))
        self.assertEqual(self._get_figures(self.repairs), (40000, 0, 0, 0))
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_credit_is_used_to_the_last_centime_and_no_further(self):
        self._confirm(supplies=99999.99)
        self._confirm(supplies=0.01)
        with self.assertRaises(UserError) as refused:
            self._confirm(supplies=0.01)
        told = str(refused.exception).replace('\xa0', ' ')
        self.assertIn("Credit exceeded on 611 Supplies", told)
        # separators are those of the language, which other addons may set
        self.assertRegex(told, "100.000.00")
        self.assertRegex(told, "0.01")

    def test_refusal_is_told_in_the_language_of_who_asks(self):
        for lang, words in (('ar_001', "تجاوز الاعتماد"), ('fr_FR', "Crédit dépassé")):
            with self.assertRaisesRegex(UserError, words):
                contract = self._create_document(supplies=100000.01)
                contract.with_context(lang=lang).action_confirm()

    def test_of_two_articles_one_exceeded_nothing_is_reserved(self):
        contract = self._create_document(supplies=10, repairs=40001)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            contract.action_confirm()
        self.assertEqual(self._get_figures(self.supplies, 'committed'), (0,))

    def test_reservation_is_adjusted_both_ways(self):
        contract = self._confirm(supplies=60000)
        contract.line_ids.amount = 80000
        contract._budget_reserve()
        self.assertEqual(self._get_figures(self.supplies, 'committed'), (80000,))
        contract.line_ids.amount = 30000
        contract._budget_reserve()
        self.assertEqual(self._get_figures(self.supplies, 'committed'), (30000,))
        contract.line_ids.amount = 100000.01
        with self.assertRaisesRegex(UserError, "Credit exceeded"):
            contract._budget_reserve()
        kinds = self._get_line(self.supplies).movement_ids.sorted('id').mapped('kind')
        self.assertEqual(kinds, ['open', 'commit', 'adjust', 'adjust'])

    def test_reserving_twice_reserves_once(self):
        contract = self._confirm(supplies=60000)
        contract._budget_reserve()
        self.assertEqual(self._get_figures(self.supplies, 'committed'), (60000,))

    def test_change_of_article_frees_one_and_takes_the_other(self):
        contract = self._confirm(supplies=40000)
        contract.line_ids.article_id = self.repairs
        contract._budget_reserve()
        self.assertEqual(self._get_figures(self.supplies, 'committed'), (0,))
        self.assertEqual(self._get_figures(self.repairs, 'committed'), (40000,))

    def test_bill_above_the_commitment_is_refused_with_what_is_left(self):
        contract, other = self._confirm(supplies=500), self._confirm(supplies=900)
        self._bill(contract, self.supplies, 400)
        with self.assertRaisesRegex(UserError, "Contract: the bill exceeds what is committed.*101.00.*100.00"):
            self._bill(contract, self.supplies, 101)
        self._bill(other, self.supplies, 900)

    def test_payment_above_the_bill_is_refused(self):
        contract = self._confirm(supplies=500)
        self._bill(contract, self.supplies, 400)
        with self.assertRaisesRegex(UserError, "More would be paid"):
            self._pay(contract, self.supplies, 401)

    def test_credit_note_takes_back_and_can_be_billed_again(self):
        contract = self._confirm(supplies=500)
        self._bill(contract, self.supplies, 500)
        self._bill(contract, self.supplies, -200)
        self._bill(contract, self.supplies, 150)
        self.assertEqual(self._get_figures(self.supplies), (100000, 500, 450, 0))
        with self.assertRaisesRegex(UserError, "More would be taken back|More would be paid"):
            self._bill(contract, self.supplies, -451)

    def test_bill_on_an_article_without_commitment_is_refused(self):
        with self.assertRaisesRegex(UserError, "has no commitment on article"):
            self._bill(self._confirm(supplies=500), self.repairs, 1)

    def test_no_budget_no_commitment(self):
        contract = self._create_document(day=date(2031, 1, 1), supplies=5)
        with self.assertRaisesRegex(UserError, "No budget of Office of Tests is open"):
            contract.action_confirm()

    def test_article_without_credit_is_refused(self):
        self.env['budget.article'].create({
            'code': '613', 'name': "Post", 'parent_id': self.chapter.id, 'date_start': date(2020, 1, 1)})
        self.post = self.env['budget.article'].search([('code', '=', '613')])
        with self.assertRaisesRegex(UserError, "has no credit for article 613"):
            self._confirm(post=5)

    def test_tolerance_of_the_day_is_allowed_and_no_more(self):
        self.env['budget.tolerance'].create([
            {'article_id': self.supplies.id, 'date_start': '2026-01-01', 'rate': 5, 'source': "Decision 3"},
            {'article_id': self.supplies.id, 'date_start': '2026-06-01', 'rate': 0, 'source': "Decision 9"},
            {'article_id': self.supplies.id, 'date_start': '2026-01-01', 'rate': 50, 'source': "Other office",
             'company_id': self.branch.id}])
        self._confirm(supplies=105000)
        with self.assertRaisesRegex(UserError, "Credit exceeded"):
            self._confirm(supplies=0.01)
        self.assertEqual(self._get_figures(self.supplies, 'available'), (-5000,))
        june = self._create_document(day=date(2026, 6, 1), repairs=1)
        june.line_ids.article_id = self.supplies
        with self.assertRaisesRegex(UserError, "Credit exceeded"):
            june.action_confirm()

    def test_amount_is_divided_by_the_analytic_distribution(self):
        plan = self.env['account.analytic.plan'].create({'name': "Directorates"})
        accounts = self.env['account.analytic.account'].create([
            {'name': name, 'plan_id': plan.id, 'company_id': self.office.id} for name in ("A", "B")])
        version = self.env['budget.version'].browse(
            self.year.with_user(self.clerk).sudo().action_make_version()['res_id'])
        version.line_ids = [Command.create({
            'article_id': self.supplies.id, 'analytic_account_id': accounts[0].id, 'amount': 1000})]
        self._approve(version.with_user(self.clerk))
        contract = self._create_document(supplies=300)
        contract.line_ids.distribution = {str(accounts[0].id): 33.33, str(accounts[1].id): 66.67}
        contract.action_confirm()
        lines = self._get_line(self.supplies)
        own = lines.filtered('analytic_account_id')
        self.assertEqual(own.movement_ids.sorted('id')[-1:].committed, 99.99)
        self.assertEqual((lines - own).movement_ids.sorted('id')[-1:].committed, 200.01)
