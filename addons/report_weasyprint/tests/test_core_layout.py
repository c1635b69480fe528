import base64

from odoo.tests import tagged

from .common import ReportCase, page_image, page_sizes, page_texts, png, text_box

BODY = '''
    <t t-name="x"><t t-call="web.html_container"><t t-foreach="docs" t-as="o">
        <t t-call="web.external_layout">
            <t t-set="o" t-value="o.with_context(lang=o.lang)"/>
            <div class="page"><p t-out="o.name"/><p style="break-before: page">Second <t t-out="o.name"/></p></div>
        </t>
    </t></t></t>'''


@tagged('post_install', '-at_install')
class TestCoreLayout(ReportCase):
    """Reports written for wkhtmltopdf, with the layout that comes with Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({
            'external_report_layout_id': cls.env.ref('web.external_layout_standard').id,
            'paperformat_id': cls.env.ref('base.paperformat_euro').id, 'report_footer': "<p>Capital social</p>",
            'company_details': "<p>Maison de l'exemple</p>", 'logo': base64.b64encode(png()),
        })
        cls.partners = cls._create_partners("Atelier du cuivre", "Atelier du tapis")
        cls.partners.lang = 'en_US'
        cls.report = cls._create_report('core', BODY)

    def _print_in_arabic(self, partner):
        self.env['res.lang']._activate_lang('ar_001')
        partner.lang = 'ar_001'
        return self._print(self.report, partner, lang='ar_001')

    def test_header_footer_and_page_numbers_stand_on_each_page(self):
        texts = page_texts(self._print(self.report, self.partners))
        self.assertEqual(len(texts), 4)
        for index, text in enumerate(texts):
            with self.subTest(page=index):
                self.assertIn("Maison de l'exemple", text)
                self.assertIn("Capital social", text)
                self.assertIn(f"Page {index % 2 + 1} / 2", text)
                self.assertEqual("Atelier du cuivre" in text, index < 2)

    def test_header_is_above_and_footer_below_the_text(self):
        pdf = self._print(self.report, self.partners[0])
        header, body, footer = (
            text_box(pdf, words) for words in ("Maison de l'exemple", "Atelier du cuivre", "Capital social"))
        self.assertGreater(header[1], body[3])
        self.assertGreater(body[1], footer[3])

    def test_the_logo_in_the_header_is_printed(self):
        for language in ('en_US', 'ar_001'):
            with self.subTest(language=language):
                partner = self.partners[0]
                pdf = self._print_in_arabic(partner) if language == 'ar_001' else self._print(self.report, partner)
                for number in (0, 1):
                    top = page_image(pdf, number).crop((0, 0, 595, 120))
                    self.assertGreater(sum(1 for r, g, b in top.getdata() if r > 150 and g < 90 and b < 90), 300)

    def test_nothing_touches_the_edges_of_the_paper(self):
        for pdf in (self._print(self.report, self.partners[0]), self._print_in_arabic(self.partners[0])):
            image = page_image(pdf)
            margin = round(9 / 25.4 * 72)
            for box in ((0, 0, margin, image.height), (image.width - margin, 0, image.width, image.height)):
                self.assertEqual(image.crop(box).getextrema(), ((255, 255),) * 3)

    def test_an_arabic_print_runs_from_the_right(self):
        self.partners[0].name = "ورشة النحاس"
        body = text_box(self._print_in_arabic(self.partners[0]), "ورشة النحاس")
        self.assertGreater(body[0], 595 / 2)

    def test_a_title_that_hangs_from_the_header_covers_no_text(self):
        self.company.external_report_layout_id = self.env.ref('web.external_layout_folder')
        report = self._create_report('folder', BODY.replace(
            '<div class="page">', '<t t-set="layout_document_title">Hanging title</t><div class="page">'))
        pdf = self._print(report, self.partners[0])
        # the first page also holds the title without colour, within the text
        title, body = text_box(pdf, "Hanging title", 1), text_box(pdf, "Atelier du cuivre", 1)
        self.assertGreater(title[1], body[3])

    def test_landscape_and_custom_paper_are_obeyed(self):
        paperformat = self.env['report.paperformat'].create({
            'name': "Ticket", 'format': 'custom', 'page_width': 80, 'page_height': 120, 'orientation': 'Landscape',
            'margin_top': 5, 'margin_bottom': 5, 'margin_left': 5, 'margin_right': 5, 'header_spacing': 5})
        self.report.paperformat_id = paperformat
        self.assertEqual(set(page_sizes(self._print(self.report, self.partners[0]))), {(120, 80)})

    def test_a_report_without_layout_is_printed(self):
        report = self._create_report('plain', '''
            <t t-name="x"><t t-call="web.html_container"><t t-call="web.basic_layout">
                <div class="page"><p t-foreach="docs" t-as="doc" t-out="doc.name"/></div>
            </t></t></t>''')
        texts = page_texts(self._print(report, self.partners))
        self.assertEqual(len(texts), 1)
        self.assertIn("Atelier du cuivre Atelier du tapis", texts[0])

    def test_odoo_is_told_that_printing_works(self):
        self.assertEqual(self.env['ir.actions.report'].get_wkhtmltopdf_state(), 'ok')
