import logging
from unittest.mock import patch

from reportlab.graphics.utils import RenderPMError

from odoo.tests import new_test_user, tagged, users
from odoo.tools import mute_logger

from .common import ReportCase, png

RESOURCE_LOGGER = 'odoo.addons.report_weasyprint.models.ir_actions_report_resource'


@tagged('post_install', '-at_install')
class TestResource(ReportCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, 'printer', groups='base.group_user')
        cls.picture = png(size=(60, 40))
        cls.readable, cls.secret, cls.linked = cls.env['ir.attachment'].create([
            {'name': 'readable.png', 'raw': cls.picture, 'res_model': 'res.partner', 'res_id': cls.user.partner_id.id},
            {'name': 'secret.png', 'raw': cls.picture, 'res_model': 'ir.mail_server', 'res_id': 1},
            {'name': 'linked.png', 'type': 'url', 'url': 'http://127.0.0.1:9/x.png', 'res_model': 'res.partner',
             'res_id': cls.user.partner_id.id},
        ])

    def _get(self, url):
        return self.env['ir.actions.report']._get_weasyprint_resource(url)

    @users('printer')
    def test_a_readable_attachment_is_given(self):
        for url in (f'/web/image/{self.readable.id}', f'/web/image/{self.readable.id}-abc/x.png',
                    f'/web/content/{self.readable.id}', f'/web/image?model=ir.attachment&id={self.readable.id}&field=raw',
                    f'/web/image/ir.attachment/{self.readable.id}/raw'):
            with self.subTest(url=url):
                self.assertEqual(self._get(url), (self.picture, 'image/png'))

    @users('printer')
    def test_the_own_address_of_the_database_means_itself(self):
        base = self.env['ir.actions.report'].get_base_url()
        self.assertEqual(self._get(f'{base}/web/image/{self.readable.id}'), (self.picture, 'image/png'))

    @users('printer')
    def test_an_attachment_of_another_is_not_given(self):
        with self.assertLogs(RESOURCE_LOGGER, logging.INFO):
            self.assertIsNone(self._get(f'/web/image/{self.secret.id}'))

    @users('printer')
    def test_an_attachment_that_points_elsewhere_is_not_followed(self):
        with self.assertLogs(RESOURCE_LOGGER, logging.INFO):
            self.assertIsNone(self._get(f'/web/image/{self.linked.id}'))

    @users('printer')
    def test_a_field_hidden_from_the_user_is_not_given(self):
        with self.assertLogs(RESOURCE_LOGGER, logging.INFO):
            self.assertIsNone(self._get(f'/web/image/res.users/{self.user.id}/password'))

    @users('printer')
    def test_a_picture_is_made_smaller_when_asked(self):
        content, _mimetype = self._get(f'/web/image/{self.readable.id}/30x20')
        self.assertEqual(content[16:24], bytes((0, 0, 0, 30, 0, 0, 0, 20)))

    @users('printer')
    def test_static_files_of_addons_are_given_and_nothing_beside(self):
        content, mimetype = self._get('/report_weasyprint/static/src/css/document.css')
        self.assertTrue(content)
        self.assertEqual(mimetype, 'text/css')
        for url in ('/report_weasyprint/models/res_company.py', '/report_weasyprint/static/../models/res_company.py',
                    '/report_weasyprint/static/%2e%2e/models/res_company.py', '/web/static/../../../../etc/hostname',
                    '/report_weasyprint/static/missing.css', '/etc/hostname', '/web/session/get_session_info'):
            with self.subTest(url=url), self.assertLogs(RESOURCE_LOGGER, logging.INFO):
                self.assertIsNone(self._get(url))

    @users('printer')
    def test_a_bundle_is_made_and_given(self):
        link = self.env['ir.qweb']._get_asset_bundle('web.report_assets_pdf', js=False).get_link('css')
        content, mimetype = self._get(link)
        self.assertIn(b'border-spacing', content)
        self.assertEqual(mimetype, 'text/css')

    @users('printer')
    def test_a_barcode_is_given(self):
        for url in ('/report/barcode/QR/12345', '/report/barcode/?barcode_type=QR&value=12345&width=90&height=90'):
            with self.subTest(url=url):
                content, mimetype = self._get(url)
                self.assertIn(mimetype, ('image/png', 'image/svg+xml'))
                self.assertGreater(len(content), 300)

    @users('printer')
    def test_a_barcode_is_drawn_without_a_picture_library(self):
        def fail(*_arguments, **_options):
            raise RenderPMError("no backend")

        with patch.object(type(self.env['ir.actions.report']), 'barcode', fail):
            content, mimetype = self._get('/report/barcode/Code128/12345')
        self.assertEqual(mimetype, 'image/svg+xml')
        self.assertIn(b'<svg', content)

    @users('printer')
    def test_nonsense_is_refused_without_a_fault(self):
        for url in ('/web/image', '/web/image/x/y/z', '/web/image/999999999', '/web/image/no.such_id', '/report/barcode',
                    '/web/assets/1/none.css', '/web/image?id=x', 'http://[::1', 'http://' + 'a' * 5000):
            with self.subTest(url=url[:40]), mute_logger('odoo.addons.base.models.assetsbundle'):
                with self.assertLogs(RESOURCE_LOGGER, logging.INFO):
                    self.assertIsNone(self._get(url))

    def test_fonts_of_the_outside_host_come_from_the_addon(self):
        content, _mimetype = self._get('https://fonts.odoocdn.com/fonts/noto/NotoSansArabic-Bol.woff2')
        shipped, _mimetype = self._get('/report_weasyprint/static/fonts/NotoSansArabic-Bold.ttf')
        self.assertEqual(content, shipped)
        self.assertIsNone(self._get('https://fonts.odoocdn.com/fonts/noto/NotoSansHebrew-Reg.ttf'))
