import base64

from lxml import etree

from odoo.tests import tagged

from ..tools import qr
from .common import CLAIMS, VerifiableCommon


@tagged('post_install', '-at_install')
class TestQr(VerifiableCommon):

    def _address(self):
        return 'https://verification.example.dz/verify#' + self._issue(claims=CLAIMS).token

    def test_a_realistic_card_fits_a_code_that_a_cheap_phone_reads_at_25_mm(self):
        # 25-letter names in both scripts, a 15-character number, a 28-letter activity, two dates and a number
        version, modules = qr.matrix(self._address())
        self.assertLessEqual(version, 11)
        module_mm = 25 / (len(modules) + 2 * qr.QUIET_ZONE)
        self.assertGreater(module_mm, 0.33, "printers of 300 dpi draw a module with four dots")

    def test_a_short_token_gets_the_stronger_correction(self):
        address = 'https://verification.example.dz/verify#' + self._issue(claims={12: "16/2026/0001234"}).token
        self.assertEqual(qr.matrix(address)[0], 9)

    def test_the_picture_shows_the_modules(self):
        address = self._address()
        svg = etree.fromstring(qr.svg(address, size_mm=25))
        _version, modules = qr.matrix(address)
        self.assertEqual(svg.get('width'), '25mm')
        side = len(modules) + 8
        self.assertEqual(svg.get('viewBox'), f'0 0 {side} {side}')
        path = svg[1].get('d')
        dark = sum(int(run.split('h')[1].split('v')[0]) for run in path.split('z')[:-1])
        self.assertEqual(dark, sum(map(sum, modules)))
        self.assertTrue(path.startswith('M4 4h7v1'), "the finder pattern stands in the corner of the quiet zone")

    def test_the_address_of_the_picture_holds_the_picture(self):
        uri = qr.data_uri(qr.svg("HELLO"))
        head, body = uri.split(',')
        self.assertEqual(head, 'data:image/svg+xml;base64')
        self.assertEqual(base64.b64decode(body).decode(), qr.svg("HELLO"))
