"""What the register can carry: starts, cards, registrations, verifications."""

import json
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from launcher import bench as tools
from launcher import browser, paths, steps
from launcher.bench import Figure
from launcher.verbs import run

sys.path.insert(0, str(Path(__file__).parent))
import _registration_client  # noqa: E402  (beside this file)

ADDONS = ["chamber_registry"]
CLIENTS = 8


def first_setup(bench):
    """First set-up from nothing: every download, every installation, the demonstration database."""
    if bench.small:
        return []
    with tempfile.TemporaryDirectory(dir=paths.STATE) as folder:
        environment = {
            **os.environ,
            "CHAMBER_CACHE": f"{folder}/cache", "CHAMBER_STATE": f"{folder}/state", "CHAMBER_DB": "chamber",
        }
        started = time.monotonic()
        steps.call([paths.ROOT / "chamber", "run", "--prepare-only"], "the first set-up", env=environment)
        seconds = time.monotonic() - started
        steps.call([paths.ROOT / "chamber", "stop"], "stopping the database server", env=environment)
        shutil.rmtree(folder, ignore_errors=True)
    return [Figure("first_setup_seconds", seconds, "s")]


def second_start(bench):
    """Second start: the command typed again, until the page of logins answers."""
    database = f"bench_start_{os.getpid()}"
    run.prepare(bench.odoo, database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.monotonic()
    process = subprocess.Popen(
        [paths.ROOT / "chamber", "run", f"--port={port}", f"--database={database}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        tools.wait_for(f"http://127.0.0.1:{port}/web/login", process)
        seconds = time.monotonic() - started
    finally:
        process.terminate()
        process.wait(30)
        bench.store.drop(database)
    return [Figure("second_start_seconds", seconds, "s", target=20, more_is_better=False)]


def cards(bench):
    """A batch of cards by the job queue on two workers: numbered, signed, drawn on both sides, filed as sheets."""
    count = 1000  # what the target is set for; a smaller batch would measure how workers load their fonts
    with bench.database(ADDONS) as database:
        batch = bench.inside(database, "_registry_entries.py", "_registry_card_batch.py", count=count)
        with bench.server(database, workers=2, jobs=True) as address:
            client = _registration_client.Client(address, database, {"keys": {"registrar": batch["key"]}}, 0)
            started = time.monotonic()
            client.call("registrar", "chamber.card.batch", "action_start", ids=[batch["batch"]])
            made = _wait_for_cards(bench, database, batch["batch"], count)
            seconds = time.monotonic() - started
    return [Figure("cards_per_second", made / seconds, "cards/s", target=30)]


def _wait_for_cards(bench, database, batch, count):
    """Wait until every line of the batch is drawn; returns how many are."""
    limit = time.monotonic() + 600
    with bench.odoo.connection.cursor(database) as cursor:
        while time.monotonic() < limit:
            cursor.execute(
                "SELECT count(*) FROM chamber_card_batch_line WHERE batch_id = %s AND state = 'done'", [batch])
            if (made := cursor.fetchone()[0]) == count:
                return made
            time.sleep(0.1)
    raise steps.Failure("the batch of cards did not end in ten minutes")


def acts(bench):
    """Recomputing the chain of acts."""
    count = 20_000 if bench.small else 300_000
    with bench.database(ADDONS) as database:
        measured = bench.inside(database, "_registry_entries.py", "_registry_acts.py", count=count)
    return [Figure("acts_verified_per_second", measured["count"] / measured["seconds"], "acts/s", target=100_000)]


def signatures(bench):
    """Checking the signatures of cards, in Python."""
    with bench.database(ADDONS) as database:
        measured = bench.inside(
            database, "_registry_entries.py", "_registry_signatures.py", count=2000 if bench.small else 20_000)
    return [Figure("signatures_checked_per_second", measured["count"] / measured["seconds"], "checks/s", target=5000)]


CHECK_IN_BROWSER = """(async () => {
    const root = document.querySelector('script[type=module]').src.replace(/app\\.js$/, '');
    const { verifyNative, verifyPortable } = await import(root + 'signature.js');
    const { parseToken } = await import(root + 'token.js');
    const { fromBase64url } = await import(root + 'bytes.js');
    const key = fromBase64url(%(key)s);
    const rates = {};
    for (const [name, verify, turns] of [['native', verifyNative, %(turns)d], ['portable', verifyPortable, 50]]) {
        const start = performance.now();
        for (let turn = 0; turn < turns; turn++) {
            const token = parseToken(%(token)s);
            if (!await verify(key, token.signed, token.signature)) { throw new Error(name); }
        }
        rates[name] = turns * 1000 / (performance.now() - start);
    }
    return rates;
})()"""


def signatures_in_browser(bench):
    """Checking signatures of cards in the page that a phone opens: the browser's own Ed25519, then plain JavaScript."""
    with bench.database(ADDONS) as database:
        card = bench.inside(database, "_registry_entries.py", "_registry_one_card.py")
        with bench.server(database, workers=0) as address:
            code = CHECK_IN_BROWSER % {
                "key": json.dumps(card["key"]), "token": json.dumps(card["token"]),
                "turns": 500 if bench.small else 5000,
            }
            rates = browser.evaluate(f"{address}/verify", "document.querySelector('script[type=module]')", code)
    return [
        Figure("signatures_checked_in_browser_per_second", rates["native"], "checks/s"),
        Figure("signatures_checked_in_plain_javascript_per_second", rates["portable"], "checks/s"),
    ]


def registrations(bench):
    """Whole registrations through the HTTP API on two workers: paced, then as fast as it goes."""
    seconds = 20 if bench.small else 120
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_registry_seed.py")
        with bench.server(database, workers=2) as address:
            _clients(address, database, seed, 5, 0, first=0)
            paced = _clients(address, database, seed, seconds, pace=60 * CLIENTS / 300, first=20)
            free = _clients(address, database, seed, seconds, pace=0, first=40)
    calls = sorted(paced["calls"])
    errors = paced["errors"] + free["errors"]
    for error in errors[:5]:
        print(f"    {error}")
    return [
        Figure("registration_p50_ms", 1000 * statistics.median(calls), "ms a call"),
        Figure(
            "registration_p95_ms", 1000 * calls[int(0.95 * len(calls))], "ms a call", target=300, more_is_better=False),
        Figure("registration_paced_per_minute", paced["rate"], "registrations/min"),
        Figure("registrations_per_minute", free["rate"], "registrations/min", target=300),
        Figure("registration_errors", len(errors), "errors", target=0, more_is_better=False),
    ]


def _clients(address, database, seed, seconds, pace, first):
    answers = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(
            target=_registration_client.work, args=(address, database, seed, first + number, seconds, pace, answers))
        for number in range(CLIENTS)
    ]
    for worker in workers:
        worker.start()
    rows = [answers.get() for _worker in workers]
    for worker in workers:
        worker.join()
    return {
        "rate": 60 * sum(done for done, *_rest in rows) / max(row[1] for row in rows),
        "calls": [call for row in rows for call in row[2]],
        "errors": [error for row in rows for error in row[3]],
    }


MEASUREMENTS = [first_setup, second_start, cards, acts, signatures, signatures_in_browser, registrations]
