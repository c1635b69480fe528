import itertools

from odoo.tests import tagged

from ..tools.pixels import modules_to_png_uri
from .common import ReportCase, page_image, page_sizes, page_texts, text_box, text_boxes, words_from_right


@tagged('post_install', '-at_install')
class TestDocument(ReportCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._create_partners("بوعلام كريم")

    def _print_body(self, body):
        return self._print(self._create_official_report(f'body_{self._testMethodName}', body), self.partner)

    def test_the_sample_shows_header_number_and_text_in_both_languages(self):
        pdf = self.Report._render_qweb_pdf('report_weasyprint.sample_report', self.company.ids)[0]
        first = page_texts(pdf)[0]
        for words in ("الجمهورية الجزائرية الديمقراطية الشعبية", "وزارة المثال", "Organisme d'exemple",
                      "نموذج وثيقة رسمية", "Spécimen de document officiel", "الرقم: 2026/00001", "N° : 2026/00001",
                      "المبلغ 12 500,00 دينار جزائري", "Montant : 12 500,00 DA", "+213 21 00 00 00"):
            with self.subTest(words=words):
                self.assertIn(words, first)

    def test_header_footer_and_table_head_repeat_on_each_page(self):
        pdf = self.Report._render_qweb_pdf('report_weasyprint.sample_report', self.company.ids)[0]
        texts = page_texts(pdf)
        self.assertEqual(len(texts), 2)
        for number, text in enumerate(texts, start=1):
            with self.subTest(page=number):
                self.assertIn("République algérienne", text)
                self.assertIn("هيئة المثال", text)
                self.assertIn("الرقم البيان", text)
                self.assertIn(f"الصفحة {number} من 2", words_from_right(pdf, f"Page {number} de 2", number - 1))
                self.assertIn(f"Page {number} de 2", text)
                self.assertIn("contact@example.com", text)

    def test_arabic_header_is_on_the_right_and_french_on_the_left(self):
        pdf = self._print_body('<p>نص</p>')
        arabic, french = text_box(pdf, "وزارة المثال"), text_box(pdf, "Ministère de l'exemple")
        width = page_sizes(pdf)[0][0] * 72 / 25.4
        self.assertGreater(arabic[0], width / 2)
        self.assertLess(french[2], width / 2)

    def test_the_logo_is_printed_on_each_page(self):
        pdf = self._print_body('<p>نص</p><p style="break-before: page">آخر</p>')
        for number in (0, 1):
            image = page_image(pdf, number)
            reddish = sum(1 for r, g, b in image.crop((0, 0, image.width, 120)).getdata() if r > 150 and g < 90 and b < 90)
            self.assertGreater(reddish, 500)

    def test_first_column_of_an_arabic_table_is_on_the_right(self):
        pdf = self._print_body(
            '<table class="o_official_table"><tr><td>AAA</td><td>BBB</td><td>CCC</td></tr></table>')
        left_edges = [text_box(pdf, text)[0] for text in ('AAA', 'BBB', 'CCC')]
        self.assertEqual(left_edges, sorted(left_edges, reverse=True))

    def test_a_number_within_an_arabic_sentence_keeps_its_order(self):
        pdf = self._print_body('<p>المبلغ <t t-out="isolate(amount(12500))"/> دينار</p>')
        self.assertIn("المبلغ 12 500,00 دينار", page_texts(pdf)[0])
        thousands, units = text_box(pdf, '12'), text_box(pdf, '500,00')
        before, after = text_box(pdf, 'المبلغ'), text_box(pdf, 'دينار')
        self.assertLess(thousands[0], units[0])
        self.assertGreater(before[0], units[0])
        self.assertLess(after[0], thousands[0])

    def test_long_lines_are_not_cut_at_the_edges(self):
        pdf = self._print_body(
            f'<p>{"كلمة طويلة جدا " * 60}</p><p lang="fr" dir="ltr">{"mot assez long " * 60}</p>')
        image = page_image(pdf)
        margin = round(12 / 25.4 * 72)
        for box in ((0, 0, margin, image.height), (image.width - margin, 0, image.width, image.height)):
            self.assertEqual(image.crop(box).getextrema(), ((255, 255),) * 3)
        self.assertEqual(page_texts(pdf)[0].count("كلمة طويلة جدا"), 60)

    def test_rows_are_not_cut_between_pages(self):
        row = '<tr><td>أول سطر %(n)s<br/>وسط %(n)s<br/>آخر سطر %(n)s</td></tr>'
        rows = ''.join(row % {'n': number} for number in range(100, 140))
        texts = page_texts(self._print_body(f'<table class="o_official_table"><tbody>{rows}</tbody></table>'))
        self.assertGreater(len(texts), 2)
        for number in range(100, 140):
            pages = [index for index, text in enumerate(texts) if f"سطر {number}" in text]
            self.assertEqual(len(pages), 1)
            self.assertIn(f"أول سطر {number}", texts[pages[0]])
            self.assertIn(f"آخر سطر {number}", texts[pages[0]])

    def test_a_tall_header_pushes_the_text_down(self):
        self.company.official_header_ar = '\n'.join(f"سطر {number}" for number in range(14))
        self.company.official_header_fr = "Une ligne très longue qui se répartit sur plusieurs lignes " * 6
        pdf = self._print_body('<p>بداية النص</p>')
        last_line, body = text_box(pdf, "سطر 13"), text_box(pdf, "بداية النص")
        self.assertGreater(last_line[1], body[3])

    def test_without_official_header_the_company_is_named(self):
        self.company.write({'official_header_ar': False, 'official_header_fr': False, 'name': "Maison de l'exemple"})
        self.assertIn("Maison de l'exemple", page_texts(self._print_body('<p>نص</p>'))[0])

    def test_an_address_keeps_its_order_in_each_language(self):
        self.company.write({'street': "12, rue de l'Exemple", 'zip': False, 'city': "Birkhadem"})
        texts = page_texts(pdf := self._print_body('<p>نص</p>'))
        self.assertEqual(texts[0].count("rue de l'Exemple"), 2)
        width = page_sizes(pdf)[0][0] * 72 / 25.4
        streets, towns = (sorted(text_boxes(pdf, text)) for text in ("12, rue de l'Exemple", "Birkhadem"))
        french, arabic = zip(streets, towns, strict=True)
        self.assertLess(french[0][2], width / 2)
        self.assertGreater(arabic[1][0], width / 2)
        self.assertLess(french[0][0], french[1][0], "the street stands first for who reads from the left")
        self.assertGreater(arabic[0][0], arabic[1][0], "and first for who reads from the right")

    def test_the_qr_code_is_printed_square_and_sharp(self):
        modules = [[(row + column) % 2 == 0 for column in range(25)] for row in range(25)]
        report = self._create_official_report('qr', f'''
            <t t-set="qr_uri" t-value="'{modules_to_png_uri(modules)}'"/><p>نص</p>''')
        image = page_image(self._print(report, self.partner), dots_per_inch=254)
        # 25 modules of 1 mm, 10 dots each: the middle column of the page alternates every 10 dots
        column = [image.getpixel((image.width // 2 + 2, y))[0] < 128 for y in range(image.height)]
        runs, length = [], 1
        for before, after in itertools.pairwise(column):
            if before == after:
                length += 1
            else:
                runs.append(length)
                length = 1
        squares = [run for run in runs if 9 <= run <= 11]
        self.assertGreaterEqual(len(squares), 22)

    def test_signature_block_stays_in_one_piece(self):
        body = '<p style="height: 195mm">نص</p>' + '''
            <t t-call="report_weasyprint.signature_block">
                <t t-set="place_ar" t-value="'الجزائر'"/><t t-set="place_fr" t-value="'Alger'"/>
                <t t-set="signature_date" t-value="datetime.date(2026, 3, 15)"/>
                <t t-set="signatory_ar" t-value="'المدير'"/><t t-set="signatory_fr" t-value="'Le directeur'"/>
            </t>'''
        pdf = self._print_body(body)
        texts = page_texts(pdf)
        self.assertEqual(len(texts), 2)
        self.assertLess(text_box(pdf, "Le directeur", 1)[2], 595 / 2)
        for words in ("الجزائر في 15 مارس 2026", "Alger, le 15 mars 2026", "المدير", "Le directeur"):
            self.assertIn(words, texts[1])

    def test_the_container_may_be_that_of_odoo(self):
        report = self._create_report('web_container', '''
            <t t-name="x"><t t-call="web.html_container"><t t-foreach="docs" t-as="o">
                <t t-call="report_weasyprint.official_document"><p t-out="o.name"/></t>
            </t></t></t>''')
        self.assertIn("بوعلام كريم", page_texts(self._print(report, self.partner))[0])
