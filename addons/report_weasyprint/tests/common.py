import base64
from contextlib import contextmanager
from io import BytesIO

import pypdfium2
from PIL import Image

from odoo.addons.base.tests.common import BaseCommon

HEADER_AR = "الجمهورية الجزائرية الديمقراطية الشعبية\nوزارة المثال\nهيئة المثال"
HEADER_FR = "République algérienne démocratique et populaire\nMinistère de l'exemple\nOrganisme d'exemple"


def png(colour=(200, 30, 30), size=(60, 40)):
    """The bytes of a plain picture."""
    content = BytesIO()
    Image.new('RGB', size, colour).save(content, 'PNG')
    return content.getvalue()


@contextmanager
def opened(pdf):
    """The pypdfium2 document of PDF bytes."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_texts(pdf):
    """The text of each page, in reading order, with plain spaces."""
    with opened(pdf) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(' '.join(text.get_text_range().replace('\u00a0', ' ').split()))
            text.close()
            page.close()
        return texts


def words_from_right(pdf, text, number=0):
    """The words on the line where `text` stands, from the right edge of the paper to the left."""
    line = text_box(pdf, text, number)
    with opened(pdf) as document:
        page = document[number].get_textpage()
        words, word, edge = [], '', 0.0
        for index in range(page.count_chars()):
            character = page.get_text_range(index, 1)
            left, bottom, right, top = page.get_charbox(index)
            if character.strip() and line[1] - 2 < (bottom + top) / 2 < line[3] + 2:
                word, edge = word + character, max(edge, right)
            elif word:
                words.append((edge, word))
                word, edge = '', 0.0
        if word:
            words.append((edge, word))
    return ' '.join(word for _edge, word in sorted(words, reverse=True))


def page_sizes(pdf):
    """(width, height) of each page in whole millimetres."""
    with opened(pdf) as document:
        return [tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document]


def page_image(pdf, number=0, dots_per_inch=72):
    """One page as a Pillow image."""
    with opened(pdf) as document:
        return document[number].render(scale=dots_per_inch / 72).to_pil().convert('RGB')


def text_box(pdf, text, number=0):
    """(left, bottom, right, top) in points of the first place where `text` stands on a page, or None."""
    return next(iter(text_boxes(pdf, text, number)), None)


def text_boxes(pdf, text, number=0):
    """(left, bottom, right, top) in points of each place where `text` stands on a page."""
    found = []
    with opened(pdf) as document:
        page = document[number].get_textpage()
        search = page.search(text)
        while place := search.get_next():
            boxes = [page.get_charbox(index) for index in range(place[0], sum(place))]
            found.append((min(box[0] for box in boxes), min(box[1] for box in boxes),
                          max(box[2] for box in boxes), max(box[3] for box in boxes)))
    return found


class ReportCase(BaseCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.write({
            'name': "هيئة المثال", 'official_header_ar': HEADER_AR, 'official_header_fr': HEADER_FR,
            'street': "12, rue de l'Exemple", 'street2': False, 'zip': '16000', 'city': "Alger",
            'phone': '+213 21 00 00 00', 'email': 'contact@example.com', 'logo': base64.b64encode(png()),
        })
        cls.Report = cls.env['ir.actions.report'].with_context(force_report_rendering=True, lang='en_US')

    @classmethod
    def _create_report(cls, name, arch, model='res.partner', **values):
        """A PDF report whose template is `arch`."""
        key = f'report_weasyprint.test_{name}'
        cls.env['ir.ui.view'].create({'name': key, 'key': key, 'type': 'qweb', 'arch': arch})
        return cls.env['ir.actions.report'].create({
            'name': name, 'model': model, 'report_type': 'qweb-pdf', 'report_name': key,
            'paperformat_id': cls.env.ref('base.paperformat_euro').id, **values})

    @classmethod
    def _create_official_report(cls, name, body, **values):
        return cls._create_report(name, f'''
            <t t-name="x"><t t-call="report_weasyprint.document_container">
                <t t-foreach="docs" t-as="doc"><t t-call="report_weasyprint.official_document">
                    <t t-set="doc_number" t-value="'N-%s' % doc.id"/>
                    {body}
                </t></t>
            </t></t>''', **values)

    @classmethod
    def _create_partners(cls, *names):
        return cls.env['res.partner'].create([{'name': name} for name in names])

    @classmethod
    def _print(cls, report, records, **context):
        return cls.Report.with_context(**context)._render_qweb_pdf(report.report_name, records.ids)[0]
