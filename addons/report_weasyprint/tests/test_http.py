import io
import json

from PIL import Image

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged

from .common import words_from_right


@tagged('post_install', '-at_install')
class TestHttp(HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, 'printer', password='printer-pass-1', groups='base.group_user')
        cls.company = cls.user.company_id
        cls.address = f'/report/pdf/report_weasyprint.sample_document/{cls.company.id}'
        cls.env['ir.config_parameter'].set_param('report.url', cls.base_url())

    def test_an_employee_prints_the_sample(self):
        self.authenticate('printer', 'printer-pass-1')
        answer = self.url_open(self.address + '?context=' + json.dumps({'force_report_rendering': True, 'lang': 'en_US'}))
        self.assertEqual(answer.headers['Content-Type'], 'application/pdf')
        self.assertIn("الصفحة 1 من 2", words_from_right(answer.content, "Page 1 de 2"))

    def test_the_web_client_downloads_it(self):
        self.authenticate('printer', 'printer-pass-1')
        self.assertEqual(self.make_jsonrpc_request('/report/check_wkhtmltopdf'), 'ok')
        answer = self.url_open('/report/download', data={
            'csrf_token': http.Request.csrf_token(self), 'data': json.dumps([self.address, 'qweb-pdf']),
            'context': json.dumps({'force_report_rendering': True, 'lang': 'en_US'}),
        })
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b'%PDF-'))
        self.assertIn('attachment', answer.headers['Content-Disposition'])

    def test_a_stranger_prints_nothing(self):
        answer = self.url_open(self.address)
        self.assertNotIn('application/pdf', answer.headers['Content-Type'])

    def test_the_preview_on_screen_has_its_styles(self):
        self.authenticate('printer', 'printer-pass-1')
        answer = self.url_open(self.address.replace('/pdf/', '/html/'))
        self.assertIn('/report_weasyprint/static/src/css/document.css', answer.text)
        self.assertEqual(self.url_open('/report_weasyprint/static/src/css/document.css').status_code, 200)

    def test_the_button_on_the_company_prints_the_sample(self):
        action = self.company.with_user(self.user).action_print_official_sample()
        self.assertEqual(action['report_name'], 'report_weasyprint.sample_document')
        self.assertEqual(action['context']['active_ids'], self.company.ids)

    def test_barcodes_are_pictures(self):
        """Odoo's own route gives a picture of each kind with bars on it, with and without its digits below."""
        self.authenticate('printer', 'printer-pass-1')
        for kind, value in (('QR', '12345'), ('Code128', 'A-12345'), ('EAN13', '5901234123457')):
            for digits in (0, 1):
                with self.subTest(kind=kind, digits=digits):
                    answer = self.url_open(f'/report/barcode/{kind}/{value}?width=300&height=150&humanreadable={digits}')
                    self.assertEqual(answer.status_code, 200)
                    self.assertEqual(answer.headers['Content-Type'], 'image/png')
                    picture = Image.open(io.BytesIO(answer.content))
                    self.assertEqual((picture.format, picture.size), ('PNG', (300, 150)))
                    self.assertEqual(picture.convert('L').getextrema(), (0, 255))
