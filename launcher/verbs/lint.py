"""./chamber lint: the code, the manifests, the views, the scripts and the translations, one line a tool."""

import argparse
import os
import subprocess
import time

from .. import databases, node, odoo, odoo_source, paths, python_env, steps
from ..checks import files, odoo_lint, silent, views
from . import i18n


def _tool(command, **options):
    """Lines that a command prints when it is not content."""
    done = subprocess.run(
        [str(part) for part in command], cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        **options,
    )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    return (lines or [f"exit {done.returncode}"]) if done.returncode else []


def _binary(name):
    return python_env.VENV / "bin" / name


def ruff():
    """Python: mistakes, order of imports, length, complexity."""
    return _tool([_binary("ruff"), "check", "--config", paths.CONFIG / "ruff.toml", "--output-format", "concise",
                  "--quiet", "chamber", "launcher", *(path for path in (paths.ADDONS, paths.TESTS) if path.exists())])


def pylint():
    """The OCA's rules for Odoo 19.0."""
    folders = files.addon_folders()
    return _tool([_binary("pylint"), f"--rcfile={paths.CONFIG / 'pylintrc'}", *folders]) if folders else []


def oca_module():
    """The OCA's checks of data files and manifests."""
    folders = files.addon_folders()
    command = [_binary("oca-checks-odoo-module"), "--config", paths.CONFIG / "oca_hooks.cfg", *folders]
    return _tool(command) if folders else []


def oca_po():
    """The OCA's checks of translation files: placeholders, duplicates, syntax."""
    catalogues = files.named(".po", ".pot")
    command = [_binary("oca-checks-po"), "--config", paths.CONFIG / "oca_hooks.cfg", *catalogues]
    return _tool(command) if catalogues else []


def eslint():
    """JavaScript, that of the public pages and of the tours included."""
    scripts = [*files.named(".js", ".mjs"), paths.CONFIG / "npm/eslint.config.mjs"]
    return _tool(
        [node.BIN / "eslint", "--config", paths.CONFIG / "npm/eslint.config.mjs", "--max-warnings=0", *scripts],
        env={**os.environ, "NODE_PATH": str(node.MODULES)},
    )


def silent_failures():
    """What Odoo accepts and then does not do; files that do not parse; left and right in styles."""
    return [
        f"{files.short(path)}:{line}: {what}"
        for path in files.named(*silent.LOOKERS)
        for line, what in silent.LOOKERS[path.suffix](path.read_text(encoding="utf-8"))
    ]


def grammars():
    """Data files and views by Odoo's RELAX NG grammars."""
    return views.all_findings(odoo_source.ensure().python / "odoo")


def test_lint():
    """Odoo's own linters on the installed addons."""
    return odoo_lint.findings(odoo.ensure())


def translations():
    """Terms that ar.po or fr.po lack, or have and need no more."""
    environment = odoo.ensure()
    database = databases.Databases(environment).product(paths.own_addons() + paths.test_addons())
    return i18n.look(environment, database, paths.own_addons() + i18n.supplied(environment, database))


FAST = (ruff, silent_failures, grammars, pylint, oca_module, oca_po, eslint)
INSTALLED = (translations, test_lint)


def main(arguments):
    parser = argparse.ArgumentParser("chamber lint", description="Check the code, without changing it.")
    parser.add_argument("--fast", action="store_true", help="only what needs no database (for a commit hook)")
    names = [check.__name__ for check in FAST + INSTALLED]
    parser.add_argument("--only", metavar="CHECK", action="append", choices=names,
                        help="only this check; may be given several times: %(choices)s")
    options = parser.parse_args(arguments)
    node.ensure()
    checks = FAST if options.fast else FAST + INSTALLED
    if options.only:
        checks = [check for check in FAST + INSTALLED if check.__name__ in options.only]
    if not paths.own_addons():
        checks = [check for check in checks if check not in INSTALLED]
    bad = [check.__name__ for check in checks if not _report(check)]
    print("Nothing to mend." if not bad else f"To mend: {', '.join(bad)}.")
    return 1 if bad else 0


def _report(check):
    """Run one check and print its line; returns whether it is content."""
    started = time.monotonic()
    try:
        found = check()
    except steps.Failure as failure:
        found = str(failure).splitlines()
    mark = "✗" if found else "✓"
    seconds = time.monotonic() - started
    print(f"{mark} {check.__name__:<16} {seconds:6.1f} s   {check.__doc__.splitlines()[0]}", flush=True)
    for line in found:
        print(f"      {line}")
    return not found
