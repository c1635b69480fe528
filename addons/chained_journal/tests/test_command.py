import io
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from odoo.cli.command import find_command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import JournalCase


@tagged('post_install', '-at_install')
class TestCommand(JournalCase):
    """The command's work, on this transaction; its own connection is tried by hand and in the smoke tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seal = cls.Seal._seal()

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def _work(self, *arguments):
        """Return (whether there are faults, what was printed)."""
        command = find_command('verify_journal')()
        command._add_arguments()
        with redirect_stdout(io.StringIO()) as printed:
            faults = command._work(self.env, command.parser.parse_args([str(part) for part in arguments]))
        return bool(faults), printed.getvalue()

    def _break_seal(self):
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE chained_journal_seal DISABLE TRIGGER chained_journal_row"))
        self.env.cr.execute(SQL("UPDATE chained_journal_seal SET kid = 'x' WHERE id = %s", self.seal.id))
        self.env.cr.execute(SQL("ALTER TABLE chained_journal_seal ENABLE ALWAYS TRIGGER chained_journal_row"))
        self.env.invalidate_all()

    def test_intact_journals(self):
        is_broken, printed = self._work()
        self.assertFalse(is_broken)
        self.assertRegex(printed, r"chained\.journal\.seal: \d+ links in 1 chains")
        self.assertTrue(printed.endswith("0 faults\n"))

    def test_broken_journal_is_named(self):
        self._break_seal()
        is_broken, printed = self._work('--model', 'chained.journal.seal')
        self.assertTrue(is_broken)
        self.assertIn(f"link {self.seal.chain_sequence} was edited (Key ID)", printed)

    def test_kept_seal_is_compared(self):
        copy = self.folder / 'seal.json'
        copy.write_bytes(self.seal._get_copy())
        self.assertFalse(self._work('--seal', copy)[0])
        copy.write_bytes(b'{}')
        self.assertTrue(self._work('--seal', copy)[0])

    def test_unknown_journal_is_refused(self):
        with self.assertRaises(SystemExit) as raised, redirect_stderr(io.StringIO()) as printed:
            self._work('--model', 'res.partner')
        self.assertEqual(raised.exception.code, 2)
        self.assertIn("no such journal: res.partner", printed.getvalue())

    def _check_export(self, path):
        with self.assertRaises(SystemExit) as raised, redirect_stdout(io.StringIO()) as printed:
            find_command('verify_journal')().run(['--check-export', str(path)])
        return raised.exception.code, printed.getvalue()

    def test_export_is_verified_without_the_database(self):
        export = self.folder / 'export.jsonl'
        self._work('--export', export)
        code, printed = self._check_export(export)
        self.assertEqual(code, 0, printed)
        self.assertIn("signatures checked: 0 faults", printed)
        export.write_text(export.read_text('utf-8').replace('2026-03-15T09', '2026-03-15T08'), 'utf-8')
        self.assertEqual(self._check_export(export)[0], 1)

    def test_file_that_is_no_export_is_refused(self):
        path = self.folder / 'other.txt'
        path.write_text('{"type": "header"}', 'utf-8')
        with redirect_stderr(io.StringIO()) as printed:
            self.assertEqual(self._check_export(path)[0], 2)
        self.assertIn("not an exported journal", printed.getvalue())
