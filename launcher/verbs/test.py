"""./chamber test [ADDON …] [-- PYTEST OPTIONS]: the tests, by pytest, on a database made from a template."""

import argparse
import os
import subprocess

from .. import databases, odoo, paths, python_env, steps


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
    unknown = set(options.addons) - set(paths.own_addons()) - set(paths.test_addons())
    if unknown:
        raise steps.Failure(f"no such addon: {', '.join(sorted(unknown))}")
    names, folders = _folders(options.addons or paths.own_addons() + paths.test_addons())
    if not options.addons:
        folders += [folder for folder in (paths.TESTS / "static", paths.TESTS / "launcher") if folder.exists()]
    return run(environment, names, folders, theirs, options.keep)


def run(environment, names, folders, pytest_options, keep):
    """Clone the template, run pytest, throw the clone away; returns pytest's exit status."""
    store = databases.Databases(environment)
    database = f"test_{os.environ.get('CHAMBER_DB', 'chamber')}_{os.getpid()}"
    store.clone(store.product(names), database)
    with environment.connection.cursor() as cursor:
        # what a crash of the machine would lose is a test database
        cursor.execute(f'ALTER DATABASE "{database}" SET synchronous_commit = off')
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
