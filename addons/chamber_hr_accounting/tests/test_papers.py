from lxml.html import fromstring

from odoo.tests import tagged

from .common import FinanceCase


@tagged('post_install', '-at_install')
class TestPapers(FinanceCase):
    """What the papers say, in Arabic and in French."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['ir.module.module']._load_module_terms(['chamber_hr_accounting'], ['ar_001', 'fr_FR'])
        cls.chamber_16.write({'vat': '000016001234567', 'company_registry': '16/00-0001234 B 00',
            'street': "5, rue des Artisans"})
        cls.chamber_16.partner_id.nis = '000516010012345'
        cls.request = cls._create_due(30001)
        cls.request.partner_id.write({'nis': '198416010054321', 'street': "12, rue des Frères"})
        cls.request.action_mark_fee_paid()
        cls.receipt = cls.request.fee_receipt_id.sudo()

    def _html(self, report, record, user):
        return self.env['ir.actions.report'].with_user(user)._render_qweb_html(report, record.ids)[0].decode()

    def test_the_receipt_for_the_agent_who_has_no_accounting_rights(self):
        html = self._html('chamber_hr_accounting.chamber_receipt_document', self.receipt, self.agent_16)
        for text in (self.receipt.number, "وصل دفع", "Reçu de paiement", "حق الطابع", "Droit de timbre",
            self.receipt.amount_words_ar,
                     self.receipt.amount_words_fr, self.request.partner_id.name, 'data:image'):
            with self.subTest(text=text):
                self.assertIn(text, html)
        self.assertRegex(html, r"30.452\.50|30.452,50")

    def test_the_invoice_has_what_the_law_wants(self):
        invoice = self.receipt.line_ids.invoice_id
        html = self._html('chamber_hr_accounting.chamber_invoice_document', invoice, self.accountant_16)
        for text in (
                invoice.name, '000016001234567', '000516010012345', '16/00-0001234 B 00', "5, rue des Artisans",
                '198416010054321',
                "12, rue des Frères", "ثلاثون ألف دينار جزائري ودينار جزائري واحد",
                "Trente mille un dinars algériens", self.receipt.number, "فاتورة", "Facture"):
            with self.subTest(text=text):
                self.assertIn(text, html)
        nature = self.env.ref('chamber_hr_accounting.fee_nature_request')
        for lang in ('ar_001', 'fr_FR'):
            self.assertIn(nature.with_context(lang=lang).name.split("'")[0], html)
            self.assertIn(nature.with_context(lang=lang).vat_reason.split("'")[0], html)

    def test_the_button_prints_the_paper_of_the_chamber(self):
        invoice = self.receipt.line_ids.invoice_id.with_user(self.accountant_16)
        self.assertEqual(invoice.action_print_pdf()['report_name'], 'chamber_hr_accounting.chamber_invoice_document')

    def test_a_fee_without_a_nature_of_its_own_is_called_by_its_document(self):
        other = self.env.ref('chamber_hr_accounting.fee_nature_other')
        for lang in ('ar_001', 'fr_FR'):
            kind = self.env['ir.model']._get('chamber.request').with_context(lang=lang).name
            self.assertEqual(self.request._get_fee_label(other, lang), f'{other.with_context(lang=lang).name}: {kind}')
        own = self.env.ref('chamber_hr_accounting.fee_nature_request').with_context(lang='fr_FR')
        self.assertEqual(self.request._get_fee_label(own, 'fr_FR'), own.name)

    def test_the_credit_note_says_what_it_is(self):
        self._set_tariff(30001, is_owed_back_cancelled=True)
        self.request.action_cancel()
        refund = self.env['chamber.refund'].search([('receipt_id', '=', self.receipt.id)])
        refund.with_user(self.accountant_16).action_approve()
        html = self._html('chamber_hr_accounting.chamber_invoice_document', refund.credit_note_id, self.accountant_16)
        self.assertIn("Facture d'avoir".replace("'", "&#39;"), html)

    def test_the_cash_journal_of_the_day(self):
        session = self._get_cash_session()
        html = self._html('chamber_hr_accounting.chamber_cash_session_document', session, self.cashier_16)
        self.assertIn("Journée non clôturée", html)
        self._close_day(session, 30450, "قطعة مفقودة")
        html = self._html('chamber_hr_accounting.chamber_cash_session_document', session, self.cashier_16)
        for text in (session.number, "يومية الصندوق", "Journal de caisse", self.receipt.number, "قطعة مفقودة"):
            with self.subTest(text=text):
                self.assertIn(text, html)
        self.assertRegex(html, r"[-−]2[.,]50")

    def test_money_that_left_for_the_bank_stands_in_its_column(self):
        self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 1000, 'bank')
        html = self._html('chamber_hr_accounting.chamber_cash_session_document', self._get_cash_session(), self.cashier_16)
        rows = fromstring(html).xpath("//table[contains(@class, 'o_official_table')][1]//tr")
        cells = [[cell.text_content().strip() for cell in row.xpath('./td')] for row in rows]
        self.assertEqual({sum(int(cell.get('colspan', 1)) for cell in row.xpath('./*')) for row in rows}, {6})
        [handed_over] = [row for row in cells if row and "البنك" in row[1]]
        self.assertFalse(handed_over[4])
        self.assertRegex(handed_over[5], r"1.000[.,]00")

    def test_each_paper_is_made_as_a_pdf(self):
        session = self._get_cash_session()
        for report, record in (
                ('chamber_hr_accounting.chamber_receipt_document', self.receipt),
                ('chamber_hr_accounting.chamber_cash_session_document', session),
                ('chamber_hr_accounting.chamber_invoice_document', self.receipt.line_ids.invoice_id)):
            with self.subTest(report=report):
                content, kind = self.env['ir.actions.report'].with_context(
                    force_report_rendering=True)._render_qweb_pdf(report, record.ids)
                self.assertEqual((kind, content[:4]), ('pdf', b'%PDF'))
