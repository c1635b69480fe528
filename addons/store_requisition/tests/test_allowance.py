import doctest
from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from odoo.addons.store_requisition.tools import allowance

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestPeriods(BaseCase):

    def test_examples_of_the_documentation(self):
        self.assertEqual(doctest.testmod(allowance).failed, 0)

    def test_bounds(self):
        for day, period, start, end in (
            (date(2024, 2, 29), 'month', date(2024, 2, 1), date(2024, 2, 29)),
            (date(2026, 12, 31), 'month', date(2026, 12, 1), date(2026, 12, 31)),
            (date(2026, 1, 1), 'quarter', date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 9, 30), 'quarter', date(2026, 7, 1), date(2026, 9, 30)),
            (date(2026, 6, 15), 'year', date(2026, 1, 1), date(2026, 12, 31)),
        ):
            with self.subTest(day=day, period=period):
                self.assertEqual(allowance.period_bounds(day, period), (start, end))


@tagged('post_install', '-at_install')
class TestAllowance(StoreCommon):

    def _create_limit(self, quantity=3, **values):
        return self.env['store.limit'].create({
            'name': "Paper a month", 'company_id': self.office.id, 'quantity': quantity, 'date_start': '2026-01-01',
            **({} if values.get('category_id') else {'product_id': self.paper.id}), **values})

    def test_over_the_allowance_is_refused_with_what_is_left(self):
        self._create_limit()
        self._ask(paper=2)
        self._ask(paper=1, pen=50)
        with self.assertRaisesRegex(UserError, r"Paper a month: 1 asked, 0 left of 3"):
            self._ask(paper=1)
        self.assertEqual(self._ask(self.colleague, paper=3).state, 'requested')

    def test_a_new_month_begins_anew(self):
        self._create_limit()
        self._ask(paper=3)
        with freeze_time('2026-04-01 09:00:00'):
            self.assertEqual(self._ask(paper=3).state, 'requested')

    def test_the_day_that_counts_is_that_of_the_asker(self):
        self._create_limit()
        self._ask(paper=3)
        with freeze_time('2026-03-31 23:30:00'):  # 00:30 of April in Algiers
            self.assertEqual(self._ask(paper=3).date_requested, date(2026, 4, 1))

    def test_it_binds_between_its_dates_only(self):
        self._create_limit(date_start='2026-02-01', date_end='2026-03-14')
        self.assertEqual(self._ask(paper=9).state, 'requested')

    def test_a_service_shares_its_allowance(self):
        self._create_limit(holder='service')
        self._ask(paper=2)
        with self.assertRaisesRegex(UserError, "2 asked, 1 left of 3"):
            self._ask(self.colleague, paper=2)

    def test_a_category_counts_all_its_articles(self):
        self._create_limit(category_id=self.category.id, quantity=5)
        with self.assertRaisesRegex(UserError, "6 asked, 5 left of 5"):
            self._ask(paper=3, pen=3)

    def test_for_one_service_only(self):
        self._create_limit(department_id=self.register.id)
        self.assertEqual(self._ask(paper=9).state, 'requested')

    def test_beyond_it_the_manager_of_stores_approves_too(self):
        self._create_limit(excess='approve')
        requisition = self._ask(paper=4)
        self.assertTrue(requisition.is_over_limit)
        self.assertIn("4 asked, 3 left of 3", requisition.over_limit_note)
        self._approve(requisition)
        self.assertEqual(requisition.state, 'requested')
        self._approve(requisition, self.manager)
        self.assertEqual(requisition.state, 'approved')

    def test_what_was_refused_given_up_or_returned_is_free_again(self):
        self._create_limit()
        self._ask(paper=3).action_cancel()
        refused = self._ask(paper=3)
        refused.with_user(self.head)._decide('reject', refused.review_ids, "No")
        voucher = self._deliver(self._ask_approved(paper=3))
        voucher.with_user(self.keeper)._return({voucher.line_ids: 2})
        with self.assertRaisesRegex(UserError, "3 asked, 2 left of 3"):
            self._ask(paper=3)
        self.assertEqual(self._ask(paper=2).state, 'requested')

    def test_the_remainder_given_up_is_free_again(self):
        self._create_limit(quantity=30)
        requisition = self._ask_approved(paper=25)
        self._deliver(requisition)
        requisition.with_user(self.keeper).action_close()
        self.assertEqual(self._ask(paper=10).state, 'requested')

    def test_other_companies_are_not_bound(self):
        self._create_limit(company_id=self.branch.id, quantity=0)
        self.assertEqual(self._ask(paper=9).state, 'requested')

    def test_of_every_company(self):
        self._create_limit(company_id=False, quantity=0)
        with self.assertRaises(UserError):
            self._ask(paper=1)

    def test_what_an_allowance_cannot_be(self):
        for values in ({'quantity': -1}, {'date_end': '2025-12-31'},
                       {'category_id': self.category.id, 'product_id': self.paper.id},
                       {'product_id': False}):
            with self.subTest(values=values), mute_logger('odoo.sql_db'), self.assertRaises(CheckViolation), \
                    self.env.cr.savepoint():
                self._create_limit(**values)
        with self.assertRaises(ValidationError):
            self._create_limit(department_id=self.training.id, company_id=self.branch.id)
