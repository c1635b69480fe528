"""How Odoo is called: settings, environment, languages."""

import configparser
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from . import node, odoo_source, paths, postgres, python_env, steps

LANGUAGES = "ar_001,fr_FR,en_US"
# Odoo goes on without an addon's demonstration data when these do not load; we do not
SIGNS_OF_FAILURE = (" ERROR ", " CRITICAL ", "demo data failed to install")


class Odoo:
    """Everything ready to run Odoo commands."""

    def __init__(self, source, connection):
        self.source, self.connection = source, connection

    def environment(self):
        path = os.pathsep.join([str(node.BIN), str(python_env.VENV / "bin"), os.environ.get("PATH", "")])
        return {
            **os.environ, **self.connection.environment(),
            "PATH": path, "PYTHONPATH": str(self.source.python), "ODOO_RC": str(self.settings()),
            "PYTHONUNBUFFERED": "1",
        }

    def addons_path(self):
        own = [path for path in (paths.ADDONS, paths.TESTS) if any(path.glob("*/__manifest__.py"))]
        return [*self.source.addons, python_env.OCA_ADDONS, *own]

    def settings(self):
        """Write the settings file and return its path.

        It holds the settings of development or those of CHAMBER_CONFIG, what this machine decides, and an option for
        each file in the folder CHAMBER_SECRETS.
        """
        local = {
            "addons_path": ",".join(map(str, self.addons_path())),
            "data_dir": paths.DATA,
            "db_host": self.connection.host,
            "db_port": self.connection.port,
            "db_user": self.connection.user,
        }
        if self.connection.password:
            local["db_password"] = self.connection.password
        secrets = os.environ.get("CHAMBER_SECRETS")
        for path in Path(secrets).glob("[a-z]*") if secrets else ():
            local[path.name] = path.read_text().strip()
        chosen = Path(os.environ.get("CHAMBER_CONFIG") or paths.CONFIG / "odoo/development.conf")
        options = configparser.RawConfigParser()
        if not options.read(chosen):
            raise steps.Failure(f"CHAMBER_CONFIG={chosen} does not exist.")
        options["options"].update({key: str(value) for key, value in local.items()})
        target = paths.STATE / f"odoo-{steps.digest(str(paths.ROOT), str(chosen))}.conf"
        target.parent.mkdir(parents=True, exist_ok=True)
        # renamed into place: another launcher may be starting Odoo with it right now
        handle, work = tempfile.mkstemp(dir=target.parent)
        with open(handle, "w") as file:
            options.write(file)
        os.rename(work, target)
        return target

    def command(self, *arguments):
        return [str(python_env.PYTHON), str(paths.ROOT / "launcher/program/odoo"), *map(str, arguments)]

    def call(self, *arguments, what="Odoo"):
        """Run to the end, quietly; a failure or an ERROR in the log raises with the lines that matter."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment(), cwd=paths.ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        bad = [line for line in done.stdout.splitlines() if any(sign in line for sign in SIGNS_OF_FAILURE)]
        if done.returncode or bad:
            paths.LOGS.mkdir(parents=True, exist_ok=True)
            log = paths.LOGS / "last-failure.log"
            log.write_text(done.stdout)
            tail = "\n".join((bad or done.stdout.splitlines())[-12:] + done.stdout.splitlines()[-12:])
            raise steps.Failure(f"{what} failed; the whole log is in {log}:\n{tail}")
        return done.stdout

    def inside(self, database, program, what):
        """Run a program in Odoo's shell of a database; a failure raises with the lines that matter."""
        done = subprocess.run(
            self.command("shell", "-d", database, "--no-http", "--log-level=error", "--max-cron-threads=0"),
            input=program, env=self.environment(), cwd=paths.ROOT, text=True, capture_output=True,
        )
        if done.returncode:
            raise steps.Failure(f"{what} failed:\n{(done.stdout + done.stderr)[-3000:]}")

    def replace(self, *arguments):
        """Become that Odoo command."""
        sys.stdout.flush()
        os.chdir(paths.ROOT)
        command = self.command(*arguments)
        os.execve(command[0], command, self.environment())


def ensure():
    """Do all set-up that is missing; returns Odoo, ready to be called."""
    node.ensure()
    return Odoo(odoo_source.ensure(), postgres.ensure())
