"""./chamber test [ADDON …] [-- PYTEST OPTIONS]: the tests, by pytest, on databases made from one template."""

import argparse
import contextlib
import os
import tempfile
from pathlib import Path

from .. import databases, junit, lanes, odoo, paths, python_env, steps

# suites of plain pytest, which need no database of Odoo; they can be named like an addon
PLAIN = {"static": paths.TESTS / "static", "launcher": paths.TESTS / "launcher"}
# pytest options that only list: one process says it all
ONLY_LIST = {"--collect-only", "--collectonly", "--co", "--fixtures", "--markers", "--version", "--help", "-h"}


def _folders(names):
    """Test folders of these addons, those of the test addons named after them included."""
    wanted = list(names)
    wanted += [name for name in paths.test_addons() if name.removeprefix("test_") in names and name not in wanted]
    return wanted, [paths.addon_path(name) / "tests" for name in wanted]


def _number(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one")
    return number


def _parser():
    parser = argparse.ArgumentParser(
        "chamber test", description="Run the tests, all of them or those of some addons.",
        epilog="What stands behind -- goes to pytest, for example: ./chamber test chained_journal -- -k seal -x",
    )
    parser.add_argument("addons", nargs="*", help="addons; none means everything, the launcher's own tests included")
    parser.add_argument("--keep", action="store_true", help="keep the test databases to look into them")
    parser.add_argument(
        "--lanes", type=_number, metavar="N",
        help="run in N processes side by side, each on a database of its own, which take the files of tests from one"
             " queue; else 2 where the machine has two cores, 1 for a single addon")
    parser.add_argument(
        "--weigh", action="store_true", help="keep how long the longest files take in config/test_seconds.json: lanes"
        " begin with these; for a run of everything in several lanes, on a machine that does nothing else")
    return parser


def main(arguments):
    ours, theirs = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        ours, theirs = arguments[:cut], arguments[cut + 1:]
    options = _parser().parse_args(ours)
    environment = odoo.ensure()
    chosen = options.addons or [*PLAIN, *paths.own_addons(), *paths.test_addons()]
    unknown = set(chosen) - set(PLAIN) - set(paths.own_addons()) - set(paths.test_addons())
    if unknown:
        raise steps.Failure(f"no such addon: {', '.join(sorted(unknown))}")
    addons = [name for name in chosen if name not in PLAIN]
    if options.weigh and (options.addons or theirs):
        raise steps.Failure("--weigh is for a run of everything: name no addon and no option of pytest.")
    count = 1 if ONLY_LIST & set(theirs) else options.lanes or lanes.default(addons)
    with tempfile.TemporaryDirectory(prefix="chamber-test-") as work, steps.ended_politely():
        report = junit.Report(theirs, Path(work))
        try:
            status = run_plain(environment, [name for name in chosen if name in PLAIN], report)
            return (run(environment, addons, report, count, options.keep, options.weigh) if addons else 0) or status
        finally:
            report.write()


def _variables(environment):
    variables = environment.environment()
    variables["PYTHONPATH"] = os.pathsep.join([str(paths.ROOT), variables["PYTHONPATH"]])
    return variables


def _pytest(*options):
    return [python_env.PYTHON, "-m", "pytest", "-p", "launcher.pytest_chamber", "-c", paths.CONFIG / "pytest.ini",
            f"--rootdir={paths.ROOT}", *options]


def run_plain(environment, names, report):
    """Run the suites that need no Odoo; returns pytest's exit status."""
    if not names:
        return 0
    command = _pytest("-p", "no:odoo", *report.options(), *(PLAIN[name] for name in names))
    with tempfile.TemporaryDirectory(prefix="chamber-test-") as work:
        status = lanes.run([command], _variables(environment), Path(work))
    return 0 if status == lanes.NOTHING_CHOSEN and report.others else status


def run(environment, addons, report, count, keep, weigh=False):
    """Clone the template for each lane, run pytest, throw the clones away; returns the worst exit status."""
    names, folders = _folders(addons)
    with contextlib.ExitStack() as clones, tempfile.TemporaryDirectory(prefix="chamber-test-") as work:
        store = databases.Databases(environment)
        template = store.product(names)
        commands = []
        for number in range(1, count + 1):
            database = clones.enter_context(_clone(store, template, number, keep))
            commands.append(_pytest(
                "--odoo-http", f"--odoo-database={database}", "--odoo-log-level=warn", *report.options(), *folders))
        return lanes.run(commands, _variables(environment), Path(work), weigh)


@contextlib.contextmanager
def _clone(store, template, number, keep):
    """Name of a test database for one lane, dropped at the end whatever happens, unless it is kept."""
    database = f"test_{os.environ.get('CHAMBER_DB', 'chamber')}_{os.getpid()}" + (f"_{number}" if number > 1 else "")
    try:
        store.clone(template, database)
        # what a crash of the machine would lose is a test database
        store.execute("ALTER DATABASE {} SET synchronous_commit = off", database)
        # two connections of one test that wait for each other fail instead of waiting for ever
        store.execute("ALTER DATABASE {} SET lock_timeout = '60s'", database)
        yield database
    finally:
        if keep:
            print(f"kept: database {database}")
        else:
            store.drop(database)
