import json
import subprocess
import sys
import tempfile
from pathlib import Path

from odoo.tests import tagged
from odoo.tools import file_path

from odoo.addons.chained_journal.tools import verify_export
from odoo.addons.chained_journal.tools.export import export_lines

from .common import ChainCase


@tagged('post_install', '-at_install')
class TestExport(ChainCase):
    """An auditor verifies an exported file with neither database nor application."""

    def setUp(self):
        super().setUp()
        self._write_entries(3, book='B')
        self.seal = self.env['chained.journal.seal']._seal()
        self.lines = [json.loads(line) for line in export_lines(self.env, ['test.chained.entry'])]
        self.links = [line for line in self.lines if line['type'] == 'link']

    def _verify_lines(self):
        found = verify_export.Verifier().read(json.dumps(line) for line in self.lines)
        return [(chain, number, kind) for _model, chain, number, kind in found]

    def _without(self, chain, numbers):
        self.lines = [line for line in self.lines if not (
            line['type'] == 'link' and line['key'] == chain and line['seq'] in numbers)]
        self.lines[-1]['links'] -= len(numbers)

    def test_export_holds_every_link_in_order_and_is_right(self):
        places = [(line['key'], line['seq']) for line in self.links]
        self.assertEqual(places, [('A', number) for number in range(1, 11)] + [('B', 1), ('B', 2), ('B', 3)])
        self.assertEqual(self._verify_lines(), [])

    def test_export_in_small_pieces_is_the_same(self):
        links = list(self.Entry._read_links(chunk=3))
        self.assertEqual([link[1] for link in links], [*range(1, 11), 1, 2, 3])

    def test_edited_link_is_named(self):
        self.links[4]['payload'] = self.links[4]['payload'].replace('قيد', 'x')
        self.assertEqual(self._verify_lines(), [('A', 5, 'edited')])

    def test_deleted_link_is_named(self):
        self._without('A', {4})
        self.assertEqual(self._verify_lines(), [('A', 4, 'deleted')])

    def test_cut_end_is_named(self):
        self._without('A', {9, 10})
        self.assertEqual(self._verify_lines(), [('A', 9, 'cut')])

    def test_repeated_link_is_named(self):
        self.lines.insert(self.lines.index(self.links[4]), dict(self.links[4]))
        self.lines[-1]['links'] += 1
        self.assertEqual(self._verify_lines(), [('A', 5, 'inserted')])

    def test_links_that_changed_places_are_named(self):
        third, fourth = self.links[2], self.links[3]
        third['payload'], fourth['payload'] = fourth['payload'], third['payload']
        for link in (third, fourth):
            link['hash'] = verify_export.hashlib.sha256(
                f"{link['previous']}\n{link['payload']}".encode()).hexdigest()
        self.assertEqual(self._verify_lines(), [('A', 3, 'reordered')])

    def test_chain_rewritten_with_its_hashes_is_named_by_seal_and_head(self):
        previous = '0' * 64
        for link in self.links[10:]:
            link['payload'] = link['payload'].replace('قيد', 'x')
            link['previous'] = previous
            previous = link['hash'] = verify_export.hashlib.sha256(
                f"{previous}\n{link['payload']}".encode()).hexdigest()
        self.assertEqual(self._verify_lines(), [('B', 3, 'edited')])

    def test_altered_statement_is_named_by_its_signature(self):
        seal = next(line for line in self.lines if line['type'] == 'seal')
        seal['statement'] = seal['statement'].replace('"version":1', '"version":2')
        self.assertEqual([kind for _chain, _number, kind in self._verify_lines()], ['seal'])

    def test_file_that_stops_short_is_named(self):
        self.lines.pop()
        self.assertIn('cut', [kind for _chain, _number, kind in self._verify_lines()])

    def test_script_runs_without_the_application(self):
        with tempfile.TemporaryDirectory() as folder:
            export, copy = Path(folder, 'export.jsonl'), Path(folder, 'seal.json')
            copy.write_bytes(self.seal._get_copy())
            for lines, expected in ((self.lines, 0), (self.lines[:-3] + self.lines[-1:], 1)):
                export.write_text('\n'.join(json.dumps(line) for line in lines), 'utf-8')
                done = subprocess.run(
                    [sys.executable, '-I', file_path('chained_journal/tools/verify_export.py'), str(export),
                     '--seal', str(copy)], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        self.assertIn("test.chained.entry, chain B, link 2: cut", done.stdout)
