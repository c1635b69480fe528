from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

from odoo.tests import tagged

from ..tools.html import ImageStore, read_source
from ..tools.paper import Paper
from .common import ReportCase, page_texts


@tagged('post_install', '-at_install')
class TestWarm(ReportCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine = cls.env['ir.actions.report']._get_weasyprint_engine()

    def _print_sample(self):
        return self.Report._render_qweb_pdf('report_weasyprint.sample_report', self.company.ids)[0]

    def test_a_stylesheet_is_parsed_once(self):
        self._print_sample()
        parsed = []
        parse = self.engine.Engine.parse_stylesheet

        def count(engine, content, *arguments):
            parsed.append(content)
            return parse(engine, content, *arguments)

        with patch.object(self.engine.Engine, 'parse_stylesheet', count):
            self._print_sample()
        self.assertEqual(parsed, [])

    def test_a_changed_stylesheet_is_parsed_again(self):
        with self.engine.borrow('a test') as engine:
            fetcher = self.engine.ClosedFetcher(lambda url: None, None)
            first = engine.stylesheet('one', 'p { color: red }', 'http://x/', fetcher)
            self.assertIs(engine.stylesheet('one', 'p { color: red }', 'http://x/', fetcher), first)
            self.assertIsNot(engine.stylesheet('two', 'p { color: blue }', 'http://x/', fetcher), first)

    def test_an_engine_is_lent_to_one_at_a_time_and_comes_back(self):
        with self.engine.borrow('a loan') as one, self.engine.borrow('a loan') as other:
            self.assertIsNot(one, other)
        with self.engine.borrow('a loan') as again:
            self.assertIn(again, (one, other))

    def test_an_engine_is_dropped_after_a_fault(self):
        with self.assertRaises(ZeroDivisionError), self.engine.borrow('a fault') as broken:
            raise ZeroDivisionError
        with self.engine.borrow('a fault') as fresh:
            self.assertIsNot(fresh, broken)

    def test_two_threads_may_print_at_once(self):
        source = '<html><body><p>{}</p></body></html>'

        def render(number):
            images = ImageStore()
            fetcher = self.engine.ClosedFetcher(lambda url: None, images)
            with self.engine.borrow('two threads') as engine:
                document = self.engine.lay_out(
                    engine, read_source(source.format(f'رقم {number}'), images), [], Paper(100, 100), fetcher, 'http://x/')
                return self.engine.write([document])

        with ThreadPoolExecutor(4) as pool:
            pdfs = list(pool.map(render, range(24)))
        self.assertEqual([page_texts(pdf) for pdf in pdfs], [[f'رقم {number}'] for number in range(24)])
