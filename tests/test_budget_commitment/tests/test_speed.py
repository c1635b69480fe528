import logging
import time
from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.budget_commitment.tests.common import BudgetCommon

_logger = logging.getLogger(__name__)
MOVEMENTS = 100000
LINES = 200
SECONDS = 1.0


@tagged('post_install', '-at_install', 'alone')
class TestSpeed(BudgetCommon):
    """The situation of credits over 100,000 movements, at any date, in a second."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        articles = cls.env['budget.article'].create([{
            'code': f'9{number:03}', 'name': f"Article {number}", 'parent_id': cls.chapter.id,
            'date_start': date(2020, 1, 1)} for number in range(LINES)])
        cls.env['budget.line'].create([{'year_id': cls.year.id, 'article_id': article.id} for article in articles])
        cls.env.flush_all()
        # written straight into the table: what is measured is the reading
        cls.env.cr.execute(SQL("""
            INSERT INTO budget_movement (
                   year_id, line_id, line_sequence, company_id, currency_id, article_id, kind, date, credit, transfer,
                   carry, committed, liquidated, paid, opened_total, credit_total, tolerance_amount, committed_total,
                   liquidated_total, paid_total, chain_key, chain_sequence, chain_previous_hash, chain_hash,
                   chain_payload, chain_version, chain_datetime, chain_user_id)
            SELECT year_id, id, number, company_id, %(currency)s, article_id, 'commit',
                   DATE '2026-01-01' + number %% 360, CASE WHEN number = 1 THEN 1000000 ELSE 0 END, 0, 0, 1, 0, 0,
                   1000000, 1000000, 0, number, 0, 0, 'speed', ROW_NUMBER() OVER (), '', '', '', 1, now(), 1
              FROM budget_line, generate_series(1, %(each)s) AS number WHERE year_id = %(year)s
            """, currency=cls.office.currency_id.id, each=MOVEMENTS // LINES, year=cls.year.id))
        cls.env.cr.execute(SQL("ANALYZE budget_movement"))

    def _measure(self, function):
        best = 99.0
        for _turn in range(3):
            self.env.invalidate_all()
            start = time.perf_counter()
            result = function()
            best = min(best, time.perf_counter() - start)
        return best, result

    def test_situation_at_a_date(self):
        Situation = self.env['budget.situation'].with_user(self.clerk).with_context(budget_date='2026-06-30')
        seconds, rows = self._measure(lambda: Situation.search([('year_id', '=', self.year.id)]).read())
        self.assertEqual(len(rows), LINES)
        self.assertLessEqual(seconds, SECONDS)

    def test_chapters_and_groups_of_today(self):
        Situation = self.env['budget.situation'].with_user(self.clerk)
        seconds, rows = self._measure(lambda: Situation.formatted_read_group(
            [('year_id', '=', self.year.id)], ['chapter_id'], ['committed:sum', 'available:sum']))
        self.assertEqual(rows[0]['committed:sum'], MOVEMENTS)
        self.assertLessEqual(seconds, SECONDS)
        Chapter = self.env['budget.chapter.situation'].with_user(self.clerk)
        seconds, rows = self._measure(lambda: Chapter.search([('year_id', '=', self.year.id)]).read())
        self.assertEqual(rows[0]['committed'], MOVEMENTS)
        self.assertLessEqual(seconds, SECONDS)
        _logger.info("Situation of %s movements: %.3f s", MOVEMENTS, seconds)
