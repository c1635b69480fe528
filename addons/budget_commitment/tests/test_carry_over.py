from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import budget_year_closing
from ..models.budget_ledger import Ledger
from .common import BudgetCommon


@tagged('post_install', '-at_install')
class TestCarryOver(BudgetCommon):
    """The year 2026 is closed in January 2027."""

    def setUp(self):
        super().setUp()
        self.startPatcher(freeze_time('2027-01-10'))
        self._open_year()
        self.papers = [self._commit(self.supplies, 1000 * number, 400 * number) for number in (1, 2, 3)]

    def _commit(self, article, committed, liquidated):
        partner = self.env['res.partner'].create({'name': f"Supplier of {committed}"})
        line = self._get_line(article)
        commitment = self.env['budget.commitment']._get_or_make(line, partner, partner.name, partner)
        ledger = Ledger(self.env, line)
        ledger.add(line, 'commit', date(2026, 11, 2), commitment, committed=committed)
        ledger.add(line, 'liquidate', date(2026, 12, 2), commitment, liquidated=liquidated)
        ledger.enter()
        return commitment

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref('budget_commitment.ir_cron_carry_over').method_direct_trigger()

    def _close(self):
        self.following = self._open_year(self._create_year(2027), supplies=50000, repairs=1000)
        self.year.with_user(self.manager).action_close()
        self._run()

    def test_open_commitments_go_on_with_their_credit(self):
        self._close()
        self.assertEqual(self.year.state, 'closed')
        names = ('opened', 'carried', 'credit', 'committed', 'liquidated', 'available')
        self.assertEqual(self._get_figures(self.supplies, *names), (100000, -3600, 96400, 2400, 2400, 94000))
        self.assertEqual(self._get_figures(self.supplies, *names, year=self.following),
                         (50000, 3600, 53600, 3600, 0, 50000))
        heirs = self.env['budget.commitment'].search([('previous_id', 'in', [paper.id for paper in self.papers])])
        self.assertEqual(sorted(heirs.mapped('committed')), [600, 1200, 1800])
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_unspent_credit_goes_on_for_the_articles_that_say_so(self):
        self._close()
        self.assertEqual(self._get_figures(self.vehicles, 'carried', 'available'), (-500000, 0))
        self.assertEqual(self._get_figures(self.vehicles, 'carried', 'available', year=self.following), (500000, 500000))
        self.assertFalse(self._get_figures(self.repairs, 'carried', year=self.following)[0])

    def test_job_that_was_killed_goes_on_and_does_nothing_twice(self):
        self.following = self._open_year(self._create_year(2027), supplies=50000)
        self.year.with_user(self.manager).action_close()
        self.env.flush_all()
        # one batch of one was done when the job was killed
        self.year._carry_commitments(self.year._get_open_commitments(1))
        self.assertEqual(self._get_figures(self.supplies, 'committed', year=self.following), (600,))
        with patch.object(budget_year_closing, 'BATCH', 1):
            self._run()
            self._run()
        self.assertEqual(self.year.state, 'closed')
        self.assertEqual(self._get_figures(self.supplies, 'committed', 'carried', year=self.following), (3600, 3600))

    def test_carrying_the_same_commitment_again_carries_nothing(self):
        self._close()
        before = self.env['budget.movement'].search_count([])
        self.year._carry_commitments(self.papers[0] | self.papers[1])
        self.assertEqual(self.env['budget.movement'].search_count([]), before)

    def test_bill_of_the_new_year_finds_the_carried_commitment(self):
        self._close()
        supplier = self.papers[2]._get_document()
        empty = self.env['account.analytic.account']
        self.env['budget.commitment']._spread(
            supplier, {(self.supplies, empty): 1800}, date(2027, 2, 1), 'liquidated')
        self.assertEqual(self._get_figures(self.supplies, 'liquidated', year=self.following), (1800,))
        # what was billed in the old year is paid on the old budget
        self.env['budget.commitment']._spread(supplier, {(self.supplies, empty): 1200}, date(2027, 2, 1), 'paid')
        self.assertEqual(self._get_figures(self.supplies, 'paid'), (1200,))

    def test_closed_budget_takes_no_commitment_and_no_credit(self):
        self._close()
        line = self._get_line(self.supplies)
        with self.assertRaisesRegex(UserError, "is not open"):
            Ledger(self.env, line).add(line, 'commit', date(2026, 12, 31), committed=1)
        with self.assertRaisesRegex(UserError, "is closed"):
            self.year.with_user(self.manager).action_make_version()

    def test_year_that_is_not_over_is_not_closed(self):
        following = self._open_year(self._create_year(2027))
        with self.assertRaisesRegex(UserError, "is not over yet"):
            following.with_user(self.manager).action_close()

    def test_without_a_following_budget_nothing_is_closed(self):
        with self.assertRaisesRegex(UserError, "is not open yet"):
            self.year.with_user(self.manager).action_close()
        self.assertEqual(self.year.state, 'open')
