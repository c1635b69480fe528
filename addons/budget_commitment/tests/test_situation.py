import io
from datetime import date

from openpyxl import load_workbook
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.tests import tagged, users
from odoo.tools import SQL, mute_logger

from ..models.budget_ledger import Ledger
from .common import BudgetCommon


@tagged('post_install', '-at_install')
class TestSituation(BudgetCommon):
    """The figures at any date, on screen and on paper."""

    def setUp(self):
        super().setUp()
        self._open_year()
        partner = self.env['res.partner'].create({'name': "Supplier"})
        line = self._get_line(self.supplies)
        self.commitment = self.env['budget.commitment']._get_or_make(line, partner, "Order 7", partner)
        ledger = Ledger(self.env, line)
        ledger.add(line, 'commit', date(2026, 2, 10), self.commitment, committed=60000)
        ledger.add(line, 'liquidate', date(2026, 3, 20), self.commitment, liquidated=50000)
        ledger.add(line, 'pay', date(2026, 4, 5), self.commitment, paid=20000)
        ledger.add(line, 'release', date(2026, 5, 1), self.commitment, committed=-10000)
        ledger.enter()

    def test_each_day_has_its_own_figures(self):
        for day, expected in [
            (date(2025, 12, 31), (0, 0, 0, 0)), (date(2026, 2, 9), (100000, 0, 0, 0)),
            (date(2026, 2, 10), (100000, 60000, 0, 0)), (date(2026, 3, 31), (100000, 60000, 50000, 0)),
            (date(2026, 4, 5), (100000, 60000, 50000, 20000)), (None, (100000, 50000, 50000, 20000)),
        ]:
            with self.subTest(day=day):
                self.assertEqual(self._get_figures(self.supplies, day=day), expected)

    def test_chapters_add_up_their_articles_and_rates(self):
        chapter = self.env['budget.chapter.situation'].search([('chapter_id', '=', self.chapter.id)])
        self.assertRecordValues(chapter, [{
            'credit': 140000, 'committed': 50000, 'available': 90000, 'paid': 20000, 'to_pay': 30000,
            'commitment_rate': 35.71, 'payment_rate': 14.29}])

    @users('clerk_budget')
    def test_screens_group_by_chapter(self):
        groups = self.env['budget.situation'].with_context(budget_date='2026-02-10').formatted_read_group(
            [('year_id', '=', self.year.id)], ['chapter_id'], ['credit:sum', 'committed:sum'])
        self.assertEqual([(group['credit:sum'], group['committed:sum']) for group in groups],
                         [(140000, 60000), (500000, 0)])
        action = self.env['budget.situation.print'].create({'year_id': self.year.id, 'date': '2026-02-10'}).action_show()
        self.assertEqual(action['context']['budget_date'], '2026-02-10')

    def _create_print(self, language):
        return self.env['budget.situation.print'].with_user(self.clerk).create({
            'year_id': self.year.id, 'date': '2026-04-30', 'language': language})

    def test_paper_in_arabic_and_french(self):
        Report = self.env['ir.actions.report'].with_user(self.clerk)
        for language, words in (('ar', "الباب / المادة"), ('fr', "Chapitre / article")):
            wizard = self._create_print(language)
            html, _kind = Report._render_qweb_html('budget_commitment.situation_document', wizard.ids)
            text = html.decode().replace('\xa0', ' ')
            self.assertIn(words, text)
            self.assertIn('640 000,00', text)
            self.assertIn('60 000,00', text)
            content, kind = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
                'budget_commitment.situation_document', wizard.ids)
            self.assertEqual((content[:5], kind), (b'%PDF-', 'pdf'))

    def test_spreadsheet_holds_numbers_and_runs_from_right_to_left_in_arabic(self):
        for language, is_rtl in (('ar', True), ('fr', False)):
            wizard = self._create_print(language)
            content, _kind = self.env['ir.actions.report'].with_user(self.clerk)._render_xlsx(
                'budget_commitment.situation_xlsx', wizard.ids, {})
            sheet = load_workbook(io.BytesIO(content)).active
            self.assertEqual(bool(sheet.sheet_view.rightToLeft), is_rtl)
            rows = {row[0]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
            self.assertEqual(rows['611'][3:11], (100000, 0, 0, 100000, 60000, 40000, 50000, 20000))
            self.assertEqual(rows[None][3], '=D4+D7')

    def test_database_refuses_what_gets_round_the_code(self):
        line = self._get_line(self.supplies)
        for values, error in (
            ({'line_sequence': 99, 'committed': 60000, 'committed_total': 110000}, CheckViolation),
            ({'line_sequence': 99, 'liquidated': 1, 'liquidated_total': 50001, 'committed_total': 50000}, CheckViolation),
            ({'line_sequence': 99, 'paid': 1, 'paid_total': 50001}, CheckViolation),
            ({'line_sequence': 99, 'credit': -1, 'credit_total': -1, 'committed_total': 0}, CheckViolation),
            ({'line_sequence': 2}, UniqueViolation),
        ):
            with self.subTest(values), mute_logger('odoo.sql_db'), self.assertRaises(error), self.env.cr.savepoint():
                self.env['budget.movement'].sudo().create({
                    'year_id': self.year.id, 'line_id': line.id, 'company_id': self.office.id, 'kind': 'adjust',
                    'currency_id': self.office.currency_id.id, 'article_id': self.supplies.id, 'date': '2026-06-01',
                    'opened_total': 100000, 'tolerance_amount': 0, 'credit_total': 100000, 'committed_total': 50000,
                    'liquidated_total': 50000, 'paid_total': 20000, **values})

    def test_every_movement_holds_the_totals_of_its_line(self):
        self.env.flush_all()
        wrong = self.env.execute_query(SQL("""
            SELECT id FROM (
                SELECT id, committed_total, SUM(committed) OVER line AS committed,
                       credit_total, SUM(credit + transfer + carry) OVER line AS credit,
                       line_sequence, ROW_NUMBER() OVER line AS number
                  FROM budget_movement WHERE year_id = %s
                WINDOW line AS (PARTITION BY line_id ORDER BY line_sequence)) AS movement
             WHERE committed_total <> committed OR credit_total <> credit OR line_sequence <> number""", self.year.id))
        self.assertFalse(wrong)
        self.assertFalse(self.env['budget.movement']._verify_chains())
