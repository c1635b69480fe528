"""Makes the Python environment ready, then runs the verb in it: verbs may import what the lock file brings."""

import importlib
import sys

from . import python_env, steps, system

VERBS = {
    "run": "set up what is missing, create the demonstration database and serve it on 127.0.0.1:8069",
    "test": "set up what is missing and run the tests: all of them, or those of the addons named",
    "setup": "set up what is missing, and nothing else",
    "stop": "stop the embedded database server",
    "odoo": "run any Odoo command with this project's settings: ./chamber odoo -d chamber …",
    "shell": "open Odoo's Python shell on a database",
    "lint": "check the code, the manifests, the views and the translations",
    "i18n": "export the terms, merge them into ar.po and fr.po, say what is missing",
    "backup": "write database, files and signing secret to one archive",
    "restore": "bring such an archive back into a new database",
    "bench": "measure: ./chamber bench registry [--small] [--json FILE]",
}

NEED_BROWSER = ("setup", "test", "bench")


def usage():
    print("usage: ./chamber VERB [OPTIONS]      (./chamber VERB --help tells more)\n")
    for verb, meaning in VERBS.items():
        print(f"  {verb:<8} {meaning}")


def main(arguments):
    """Run one verb; returns the exit status. A failed step is one clear line, never a traceback."""
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        usage()
        return 0
    verb, *rest = arguments
    if verb not in VERBS:
        print(f"chamber: no verb called {verb!r}\n", file=sys.stderr)
        usage()
        return 2
    try:
        system.ensure(for_tests=verb in NEED_BROWSER)
        python_env.ensure()
        python_env.enter()
        return importlib.import_module(f".verbs.{verb}", __package__).main(rest) or 0
    except steps.Failure as failure:
        print(f"\nchamber: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nchamber: interrupted; the same command goes on from here.", file=sys.stderr)
        return 130
