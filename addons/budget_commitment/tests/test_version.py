from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import BudgetCommon


@tagged('post_install', '-at_install')
class TestVersion(BudgetCommon):

    def test_approved_initial_budget_opens_the_year(self):
        version = self._create_version(self.year, supplies=100000, repairs=40000)
        version.action_submit()
        self.assertEqual((version.state, self.year.state), ('draft', 'draft'))
        version.with_user(self.manager).validate_tier()
        self.assertRecordValues(version, [{'state': 'approved', 'number': 1, 'amount_total': 140000}])
        self.assertEqual(self.year.state, 'open')
        self.assertEqual(self._get_figures(self.supplies, 'opened', 'available'), (100000, 100000))

    def test_who_prepared_it_does_not_approve_it(self):
        version = self._create_version(self.year, user=self.manager, supplies=100000)
        version.action_submit()
        with self.assertRaisesRegex(UserError, "You asked for this approval"):
            version.validate_tier()

    def test_credits_do_not_change_while_they_are_approved(self):
        version = self._create_version(self.year, supplies=100000)
        version.action_submit()
        for change in (lambda: version.line_ids.write({'amount': 900000}), lambda: version.line_ids.unlink(),
                       lambda: version.line_ids.create({
                           'version_id': version.id, 'article_id': self.repairs.id, 'amount': 5})):
            with self.assertRaisesRegex(UserError, "its credits do not change"):
                change()

    def test_refused_version_opens_nothing(self):
        version = self._create_version(self.year, supplies=100000)
        version.action_submit()
        version.with_user(self.manager).reject_tier()
        self.assertEqual((version.state, self.year.state), ('refused', 'draft'))
        self.assertFalse(self._get_line(self.supplies))

    def test_amended_budget_moves_credits_to_its_own(self):
        self._open_year()
        action = self.year.with_user(self.manager).action_make_version()
        version = self.env['budget.version'].browse(action['res_id'])
        self.assertRecordValues(version, [{'kind': 'amended', 'amount_total': 640000}])
        version = version.with_user(self.manager)
        version.line_ids.filtered(lambda line: line.article_id == self.supplies).amount = 130000
        version.line_ids.filtered(lambda line: line.article_id == self.repairs).unlink()
        self._approve(version, self.deputy)
        self.assertEqual(version.number, 2)
        self.assertEqual(self._get_figures(self.supplies, 'opened'), (130000,))
        self.assertEqual(self._get_figures(self.repairs, 'opened', 'available'), (0, 0))
        self.assertEqual(self._get_figures(self.vehicles, 'opened'), (500000,))

    def test_second_initial_budget_is_refused(self):
        first, second = (self._create_version(self.year, supplies=amount) for amount in (1000, 2000))
        second.action_submit()
        self._approve(first)
        with self.assertRaisesRegex(UserError, "takes no such version"):
            second.with_user(self.manager).validate_tier()

    def test_empty_version_is_not_submitted(self):
        with self.assertRaisesRegex(UserError, "no credit yet"):
            self._create_version(self.year).action_submit()

    def test_state_is_not_written_by_hand(self):
        version = self._create_version(self.year, user=self.manager, supplies=1000)
        with self.assertRaisesRegex(UserError, "written by the steps"):
            version.write({'state': 'approved'})
        with self.assertRaisesRegex(UserError, "written by the steps"):
            version.create({'year_id': self.year.id, 'state': 'approved'})
        with self.assertRaisesRegex(UserError, "follows from its versions"):
            self.year.with_user(self.manager).write({'state': 'open'})
        with self.assertRaisesRegex(UserError, "follows from its versions"):
            self.year.with_user(self.manager).create({'name': "Open", 'state': 'open'})

    def test_without_a_defined_approval_a_manager_decides_but_not_who_asked(self):
        self.env['tier.definition'].search([('model', '=', 'budget.version')]).active = False
        version = self._create_version(self.year, supplies=1000)
        with self.assertRaisesRegex(AccessError, "Only managers"):
            version.action_submit()
        with self.assertRaisesRegex(UserError, "Who asks does not approve"):
            self._create_version(self.year, user=self.manager, supplies=1000).action_submit()
        version.with_user(self.manager).action_submit()
        self.assertEqual(self.year.state, 'open')

    def test_decided_version_does_not_change(self):
        self._open_year()
        version = self.year.version_ids.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "it does not change"):
            version.write({'reason': "later"})
        with self.assertRaisesRegex(UserError, "Only a draft"):
            version.unlink()
        with self.assertRaisesRegex(UserError, "does not change"):
            version.action_cancel()

    def test_article_has_a_chapter_and_chapters_bear_no_credit(self):
        with self.assertRaisesRegex(ValidationError, "needs a chapter"):
            self._create_article('699', "Loose")
        with self.assertRaisesRegex(UserError, "is a chapter"):
            self._create_version(self.year, chapter=1000)

    def test_article_that_ended_takes_no_credit(self):
        self.repairs.date_end = '2025-12-31'
        with self.assertRaisesRegex(UserError, "not in force"):
            self._create_version(self.year, repairs=1000)

    def test_article_in_use_keeps_its_code(self):
        self._open_year()
        with self.assertRaisesRegex(UserError, "end it and make another"):
            self.supplies.code = '999'

    def test_dates_and_company_of_an_open_budget_do_not_change(self):
        self._open_year()
        with self.assertRaisesRegex(UserError, "do not change"):
            self.year.with_user(self.manager).write({'date_end': '2027-06-30'})
        with self.assertRaisesRegex(UserError, "not deleted"):
            self.year.with_user(self.manager).unlink()

    def test_analytic_account_has_a_line_of_its_own(self):
        plan = self.env['account.analytic.plan'].create({'name': "Directorates"})
        account = self.env['account.analytic.account'].create({
            'name': "Training", 'plan_id': plan.id, 'company_id': self.office.id})
        version = self._create_version(self.year, supplies=100000)
        version.line_ids = [Command.create({
            'article_id': self.supplies.id, 'analytic_account_id': account.id, 'amount': 20000})]
        self._approve(version)
        Line = self.env['budget.line']
        day = self.year.date_start
        self.assertEqual(Line._find(self.supplies, account, self.office, day).analytic_account_id, account)
        self.assertFalse(Line._find(self.supplies, account.browse(), self.office, day).analytic_account_id)
