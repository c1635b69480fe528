from io import BytesIO

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .common import ReportCase, page_image, page_sizes, page_texts, text_box

TWO_PAGES = '<p>الاسم: <t t-out="doc.name"/></p><p style="break-before: page">نهاية <t t-out="doc.name"/></p>'
CARD = '''
    <t t-name="x"><t t-call="report_weasyprint.document_container"><t t-foreach="docs" t-as="doc">
        <t t-call="report_weasyprint.bare_page">
            <t t-set="page_width_mm" t-value="85.6"/><t t-set="page_height_mm" t-value="54"/>
            <div class="page"><p>وجه <t t-out="doc.name"/></p></div>
            <div class="page"><p>ظهر <t t-out="doc.name"/></p></div>
        </t>
    </t></t></t>'''

ON_COMMON_GROUND = '''
    <t t-name="x"><t t-call="report_weasyprint.document_container"><t t-call="report_weasyprint.bare_page">
        <t t-set="document_record" t-value="docs[:1]"/>
        <t t-set="page_width_mm" t-value="80"/><t t-set="page_height_mm" t-value="50"/>
        <div class="page" data-underlay="common" style="background: #0f0"><p>الغرفة</p></div>
        <t t-foreach="docs" t-as="doc">
            <div class="page" data-over="common"><p style="margin-top: 20mm" t-out="doc.name"/></div>
            <div class="page"><p>ظهر <t t-out="doc.name"/></p></div>
        </t>
    </t></t></t>'''


