"""Odoo's own `test_lint`, looking at our addons only: what it finds in Odoo and in OCA addons is theirs to mend."""

import json
import os
import subprocess
import tempfile

from .. import databases, paths, python_env, steps
from . import files

# What asks the installed models, and what reads the addons' files.
SUITES = (
    "index", "naming", "override_signatures", "routes", "docstring",
    "dunderinit", "jstranslate", "manifests", "onchange_domains", "orm_import", "test_holes",
)


def findings(environment):
    """Findings on a throw-away clone of the database that has all our addons."""
    store = databases.Databases(environment)
    database = f"lint_{os.environ.get('CHAMBER_DB', 'chamber')}_{os.getpid()}"
    store.clone(store.product(paths.own_addons() + paths.test_addons()), database)
    try:
        return _run(environment, database)
    finally:
        store.drop(database)


def _run(environment, database):
    folder = environment.source.python / "odoo/addons/test_lint/tests"
    with tempfile.TemporaryDirectory() as work:
        report = f"{work}/report.json"
        variables = environment.environment()
        variables["PYTHONPATH"] = os.pathsep.join([str(paths.ROOT), variables["PYTHONPATH"]])
        variables["CHAMBER_LINT_REPORT"] = report
        variables["CHAMBER_LINT_ADDONS"] = ",".join(folder.name for folder in files.addon_folders())
        done = subprocess.run(
            [str(part) for part in (
                python_env.PYTHON, "-m", "pytest", "-p", "launcher.pytest_odoo_lint", "-q", "--tb=line",
                f"--odoo-database={database}", "--odoo-log-level=error", "-c", paths.CONFIG / "pytest.ini",
                *(folder / f"test_{name}.py" for name in SUITES),
            )],
            env=variables, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        if done.returncode > 1 or not os.path.exists(report):
            raise steps.Failure("test_lint did not run:\n" + "\n".join(done.stdout.splitlines()[-15:]))
        with open(report, encoding="utf-8") as handle:
            held = json.load(handle)
    if held["ran"] < len(SUITES):
        raise steps.Failure(f"only {held['ran']} tests of test_lint ran:\n" + "\n".join(done.stdout.splitlines()[-15:]))
    return held["findings"]
