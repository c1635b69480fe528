"""Certificates of a session, made by the job queue."""

import time

import _registration_client

from launcher import steps
from launcher.bench import Figure

ADDONS = ["chamber_training"]
TARGET = 30


def certificates(bench):
    """One job of a thousand certificates on two workers: rule computed, numbered, signed, chained, drawn, filed."""
    count = 1000  # what the target is set for; fewer would measure how workers load their fonts
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_registry_entries.py", "_training_certificates.py", count=count)
        with bench.server(database, workers=2, jobs=True) as address:
            client = _registration_client.Client(address, database, {"keys": {"officer": seed["key"]}}, 0)
            started = time.monotonic()
            client.call("officer", "chamber.training.session", "action_make_certificates", ids=[seed["session"]])
            made = _wait_for_certificates(bench, database, seed["session"], count)
            seconds = time.monotonic() - started
    return [Figure("training_certificates_per_second", made / seconds, "certificates/s", target=TARGET)]


def _wait_for_certificates(bench, database, session, count):
    """Wait until every line of the batch is drawn; returns how many are."""
    limit = time.monotonic() + 600
    with bench.odoo.connection.cursor(database) as cursor:
        while time.monotonic() < limit:
            cursor.execute(
                "SELECT count(*) FROM chamber_training_certificate_batch_line AS line"
                " JOIN chamber_training_certificate_batch AS batch ON batch.id = line.batch_id"
                " WHERE batch.session_id = %s AND line.state = 'done'", [session])
            if (made := cursor.fetchone()[0]) == count:
                return made
            time.sleep(0.1)
    raise steps.Failure("the certificates did not end in ten minutes")

MEASUREMENTS = [certificates]
