"""What every measurement needs: a database, a server, code run inside Odoo, and one way to tell figures."""

import contextlib
import dataclasses
import json
import os
import platform
import socket
import subprocess
import time
import urllib.error
import urllib.request

from . import databases, paths, steps


@dataclasses.dataclass
class Figure:
    """One measured figure. `target` is a bound: at least it when more is better, at most it when less is."""

    name: str
    value: float
    unit: str
    target: float | None = None
    more_is_better: bool = True
    peer: str | None = None
    ratio: float | None = None

    @property
    def met(self):
        if self.target is None:
            return None
        return self.value >= self.target if self.more_is_better else self.value <= self.target


def machine():
    """What the figures were measured on."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    return {
        "cpu": cpu, "cores": os.cpu_count(), "memory_gib": round(memory / 2**20, 1),
        "python": platform.python_version(), "system": platform.platform(),
    }


def table(figures):
    """The figures as lines of text."""
    rows = [("figure", "value", "unit", "target", "met")]
    for figure in figures:
        bound = "" if figure.target is None else f"{'≥' if figure.more_is_better else '≤'} {figure.target:g}"
        met = {True: "yes", False: "NO", None: ""}[figure.met]
        rows.append((figure.name, f"{figure.value:,.4g}" if figure.value < 1000 else f"{figure.value:,.0f}",
                     figure.unit, bound, met))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def as_json(figures, about):
    keys = ("name", "value", "unit", "target", "peer", "ratio")
    return json.dumps(
        {"machine": about, "figures": [{key: getattr(figure, key) for key in keys} for figure in figures]},
        ensure_ascii=False, indent=2,
    )


class Bench:
    """Handed to each measurement in tests/bench/NAME.py."""

    def __init__(self, odoo, small):
        self.odoo, self.small = odoo, small
        self.store = databases.Databases(odoo)

    @contextlib.contextmanager
    def database(self, addons, demo=False):
        """A database of its own with these addons, dropped at the end."""
        name = f"bench_{os.environ.get('CHAMBER_DB', 'chamber')}_{os.getpid()}"
        self.store.clone(self.store.product(addons, demo=demo), name)
        try:
            yield name
        finally:
            self.store.drop(name)

    def inside(self, database, *scripts, **values):
        """Run scripts of tests/bench inside Odoo, where `env` and `values` are; returns what they put in `result`."""
        code = "\n".join((paths.TESTS / "bench" / script).read_text() for script in scripts)
        target = paths.STATE / f"bench-{os.getpid()}.json"
        program = (
            f"values = {values!r}\nresult = None\n{code}\nimport json as _json\n"
            f"open({str(target)!r}, 'w').write(_json.dumps(result))\n"
        )
        self.odoo.inside(database, program, scripts[-1])
        result = json.loads(target.read_text())
        target.unlink()
        return result

    @contextlib.contextmanager
    def server(self, database, workers=2, jobs=False):
        """Odoo serving that database, with the runner of queued jobs if asked for; gives its address."""
        port = _free_port()
        log = paths.LOGS / "bench-server.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with open(log, "w") as handle:
            process = subprocess.Popen(
                self.odoo.command(
                    "-d", database, f"--db-filter=^{database}$", f"--http-port={port}", f"--workers={workers}",
                    f"--gevent-port={_free_port()}", "--log-level=warn", "--max-cron-threads=0",
                    "--load=base,rpc,web" + (",queue_job" if jobs else ""),
                ),
                env=self.odoo.environment(), cwd=paths.ROOT, stdout=handle, stderr=subprocess.STDOUT,
            )
        try:
            wait_for(f"http://127.0.0.1:{port}/web/health", process)
            if jobs:
                self._wait_for_runner(database)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)

    def _wait_for_runner(self, database):
        """The runner of jobs listens some seconds after the server has begun to answer."""
        limit = time.monotonic() + 60
        with self.odoo.connection.cursor(database) as cursor:
            while time.monotonic() < limit:
                cursor.execute(
                    "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND query ~ 'select_jobs|LISTEN queue_job'", [database])
                if cursor.fetchone():
                    return
                time.sleep(0.2)
        raise steps.Failure("the runner of queued jobs did not start")


def wait_for(url, process, seconds=120):
    """Wait until the address answers; returns the seconds it took."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if process.poll() is not None:
            raise steps.Failure(f"the server stopped at once (exit {process.returncode})")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(url, timeout=5):
                return time.monotonic() - started
        time.sleep(0.1)
    raise steps.Failure(f"nothing answers at {url}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
