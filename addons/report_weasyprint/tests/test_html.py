from odoo.tests import BaseCase, tagged

from ..tools import html as report_html
from ..tools.pixels import modules_to_png_uri


@tagged('post_install', '-at_install')
class TestHtml(BaseCase):

    def _read(self, body, **blocks):
        images = report_html.ImageStore()
        return report_html.read_source(f'<html><head/><body>{body}</body></html>', images, **blocks), images

    def test_directions_left_to_the_browser_are_written(self):
        source, _images = self._read('<p dir="auto">كريم</p><bdi>12</bdi><bdi>لون</bdi><bdi dir="rtl">x</bdi>')
        self.assertIn('<p dir="rtl">كريم</p><bdi dir="ltr">12</bdi><bdi dir="rtl">لون</bdi><bdi dir="rtl">x</bdi>', source.html)

    def test_scripts_links_and_base_are_taken_out(self):
        source, _images = self._read(
            '<base href="http://x/"/><script>alert(1)</script><link rel="stylesheet" href="/a.css"/>'
            '<link rel="attachment" href="file:///etc/hostname"/><p>text</p>')
        self.assertEqual(source.stylesheets, ['/a.css'])
        for word in ('script', 'base', 'link', 'hostname'):
            self.assertNotIn(word, source.html)

    def test_one_image_written_twice_is_set_aside_once(self):
        uri = modules_to_png_uri([[True, False], [False, True]])
        source, images = self._read(f'<img src="{uri}"/><div style="background:url({uri})"/>')
        self.assertEqual(images.uris, {'report-data:0': uri})
        self.assertEqual(source.html.count('report-data:0'), 2)
        self.assertNotIn('base64', source.html)

    def test_a_picture_in_a_flex_row_is_put_in_a_block(self):
        source, _images = self._read('<div class="d-flex x"><img src="/a.png"></div>')
        self.assertIn('<div class="d-flex x"><div><img src="/a.png"></div></div>', source.html)

    def test_text_after_a_script_stays(self):
        source, _images = self._read('<p>one<script>x</script> two</p>')
        self.assertIn('<p>one two</p>', source.html)

    def test_headers_are_read_one_for_each_document(self):
        page = ('<html><body><div id="minimal_layout_report_headers"><div class="header">1</div>'
                '<div class="header">2</div></div></body></html>')
        self.assertEqual([block.text for block in report_html.running_blocks(page)], ['1', '2'])
        self.assertEqual(report_html.running_blocks(None), [])

    def test_a_header_by_itself_is_that_of_the_only_document(self):
        block, = report_html.running_blocks('<html><body><p>Stock</p></body></html>')
        self.assertEqual((block.tag, block.text_content()), ('div', 'Stock'))