@tagged('post_install', '-at_install')
class TestMany(ReportCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls._create_partners("النحاس", "الفخار", "الزرابي")

    def _saved(self, report):
        return self.env['ir.attachment'].search(
            [('res_model', '=', 'res.partner'), ('res_id', 'in', self.partners.ids), ('name', '=like', 'saved-%')],
            order='res_id')

    def test_each_record_counts_its_own_pages(self):
        texts = page_texts(self._print(self._create_official_report('count', TWO_PAGES), self.partners))
        self.assertEqual(len(texts), 6)
        for index, text in enumerate(texts):
            self.assertIn(f"Page {index % 2 + 1} de 2", text)

    def test_a_print_is_divided_by_record(self):
        report = self._create_official_report('divided', TWO_PAGES)
        streams = self.Report._render_qweb_pdf_prepare_streams(report.report_name, {}, self.partners.ids)
        self.assertEqual(list(streams), self.partners.ids)
        for partner in self.partners:
            texts = page_texts(streams[partner.id]['stream'].getvalue())
            self.assertEqual(len(texts), 2)
            self.assertIn(partner.name, texts[0])
            self.assertIn(f"نهاية {partner.name}", texts[1])

    def test_each_record_gets_its_own_attachment(self):
        report = self._create_official_report('saved', TWO_PAGES, attachment="'saved-%s.pdf' % object.id")
        merged = self._print(report, self.partners)
        self.assertEqual(len(page_texts(merged)), 6)
        attachments = self._saved(report)
        self.assertEqual(attachments.mapped('res_id'), self.partners.ids)
        for partner, attachment in zip(self.partners, attachments, strict=True):
            texts = page_texts(attachment.raw)
            self.assertEqual(len(texts), 2)
            self.assertIn(partner.name, texts[0])

    def test_a_saved_print_is_given_again(self):
        report = self._create_official_report(
            'again', TWO_PAGES, attachment="'saved-%s.pdf' % object.id", attachment_use=True)
        self._print(report, self.partners[:1])
        self.partners[0].name = "اسم جديد"
        texts = page_texts(self._print(report, self.partners))
        self.assertIn("النحاس", texts[0])
        self.assertEqual(len(self._saved(report)), 3)

    def test_a_record_asked_twice_is_printed_twice(self):
        report = self._create_official_report('twice', TWO_PAGES)
        ids = self.partners[:1].ids * 2
        self.assertEqual(len(page_texts(self.Report._render_qweb_pdf(report.report_name, ids)[0])), 4)

    def test_documents_of_one_page_are_divided_too(self):
        report = self._create_official_report('single', '<p t-out="doc.name"/>')
        streams = self.Report._render_qweb_pdf_prepare_streams(report.report_name, {}, self.partners.ids)
        self.assertEqual(
            [partner.name in page_texts(streams[partner.id]['stream'].getvalue())[0] for partner in self.partners],
            [True, True, True])

    def test_cards_have_two_sides_of_the_right_size(self):
        report = self._create_report('card', CARD, weasyprint_batch=True)
        pdf = self._print(report, self.partners)
        self.assertEqual(page_sizes(pdf), [(86, 54)] * 6)
        self.assertEqual(page_texts(pdf), [
            f'{side} {partner.name}' for partner in self.partners for side in ("وجه", "ظهر")])

    def test_what_is_placed_on_a_card_is_seen_and_what_overflows_is_not(self):
        report = self._create_report('placed', """
            <t t-name="x"><t t-call="report_weasyprint.document_container"><t t-foreach="docs" t-as="doc">
                <t t-call="report_weasyprint.bare_page">
                    <t t-set="page_width_mm" t-value="80"/><t t-set="page_height_mm" t-value="50"/>
                    <div class="page">
                        <div style="position: absolute; inset-inline-start: 70mm; top: 40mm; width: 10mm; height: 90mm;
                                    background: #f00"/>
                    </div>
                </t>
            </t></t></t>""")
        pdf = self._print(report, self.partners[0])
        self.assertEqual(page_sizes(pdf), [(80, 50)])
        image = page_image(pdf, dots_per_inch=254)
        self.assertEqual(image.getpixel((50, 450)), (255, 0, 0))
        self.assertEqual(image.getpixel((150, 450)), (255, 255, 255))
        self.assertEqual(image.getpixel((50, 350)), (255, 255, 255))

    def test_what_cards_have_in_common_is_drawn_beneath_each_and_is_no_page(self):
        report = self._create_report('common', ON_COMMON_GROUND, weasyprint_batch=True)
        pdf = self._print(report, self.partners)
        self.assertEqual(page_texts(pdf), [
            text for partner in self.partners for text in (f"الغرفة {partner.name}", f"ظهر {partner.name}")])
        self.assertEqual(page_image(pdf, 0, 254).getpixel((400, 450)), (0, 255, 0))
        self.assertEqual(page_image(pdf, 1, 254).getpixel((400, 450)), (255, 255, 255))
        # what is drawn over is neither turned nor moved by what lies beneath
        self.assertGreater(text_box(pdf, "الغرفة")[1], text_box(pdf, self.partners[0].name)[3])

    def test_what_cards_have_in_common_is_stored_once(self):
        report = self._create_report('stored', ON_COMMON_GROUND, weasyprint_batch=True)
        pages = PdfFileReader(BytesIO(self._print(report, self.partners))).pages
        beneath = {page.raw_get('/Contents')[1].idnum for page in pages[::2]}
        self.assertEqual(len(beneath), 1)

    def test_each_document_of_a_file_lies_on_its_own_ground(self):
        report = self._create_report('own_ground', """
            <t t-name="x"><t t-call="report_weasyprint.document_container"><t t-foreach="docs" t-as="doc">
                <t t-call="report_weasyprint.bare_page">
                    <t t-set="page_width_mm" t-value="80"/><t t-set="page_height_mm" t-value="50"/>
                    <div class="page" data-underlay="common"><p>أرضية <t t-out="doc.name"/></p></div>
                    <div class="page" data-over="common"><p style="margin-top: 20mm" t-out="doc.name"/></div>
                </t>
            </t></t></t>""")
        streams = self.Report._render_qweb_pdf_prepare_streams(report.report_name, {}, self.partners.ids)
        self.assertEqual(
            [page_texts(streams[partner.id]['stream'].getvalue()) for partner in self.partners],
            [[f"أرضية {partner.name} {partner.name}"] for partner in self.partners])

    def test_prints_on_common_ground_are_divided_by_record_too(self):
        report = self._create_report('ground', ON_COMMON_GROUND)
        streams = [self._print(report, partner) for partner in self.partners]
        self.assertEqual(
            [page_texts(stream)[0] for stream in streams], [f"الغرفة {partner.name}" for partner in self.partners])

    def test_one_card_is_printed_like_many(self):
        report = self._create_report('one_card', CARD, weasyprint_batch=True)
        self.assertEqual(len(page_texts(self._print(report, self.partners[0]))), 2)

    def test_a_batch_is_one_stream_and_holds_each_font_once(self):
        report = self._create_report('batch', CARD, weasyprint_batch=True)
        streams = self.Report._render_qweb_pdf_prepare_streams(report.report_name, {}, self.partners.ids)
        self.assertEqual(list(streams), [False])
        fonts = {
            font.indirect_reference.idnum
            for page in PdfFileReader(BytesIO(streams[False]['stream'].getvalue())).pages
            for font in (value.get_object() for value in page['/Resources']['/Font'].values())
        }
        self.assertEqual(len(fonts), 1)

    def test_chunks_are_joined_in_order(self):
        report = self._create_report('chunks', CARD, weasyprint_batch=True)
        pdf = self.Report._render_weasyprint_batch(report.report_name, self.partners.ids, chunk_size=2)
        self.assertEqual([text.split()[-1] for text in page_texts(pdf)[::2]], self.partners.mapped('name'))

    def test_a_batch_of_cards_saved_as_attachments_is_divided(self):
        report = self._create_report(
            'card_saved', CARD, weasyprint_batch=True, attachment="'saved-%s.pdf' % object.id")
        self._print(report, self.partners)
        self.assertEqual([len(page_texts(attachment.raw)) for attachment in self._saved(report)], [2, 2, 2])
