from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from ..tools.paper import Paper, paper_from_format, paper_from_layout


@tagged('post_install', '-at_install')
class TestPaper(BaseCase):

    def _format(self, **values):
        return SimpleNamespace(**{
            'print_page_width': 210.0, 'print_page_height': 297.0, 'orientation': 'Portrait', 'margin_top': 40.0,
            'margin_bottom': 20.0, 'margin_left': 7.0, 'margin_right': 9.0, 'header_spacing': 35,
            'header_line': False, **values})

    def test_margins_come_from_the_format(self):
        paper = paper_from_format(self._format(), None, False)
        self.assertEqual(
            paper, Paper(width=210, height=297, top=40, bottom=20, left=7, right=9, header_offset=5))

    def test_the_template_wins_over_the_format(self):
        arguments = {'data-report-margin-top': '12.5', 'data-report-header-spacing': '10', 'data-report-margin-bottom': 'x'}
        paper = paper_from_format(self._format(), arguments, False)
        self.assertEqual((paper.top, paper.header_offset, paper.bottom), (12.5, 2.5, 20.0))

    def test_landscape_turns_the_page_once(self):
        across = self._format(print_page_width=297.0, print_page_height=210.0, orientation='Landscape')
        for paperformat, landscape, arguments in (
            (across, False, None), (across, True, None), (self._format(), True, None),
            (self._format(), None, {'data-report-landscape': 'True'}),
        ):
            with self.subTest(landscape=landscape, orientation=paperformat.orientation):
                paper = paper_from_format(paperformat, arguments, landscape)
                self.assertEqual((paper.width, paper.height), (297.0, 210.0))

    def test_a_format_without_size_is_a4(self):
        paper = paper_from_format(self._format(print_page_width=0.0, print_page_height=0.0), None, False)
        self.assertEqual((paper.width, paper.height), (210.0, 297.0))

    def test_a_card_has_its_own_size_and_no_margin(self):
        layout = {'data-page-width': '85.6', 'data-page-height': '54'}
        self.assertEqual(
            paper_from_layout(layout, Paper(210, 297)).css(),
            '@page { size: 85.6mm 54mm; margin: 0; } .o_bare_page > .page { width: 85.6mm; height: 54mm; }')
