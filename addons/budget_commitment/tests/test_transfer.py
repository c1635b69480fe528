from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.budget_ledger import Ledger
from .common import BudgetCommon


@tagged('post_install', '-at_install')
class TestTransfer(BudgetCommon):

    def setUp(self):
        super().setUp()
        self._open_year()

    def _create_transfer(self, amount, user=None, **values):
        return self.env['budget.transfer'].with_user(user or self.clerk).create({
            'year_id': self.year.id, 'line_id': self._get_line(self.repairs).id, 'article_id': self.supplies.id,
            'amount': amount, 'reason': "Repairs cost less than foreseen", **values})

    def _commit(self, article, amount):
        """A direct reservation, as a document's step makes it."""
        partner = self.env['res.partner'].create({'name': "Reserved for"})
        line = self._get_line(article)
        ledger = Ledger(self.env, line)
        commitment = self.env['budget.commitment']._get_or_make(line, partner, "Paper", partner)
        ledger.add(line, 'commit', self.year.date_start, commitment, committed=amount)
        ledger.enter()

    def test_approved_transfer_moves_credit(self):
        transfer = self._create_transfer(15000)
        self.assertEqual(transfer.available, 40000)
        self._approve(transfer)
        self.assertRegex(transfer.name, r'^VIR/\d{4}/\d{4}$')
        names = ('opened', 'transferred', 'credit')
        self.assertEqual(self._get_figures(self.repairs, *names), (40000, -15000, 25000))
        self.assertEqual(self._get_figures(self.supplies, *names), (100000, 15000, 115000))

    def test_transfer_never_takes_what_is_committed(self):
        self._commit(self.repairs, 30000)
        transfer = self._create_transfer(10000.01)
        transfer.action_submit()
        with self.assertRaisesRegex(UserError, "cannot fall below what is committed.*10.000.00"):
            transfer.with_user(self.manager).validate_tier()
        self.assertEqual(self._get_figures(self.repairs, 'credit'), (40000,))

    def test_transfer_to_an_article_without_credit_opens_its_line(self):
        rent = self._create_article('613', "Rent", parent_id=self.chapter.id)
        self._approve(self._create_transfer(5000, article_id=rent.id))
        self.assertEqual(self._get_figures(rent, 'opened', 'transferred', 'credit'), (0, 5000, 5000))

    def test_refused_transfer_moves_nothing(self):
        transfer = self._create_transfer(5000)
        transfer.action_submit()
        transfer.with_user(self.manager).reject_tier()
        self.assertEqual((transfer.state, self._get_figures(self.repairs, 'credit')), ('refused', (40000,)))

    def test_amount_under_approval_does_not_change(self):
        transfer = self._create_transfer(5000)
        transfer.action_submit()
        with self.assertRaisesRegex(UserError, "under validation"):
            transfer.amount = 39000

    def test_transfer_needs_another_article_and_an_amount(self):
        with self.assertRaisesRegex(UserError, "goes to another article"):
            self._create_transfer(5, article_id=self.repairs.id)
        with mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create_transfer(-5)

    def test_transfer_stays_within_one_budget(self):
        following = self._open_year(self._create_year(2027))
        with self.assertRaisesRegex(UserError, "within one budget"):
            self._create_transfer(5, year_id=following.id)

    def test_smaller_amended_credit_is_refused_where_it_is_committed(self):
        self._commit(self.repairs, 30000)
        version = self._create_version(self.year, supplies=100000, repairs=29999)
        version.action_submit()
        with self.assertRaisesRegex(UserError, "cannot fall below what is committed"):
            version.with_user(self.manager).validate_tier()
