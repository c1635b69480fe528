import sys
import time
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class VerifyJournal(Command):
    """Recompute hash chains and name the first broken link of each.

    Exit status: 0 when all is right, 1 when something is broken, 2 when the request cannot be done.
    """
    name = 'verify_journal'

    def run(self, cmdargs):
        self._add_arguments()
        options = self.parser.parse_args(cmdargs)
        if options.check_export:
            sys.exit(self._check_export(options))
        config.parse_config(
            ['--no-http', *(['-c', options.config] if options.config else []), '-d', options.database or ''],
            setup_logging=True)
        if len(config['db_name']) != 1:
            self.parser.error("give one database with -d")
        with Registry(config['db_name'][0]).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {'lang': options.lang})
            if 'chained.journal.mixin' not in env:
                self.parser.error("chained_journal is not installed in this database")
            faults = self._work(env, options)
            # reading only: nothing of this is kept
            cr.rollback()
        sys.exit(1 if faults else 0)

    def _add_arguments(self):
        add = self.parser.add_argument
        add('-c', '--config', help="configuration file of the server")
        add('-d', '--database', help="database")
        add('--model', action='append', default=[], help="verify this journal only; may be repeated")
        add('--seal', type=Path, action='append', default=[], help="compare with a kept copy of a seal")
        add('--export', type=Path, help="write the journals to this file, to be verified elsewhere")
        add('--check-export', type=Path, help="verify such a file, without a database")
        add('--lang', default='en_US', help="language of the findings")

    def _check_export(self, options):
        # imported here, since only this needs the addon's code without its registry
        from odoo.addons.chained_journal.tools import verify_export  # noqa: PLC0415
        try:
            verifier = verify_export.verify_file(options.check_export, options.seal)
        except (OSError, ValueError, KeyError) as error:
            self.parser.error(f"{options.check_export}: {error}")
        self._print(verify_export.report(verifier))
        return 1 if verifier.faults else 0

    def _work(self, env, options):
        journals = env['chained.journal.mixin']._get_journal_models()
        unknown = set(options.model) - set(journals)
        if unknown:
            self.parser.error(f"no such journal: {', '.join(sorted(unknown))}; there are {', '.join(journals)}")
        models = options.model or journals
        faults = [fault for model in models for fault in self._verify(env[model])]
        if not options.model:
            Seal = env['chained.journal.seal']
            faults += self._shown(Seal._tell(Seal._find_missing_journals()))
        for path in options.seal:
            faults += self._shown(env['chained.journal.seal']._verify_copy(path.read_bytes()))
        if options.export:
            self._export(env, models, options.export)
        self._print([f"{len(faults)} faults"])
        return faults

    def _verify(self, journal):
        started = time.monotonic()
        faults = journal._verify_chains()
        seconds = max(time.monotonic() - started, 1e-6)
        chains, links = journal._count_links()
        self._print([f"{journal._name}: {links} links in {chains} chains, {seconds:.2f} s, {links / seconds:.0f}/s"])
        return self._shown(faults)

    def _shown(self, faults):
        self._print(f"  {fault['model']}: {fault['kind']}: {fault['message']}" for fault in faults)
        return faults

    def _export(self, env, models, path):
        # imported here, since commands are loaded before addons
        from odoo.addons.chained_journal.tools.export import export_lines  # noqa: PLC0415
        with path.open('w', encoding='utf-8') as file:
            file.writelines(export_lines(env, models))
        self._print([f"exported to {path}"])

    def _print(self, lines):
        for line in lines:
            sys.stdout.write(f"{line}\n")
