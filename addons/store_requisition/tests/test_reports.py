import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestReports(StoreCommon):

    def _html(self, report, records, user):
        content, _kind = self.env['ir.actions.report'].with_user(user)._render_qweb_html(
            f'store_requisition.{report}', records.ids)
        return content.decode()

    def _create_card(self, user=None, **values):
        return self.env['store.stock.card'].with_user(user or self.keeper).create({
            'store_id': self.store.id, 'product_ids': self.paper.ids, 'date_start': '2026-04-01',
            'date_end': '2026-04-30', **values})

    def _make_history(self):
        """20 in March; 3 out on 2 April, 1 back on the 3rd, 6 in on the 10th, 2 out on 2 May."""
        with freeze_time('2026-04-02 09:00:00'):
            voucher = self._deliver(self._ask_approved(paper=3))
        with freeze_time('2026-04-03 09:00:00'):
            voucher.with_user(self.keeper)._return({voucher.line_ids: 1})
        with freeze_time('2026-04-10 09:00:00'):
            self._receive(self.paper, 6, 500)
        with freeze_time('2026-05-02 09:00:00'):
            self._deliver(self._ask_approved(paper=2))

    def test_a_card_between_two_days(self):
        self._make_history()
        [(product, card)] = self._create_card()._get_cards()
        self.assertEqual(product, self.paper)
        self.assertEqual((card.opening, card.entered, card.left, card.closing), (20, 7, 3, 24))
        self.assertEqual([row.balance for row in card.rows], [17, 18, 24])
        self.assertEqual([row.movement.reference for row in card.rows],
                         ['BS/ST1/2026/00001', 'BR/ST1/2026/00001', 'BE/ST1/2026/00003'])
        self.assertEqual((card.opening_value, card.closing_value), (10000, 12000))

    def test_a_card_agrees_with_the_shelves_on_every_day(self):
        self._make_history()
        for day, quantity in (('2026-03-14', 0), ('2026-04-01', 20), ('2026-04-02', 17), ('2026-04-09', 18),
                              ('2026-05-01', 24), ('2026-05-02', 22)):
            with self.subTest(day=day):
                [(_product, card)] = self._create_card(date_start='2026-03-01', date_end=day)._get_cards()
                self.assertEqual(card.closing, quantity)
        self.assertEqual(self._get_quantity(self.paper), 22)

    def test_all_articles_when_none_is_chosen(self):
        cards = self._create_card(product_ids=False)._get_cards()
        self.assertEqual([product.name for product, _card in cards], ["Paper", "Pen", "Toner"])

    def test_the_card_as_pdf_and_spreadsheet(self):
        self._make_history()
        card = self._create_card()
        html = self._html('stock_card_document', card, self.keeper)
        for text in ("بطاقة المخزون", "Fiche de stock", "BS/ST1/2026/00001", "Training", "12\u00a0000,00"):
            self.assertIn(text, html)
        content, kind = self.env['ir.actions.report'].with_user(self.keeper)._render_xlsx(
            'store_requisition.store_stock_card_xlsx', card.ids, {})
        self.assertEqual(kind, 'xlsx')
        sheet = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
        self.assertEqual([sheet.cell(row, 6).value for row in range(5, 9)], [20, 17, 18, 24])
        self.assertEqual(sheet.cell(6, 5).value, 3)

    def test_cards_are_for_storekeepers_and_readers(self):
        self.assertTrue(self._create_card(self.reader)._get_cards())
        with self.assertRaises(AccessError):
            self._create_card(self.asker)
        stranger, _employee = self._create_person('stranger', 'store_requisition.store_requisition_group_keeper')
        with self.assertRaises(AccessError):
            self._create_card(stranger).action_print()
        with self.assertRaises(AccessError):
            self._html('stock_card_document', self._create_card(stranger), stranger)

    def test_a_store_without_articles_has_no_cards(self):
        empty = self.env['store.store'].create({'name': "Empty", 'code': 'E', 'company_id': self.office.id})
        with self.assertRaisesRegex(UserError, "no article yet"):
            self._create_card(self.manager, store_id=empty.id, product_ids=False).action_print()

    def test_the_exit_voucher_in_two_languages(self):
        voucher = self._deliver(self._ask_approved(paper=3))
        html = self._html('voucher_document', voucher, self.asker)
        for text in ("سند خروج", "Bon de sortie", "BS/ST1/2026/00001", "Training", "Asker", "Head", "Keeper"):
            self.assertIn(text, html)

    def test_the_entry_voucher(self):
        voucher = self._receive(self.toner, 4, 3000)
        html = self._html('voucher_document', voucher, self.keeper)
        self.assertIn("سند دخول", html)
        self.assertIn("Bon d&#39;entrée", html)

    def test_a_pdf_comes_out(self):
        voucher = self._deliver(self._ask_approved(paper=3))
        report = self.env['ir.actions.report'].with_user(self.asker).with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf('store_requisition.store_voucher_report', voucher.ids)
        self.assertEqual((kind, content[:5]), ('pdf', b'%PDF-'))

    def test_nobody_prints_the_voucher_of_another(self):
        voucher = self._deliver(self._ask_approved(paper=3))
        with self.assertRaises(AccessError):
            voucher.with_user(self.other_head).action_print()
        with self.assertRaises(AccessError):
            self._html('voucher_document', voucher, self.other_head)

    def test_the_date_of_a_voucher_is_that_of_the_reader(self):
        with freeze_time('2026-04-01 23:30:00'):
            requisition = self._ask_approved(paper=1)
            voucher = self._deliver(requisition)
        self.assertEqual(requisition.date_requested, date(2026, 4, 2))
        [(_product, card)] = self._create_card(date_start='2026-04-02')._get_cards()
        self.assertEqual([row.movement.reference for row in card.rows], [voucher.name])
