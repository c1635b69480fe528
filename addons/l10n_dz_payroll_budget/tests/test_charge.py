from datetime import date

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from odoo.addons.l10n_dz_payroll.tests.common import PayrollCase

BUDGET = 'budget_commitment.budget_commitment_group_'


@tagged('post_install', '-at_install')
class TestCharge(PayrollCase):
    """Wages on article 11, contributions on article 12 of the budget of 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._create_user('credit_clerk', f'{BUDGET}user')
        cls.keeper = cls._create_user('credit_keeper', f'{BUDGET}manager')
        admin = cls.env(su=True)
        cls.company.budget_is_required = True
        chapter = cls._create_article('1', "Personnel", 'chapter')
        cls.wages = cls._create_article('11', "Wages", parent_id=chapter.id)
        cls.contributions = cls._create_article('12', "Contributions", parent_id=chapter.id)
        cls.rules = admin['dz.payroll.budget.article'].create([
            {'prefix': '63', 'article_id': cls.contributions.id, 'date_from': '2020-01-01'},
            {'prefix': '631', 'article_id': cls.wages.id, 'date_from': '2020-01-01'}])
        cls.year = admin['budget.year'].create({
            'name': '2026', 'company_id': cls.company.id, 'date_start': '2026-01-01', 'date_end': '2026-12-31'})
        cls.employee = cls._create_employee(wage=40000)

    @classmethod
    def _create_article(cls, code, name, kind='article', **values):
        return cls.env(su=True)['budget.article'].create({
            'code': code, 'name': name, 'kind': kind, 'date_start': '2020-01-01', **values})

    def _open_budget(self, wages=100000, contributions=50000):
        version = self.env['budget.version'].with_user(self.clerk).create({
            'year_id': self.year.id, 'kind': 'initial', 'line_ids': [
                Command.create({'article_id': self.wages.id, 'amount': wages}),
                Command.create({'article_id': self.contributions.id, 'amount': contributions})]})
        version.action_submit()
        version.with_user(self.keeper).validate_tier()

    def _confirm(self, *employees, month=date(2026, 2, 1)):
        run = self._compute(self._create_run(self.env['hr.employee'].union(*(employees or [self.employee])), month))
        run.action_dz_confirm()
        return run

    def _figures(self, article):
        """(committed, billed, paid) on an article."""
        Situation = self.env(su=True)['budget.situation']
        Situation.invalidate_model()
        situation = Situation.search([('year_id', '=', self.year.id), ('article_id', '=', article.id)])
        return situation.committed, situation.liquidated, situation.paid

    def test_a_confirmed_payroll_is_charged_by_article(self):
        self._open_budget()
        run = self._confirm()
        self.assertEqual(self._figures(self.wages), (40000, 40000, 0))
        # the employer's CNAS and the social works, as the payroll books them on 635 and 637
        move = self.env(su=True)['account.move'].browse(run.dz_move_id.id)
        employer = sum(move.line_ids.filtered(lambda line: line.account_id.code[:3] in ('635', '637')).mapped('debit'))
        self.assertEqual((employer, self._figures(self.contributions)), (11400, (11400, 11400, 0)))

    def test_what_is_paid_is_told_in_two_parts(self):
        self._open_budget()
        run = self._confirm()
        net = run.dz_line_ids.payslip_id.dz_net
        run.action_dz_mark_paid()
        paid = [self._figures(article)[2] for article in (self.wages, self.contributions)]
        self.assertAlmostEqual(sum(paid), net, 2)
        run.action_dz_mark_contributions_paid()
        self.assertEqual([self._figures(article)[2] for article in (self.wages, self.contributions)], [40000, 11400])
        with self.assertRaisesRegex(UserError, "once"):
            run.action_dz_mark_contributions_paid()

    def test_a_credit_that_does_not_suffice_refuses_the_payroll_whole(self):
        self._open_budget(wages=39999.99)
        run = self._compute(self._create_run(self.employee, date(2026, 2, 1)))
        with self.assertRaisesRegex(UserError, "Credit exceeded on 11 Wages"), self.env.cr.savepoint():
            run.action_dz_confirm()
        run.invalidate_recordset()
        self.assertEqual((run.dz_state, self._figures(self.wages)), ('computed', (0, 0, 0)))

    def test_an_account_that_no_article_bears_is_named(self):
        self._open_budget()
        self.rules[0].prefix = '64'
        run = self._compute(self._create_run(self.employee, date(2026, 2, 1)))
        with self.assertRaisesRegex(UserError, "No budget article bears account 63[57]"), self.env.cr.savepoint():
            run.action_dz_confirm()

    def test_without_a_budget_a_payroll_is_confirmed_as_before(self):
        run = self._confirm()
        run.action_dz_mark_paid()
        self.assertFalse(self.env(su=True)['budget.commitment'].search([('res_model', '=', run._name)]))

    def test_a_correction_takes_the_place_of_what_it_replaces(self):
        self._open_budget()
        run = self._confirm()
        run.action_dz_mark_paid()
        slip = run.dz_line_ids.payslip_id
        self.env(su=True)['hr.employee'].browse(self.employee.id).version_id.wage = 50000
        action = slip.action_dz_correct()
        correction = self.env['hr.payslip.run'].browse(action['res_id'])
        self._compute(correction).action_dz_confirm()
        self.assertEqual(self._figures(self.wages)[:2], (50000, 50000))
        self.assertEqual(self._figures(self.contributions)[:2], (14250, 14250))
        correction.action_dz_mark_paid()
        net = correction.dz_line_ids.payslip_id.dz_net
        self.assertAlmostEqual(sum(self._figures(article)[2] for article in (self.wages, self.contributions)), net, 2)

    def test_a_company_goes_before_all_and_the_longest_account_wins(self):
        own = self._create_article('13', "Own", company_id=self.company.id, parent_id=self.wages.parent_id.id)
        self.rules.create({
            'prefix': '63', 'article_id': own.id, 'date_from': '2020-01-01', 'company_id': self.company.id})
        articles = self.rules._get_articles(self.company, date(2026, 2, 28), ['631000', '635000'])
        self.assertEqual(articles, {'631000': self.wages, '635000': own})

    def test_an_article_of_another_company_is_refused(self):
        other = self.env(su=True)['res.company'].create({'name': "Other"})
        article = self._create_article('14', "Other", company_id=other.id, parent_id=self._create_article(
            '2', "Other chapter", 'chapter', company_id=other.id).id)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.rules[0].write({'article_id': article.id, 'company_id': self.company.id})

    def test_two_articles_for_one_account_on_one_day_are_refused(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.rules[0].copy()

    def test_only_who_keeps_the_budget_names_its_articles(self):
        rule = self.rules[0]
        self.assertEqual(rule.with_user(self.manager).prefix, '63')
        for user in (self.manager, self.clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                rule.with_user(user).write({'prefix': '6'})
        rule.with_user(self.keeper).write({'prefix': '631'})

    def test_the_day_of_the_payment_of_contributions_is_not_typed(self):
        run = self._create_run(self.employee, date(2026, 2, 1))
        with self.assertRaisesRegex(UserError, "by the button only"):
            run.write({'dz_contributions_paid_date': '2026-03-10'})
        with self.assertRaisesRegex(UserError, "by the button only"):
            run.copy({'dz_contributions_paid_date': '2026-03-10'})

    def test_only_the_payroll_manager_notes_the_payment_of_contributions(self):
        self._open_budget()
        run = self._confirm()
        for user in (self.officer, self.clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                run.with_user(user).action_dz_mark_contributions_paid()
