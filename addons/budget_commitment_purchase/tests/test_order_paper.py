import doctest
from ast import literal_eval
from base64 import b64decode
from datetime import UTC, timedelta

from freezegun import freeze_time
from lxml.html import fromstring

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import page_texts
from odoo.addons.report_weasyprint.tools.text import long_date_ar, long_date_fr

from ..models.purchase_order_print import ALGERIAN_TIME
from ..tools import paper
from .common import PurchaseCommon

ORDER, QUOTATION = 'purchase.report_purchaseorder', 'purchase.report_purchasequotation'
RIB = '00400123456789012333'   # fictitious, with its right key


@tagged('post_install', '-at_install')
class TestOrderPaper(PurchaseCommon):
    """The order and the request for quotation on paper, in Arabic and French."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')
        for record, arabic, french in (
                (cls.paper, "ورق", "Papier"), (cls.supplies, "اللوازم المكتبية", "Fournitures de bureau")):
            record.with_context(lang='ar_001').name = arabic
            record.with_context(lang='fr_FR').name = french
        cls.supplier.write({
            'vat': '000016001234567', 'company_registry': '16/00-0001234 B 00', 'street': "12, rue des Frères",
            'city': "Alger", 'country_id': cls.env.ref('base.dz').id,
            'bank_ids': [Command.create({'acc_number': RIB})]})
        cls.office.write({'official_header_ar': "الجمهورية\nمكتب", 'official_header_fr': "République\nBureau"})

    def _ask(self, *lines):
        request = self._approve_request(*lines)
        request.sudo().description = "Paper for the archives"
        return request

    def _html(self, order, user=None, report=ORDER):
        return self.env['ir.actions.report'].with_user(user or self.buyer)._render_qweb_html(report, order.ids)[0].decode()

    def _text(self, order, **options):
        """What is read on the paper, with plain spaces."""
        return ' '.join(fromstring(self._html(order, **options)).text_content().replace('\u00a0', ' ').split())

    def _pages(self, order, report=ORDER, user=None):
        content, kind = self.env['ir.actions.report'].with_user(user or self.buyer).with_context(
            force_report_rendering=True)._render_qweb_pdf(report, order.ids)
        self.assertEqual(kind, 'pdf')
        return page_texts(content)

    def test_the_order_says_in_two_languages_what_is_bought_and_on_which_credit(self):
        order = self._quote(self._ask((self.paper, 10, 50000)), paper=4000)
        order.partner_ref = 'OF-77'
        self._confirm(order)
        text = self._text(order)
        for expected in (
                "سند الطلب", "Bon de commande", order.name, "15 مارس 2026", "15 mars 2026",
                "الجمهورية", "République",
                "Atlas Supplies", '000016001234567', '16/00-0001234 B 00', "12, rue des Frères", RIB, 'OF-77',
                "Paper for the archives", order._get_budget_requests().name,
                "ورق", "Papier", "4 000,00", "40 000,00", "19 %", "7 600,00", "47 600,00",
                *order._get_print_values()['words'], "دينار جزائري", "Quarante-sept mille six cents dinars algériens",
                '611', "اللوازم المكتبية", "Fournitures de bureau", '2026/611/',
                "المكلف بالوسائل", "Le chargé des moyens", self.buyer.name,
                "الآمر بالصرف", self.head.name, "Approuvé le 15/03/2026"):
            with self.subTest(expected=expected):
                self.assertIn(expected, text)

    def test_the_order_is_one_page(self):
        order = self._quote(self._ask((self.paper, 10, 50000), (self.repair, 1, 20000)), paper=4000, repair=15000)
        for line in order.order_line:
            line.copy({'order_id': order.id, 'price_unit': 100})
        self._confirm(order)
        [page] = self._pages(order)
        self.assertEqual(len(order.order_line), 4)
        self.assertIn(order.name, page)

    def test_the_credit_is_that_which_the_order_holds(self):
        order = self._order_of((self.paper, 10, 50000), (self.repair, 1, 20000), paper=4000, repair=15000)
        commitments = order.sudo().budget_commitment_ids.sorted('id')
        firsts = [held.movement_ids.sorted('id')[0] for held in commitments]
        charges = order._get_print_values()['charges']
        self.assertEqual([(charge['article'], charge['amount']) for charge in charges],
                         [(self.supplies, 47600), (self.repairs, 17850)])
        self.assertEqual([charge['number'] for charge in charges], [
            f'2026/{first.article_id.code}/{first.line_sequence}' for first in firsts])

    def test_the_request_for_quotation_tells_no_price(self):
        order = self._quote(self._ask((self.paper, 10, 50000)), paper=4321)
        # the day of creation is that of the database
        order.date_order = order.create_date + timedelta(days=7)
        day = order.date_order.replace(tzinfo=UTC).astimezone(ALGERIAN_TIME).date()
        for report in (ORDER, QUOTATION):
            text = self._text(order, report=report)
            for expected in (
                    "طلب عرض أسعار", "Demande de prix", order.name, "Papier", long_date_ar(day), long_date_fr(day)):
                self.assertIn(expected, text)
            for hidden in ("4 321", "43 210", "51 419", "50 000", '611', "Bon de commande", "الآمر بالصرف"):
                self.assertNotIn(hidden, text)
        self.assertEqual(len(self._pages(order, report=QUOTATION)), 1)

    def test_without_a_later_day_the_day_of_the_answer_is_left_to_be_written(self):
        order = self._quote(self._ask((self.paper, 10, 50000)), paper=4000)
        order.date_order = order.create_date
        self.assertFalse(order._get_print_values()['answer_day'])
        self.assertIn("au plus tard le ....", self._text(order))

    def test_a_cancelled_order_says_so(self):
        order = self._order_of((self.paper, 1, 500), paper=100)
        order.button_cancel()
        text = self._text(order)
        self.assertIn("سند الطلب (ملغى)", text)
        self.assertIn("Bon de commande (annulé)", text)

    def test_each_rate_of_tax_has_its_total(self):
        order = self._quote(self._ask((self.paper, 10, 50000), (self.repair, 1, 20000)), paper=4000, repair=1000)
        group = self.vat.tax_group_id.copy({'name': "9"})
        reduced = self.vat.copy({'name': "VAT 9", 'amount': 9, 'tax_group_id': group.id})
        order.order_line[1].tax_ids = [Command.set(reduced.ids)]
        self._confirm(order)
        self.assertEqual(sorted(order._get_print_values()['taxes']), [("19 %", 7600), ("9 %", 90)])

    def test_the_discount_is_in_the_price_and_sections_are_headings(self):
        order = self._quote(self._ask((self.paper, 10, 50000)), paper=4000)
        order.order_line.discount = 10
        order.write({'order_line': [Command.create({
            'display_type': 'line_section', 'name': "Archives", 'sequence': 1, 'product_qty': 0})]})
        self._confirm(order)
        lines = {line['names'][0]: line for line in order._get_print_lines()}
        self.assertTrue(lines['Archives']['is_text'])
        [line] = [line for line in lines.values() if not line['is_text']]
        self.assertEqual((line['price'], line['amount']), (3600, 36000))
        self.assertIn("Archives", self._text(order))

    def test_what_goes_out_by_mail_is_this_paper(self):
        order = self._order_of((self.paper, 1, 500), paper=100)
        template = self.env.ref('purchase.email_template_edi_purchase_done')
        [(_name, content)] = template.with_context(
            force_report_rendering=True)._generate_template(order.ids, ('report_template_ids',))[order.id]['attachments']
        self.assertIn("Bon de commande", page_texts(b64decode(content))[0])

    def test_the_print_menu_shows_the_paper_that_fits(self):
        order = self._quote(self._ask((self.paper, 1, 500)), paper=100)
        names = ('action_report_purchase_order', 'report_purchase_quotation')
        reports = {name: self.env.ref(f'purchase.{name}') for name in names}

        def shown():
            return [name for name, report in reports.items() if order.filtered_domain(literal_eval(report.domain))]
        self.assertEqual(shown(), ['report_purchase_quotation'])
        self._confirm(order)
        self.assertEqual(shown(), ['action_report_purchase_order'])

    def test_another_company_cannot_print_it(self):
        order = self._order_of((self.paper, 1, 500), paper=100)
        stranger = self._create_user('stranger', 'purchase.group_purchase_user')
        stranger.write({'company_ids': [Command.set(self.branch.ids)], 'company_id': self.branch.id})
        for report in (ORDER, QUOTATION):
            with self.subTest(report=report), self.assertRaises(AccessError):
                self._html(order, user=stranger, report=report)
        with self.assertRaises(AccessError):
            order.with_user(stranger)._get_print_values()

    def test_a_company_of_another_country_keeps_its_own_paper(self):
        order = self._order_of((self.paper, 1, 500), paper=100)
        self.office.country_id = self.office.account_fiscal_country_id = self.env.ref('base.tn')
        self.assertNotIn("Bon de commande", self._text(order))

    def test_facts_stand_in_pairs(self):
        self.assertEqual(doctest.testmod(paper).failed, 0)
