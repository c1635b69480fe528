import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

from odoo.tests import tagged

from .common import ReportCase, page_texts

RESOURCE_LOGGER = 'odoo.addons.report_weasyprint.models.ir_actions_report_resource'


@tagged('post_install', '-at_install')
class TestRefusal(ReportCase):
    """What a template, or text that someone put in a field, may not make the server fetch."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._create_partners("النحاس")
        cls.asked = []

        class Listener(BaseHTTPRequestHandler):
            def do_GET(self):
                cls.asked.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *arguments):
                """Say nothing."""

        cls.server = ThreadingHTTPServer(('127.0.0.1', 0), Listener)
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    def setUp(self):
        super().setUp()
        self.asked.clear()
        self.address = f'127.0.0.1:{self.server.server_port}'

    def test_no_outside_address_is_ever_asked(self):
        ways = {
            'image': '<img src="http://{a}/image.png"/>',
            'no_scheme': '<img src="//{a}/noscheme.png"/>',
            'style': '<style>@import url("http://{a}/import.css"); p {{ background: url(http://{a}/style.png) }}</style>',
            'font': '<style>@font-face {{ font-family: f; src: url(http://{a}/font.ttf) }} p {{ font-family: f }}</style>',
            'attribute': '<p style="background-image: url(http://{a}/attribute.png)">x</p>',
            'link': '<link rel="stylesheet" href="http://{a}/link.css"/>',
            'svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://{a}/svg.png"/></svg>',
            'object': '<object data="http://{a}/object.png"/><embed src="http://{a}/embed.png"/>',
            'attachment': '<a rel="attachment" href="http://{a}/attached">x</a>',
            'base': '<base href="http://{a}/"/><img src="relative.png"/>',
        }
        for name, body in ways.items():
            with self.subTest(way=name):
                report = self._create_official_report(f'way_{name}', f'<p>نص</p>{body.format(a=self.address)}')
                with self.assertLogs(RESOURCE_LOGGER, logging.INFO) as logs:
                    pdf = self._print(report, self.partner)
                self.assertIn("نص", page_texts(pdf)[0])
                self.assertFalse(self.asked)
                self.assertTrue(any('PDF' in line for line in logs.output))

    def test_the_listener_does_hear(self):
        with urlopen(f'http://{self.address}/heard', timeout=10) as answer:
            self.assertEqual(answer.status, 200)
        self.assertEqual(self.asked, ['/heard'])

    def test_no_file_of_the_server_is_read(self):
        for number, address in enumerate(
                ('file:///etc/hostname', 'file:/etc/hostname', 'ftp://127.0.0.1/x', 'FILE:///etc/hostname')):
            with self.subTest(address=address), self.assertLogs(RESOURCE_LOGGER, logging.INFO) as logs:
                pdf = self._print(self._create_official_report(
                    f'file_{number}',
                    f'<img src="{address}"/><a rel="attachment" href="{address}">x</a>'), self.partner)
                self.assertNotIn(b'EmbeddedFile', pdf)
                self.assertTrue(any('Refused' in line for line in logs.output))

    def test_a_picture_in_a_core_report_is_refused_too(self):
        report = self._create_report('core_way', f'''
            <t t-name="x"><t t-call="web.html_container"><t t-call="web.external_layout">
                <div class="page"><p>text</p><img src="http://{self.address}/core.png"/></div>
            </t></t></t>''')
        with self.assertLogs(RESOURCE_LOGGER, logging.INFO):
            self.assertIn("text", page_texts(self._print(report, self.partner))[0])
        self.assertFalse(self.asked)
