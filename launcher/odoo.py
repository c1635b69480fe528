"""How Odoo is called: settings, environment, languages."""

import os
import subprocess
import sys

from . import node, odoo_source, paths, postgres, python_env, steps

LANGUAGES = "ar_001,fr_FR"


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
        """Write the settings file: those of development, and what this machine decides."""
        local = {
            "addons_path": ",".join(map(str, self.addons_path())),
            "data_dir": paths.DATA,
            "db_host": self.connection.host,
            "db_port": self.connection.port,
            "db_user": self.connection.user,
        }
        if self.connection.password:
            local["db_password"] = self.connection.password
        text = (paths.CONFIG / "odoo/development.conf").read_text()
        lines = "".join(f"{key} = {value}\n" for key, value in local.items())
        target = paths.STATE / f"odoo-{steps.digest(str(paths.ROOT))}.conf"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("[options]\n", f"[options]\n{lines}", 1))
        target.chmod(0o600)
        return target

    def command(self, *arguments):
        return [str(python_env.PYTHON), "-m", "odoo", *map(str, arguments)]

    def call(self, *arguments, what="Odoo"):
        """Run to the end, quietly; a failure or an ERROR in the log raises with the lines that matter."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment(), cwd=paths.ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        bad = [line for line in done.stdout.splitlines() if " ERROR " in line or " CRITICAL " in line]
        if done.returncode or bad:
            paths.LOGS.mkdir(parents=True, exist_ok=True)
            log = paths.LOGS / "last-failure.log"
            log.write_text(done.stdout)
            tail = "\n".join((bad or done.stdout.splitlines())[-12:] + done.stdout.splitlines()[-12:])
            raise steps.Failure(f"{what} failed; the whole log is in {log}:\n{tail}")
        return done.stdout

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
