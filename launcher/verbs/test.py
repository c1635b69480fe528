"""./chamber test [ADDON …] [-- PYTEST OPTIONS]: the tests, by pytest, on a database made from a template."""

import argparse
import os
import subprocess

from .. import databases, odoo, paths, python_env, steps

NOTHING_CHOSEN = 5   # pytest's exit status when -k or the like leaves no test
# suites of plain pytest, which need no database of Odoo; they can be named like an addon
PLAIN = {"static": paths.TESTS / "static", "launcher": paths.TESTS / "launcher"}


def _folders(names):
    """Test folders of these addons, those of the test addons named after them included."""
    wanted = list(names)
    wanted += [name for name in paths.test_addons() if name.removeprefix("test_") in names and name not in wanted]
    return wanted, [paths.addon_path(name) / "tests" for name in wanted]


def main(arguments):
    parser = argparse.ArgumentParser(
        "chamber test", description="Run the tests, all of them or those of some addons.",
        epilog="What stands behind -- goes to pytest, for example: ./chamber test chained_journal -- -k seal -x",
    )
    parser.add_argument("addons", nargs="*", help="addons; none means everything, the launcher's own tests included")
    parser.add_argument("--keep", action="store_true", help="keep the test database to look into it")
    ours, theirs = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        ours, theirs = arguments[:cut], arguments[cut + 1:]
    options = parser.parse_args(ours)
    environment = odoo.ensure()
    chosen = options.addons or [*PLAIN, *paths.own_addons(), *paths.test_addons()]
    unknown = set(chosen) - set(PLAIN) - set(paths.own_addons()) - set(paths.test_addons())
    if unknown:
        raise steps.Failure(f"no such addon: {', '.join(sorted(unknown))}")
    status = run_plain(environment, [name for name in chosen if name in PLAIN], theirs)
    names, folders = _folders([name for name in chosen if name not in PLAIN])
    return (run(environment, names, folders, theirs, options.keep) if names else 0) or status


def run_plain(environment, names, pytest_options):
    """Run the suites that need no Odoo; returns pytest's exit status."""
    if not names:
        return 0
    command = [
        python_env.PYTHON, "-m", "pytest", "-p", "no:odoo", "-p", "launcher.pytest_chamber",
        "-c", paths.CONFIG / "pytest.ini", f"--rootdir={paths.ROOT}", *pytest_options, *(PLAIN[name] for name in names),
    ]
    variables = environment.environment()
    variables["PYTHONPATH"] = os.pathsep.join([str(paths.ROOT), variables["PYTHONPATH"]])
    status = subprocess.run([str(part) for part in command], env=variables, cwd=paths.ROOT).returncode
    return 0 if status == NOTHING_CHOSEN and pytest_options else status


def run(environment, names, folders, pytest_options, keep):
    """Clone the template, run pytest, throw the clone away; returns pytest's exit status."""
    store = databases.Databases(environment)
    database = f"test_{os.environ.get('CHAMBER_DB', 'chamber')}_{os.getpid()}"
    store.clone(store.product(names), database)
    # what a crash of the machine would lose is a test database
    store.execute("ALTER DATABASE {} SET synchronous_commit = off", database)
    # two connections of one test that wait for each other fail instead of waiting for ever
    store.execute("ALTER DATABASE {} SET lock_timeout = '60s'", database)
    command = [
        python_env.PYTHON, "-m", "pytest", "-p", "launcher.pytest_chamber", "--odoo-http",
        f"--odoo-database={database}", "--odoo-log-level=warn", "-c", paths.CONFIG / "pytest.ini",
        f"--rootdir={paths.ROOT}", *pytest_options, *folders,
    ]
    try:
        variables = environment.environment()
        variables["PYTHONPATH"] = os.pathsep.join([str(paths.ROOT), variables["PYTHONPATH"]])
        return subprocess.run([str(part) for part in command], env=variables, cwd=paths.ROOT).returncode
    finally:
        if keep:
            print(f"kept: database {database}")
        else:
            store.drop(database)
