"""Many counters enrolling people in one session at once, through the HTTP API."""

import time
from concurrent.futures import ThreadPoolExecutor

import _registration_client

from launcher.bench import Figure

ADDONS = ["chamber_training"]
COUNTERS = 16
WORKERS = 4


def enrolments(bench):
    """Parallel enrolments on fewer seats, through the HTTP API on several processes."""
    people, seats = (100, 20) if bench.small else (500, 100)
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_registry_entries.py", "_training_session.py", people=people, seats=seats)
        with bench.server(database, workers=WORKERS) as address:
            _run(address, database, {**seed, "session": seed["rehearsal"], "people": seed["people"][:COUNTERS * 2]})
            rows, seconds = _run(address, database, seed)
        found = bench.inside(database, "_training_places.py", session=seed["session"], chamber=seed["chamber"])
    errors = [error for _took, error in rows if error]
    for error in errors[:5]:
        print(f"    {error}")
    took = sorted(took for took, _error in rows)
    return [
        Figure("training_enrolments_per_second", len(rows) / seconds, "enrolments/s"),
        Figure("training_enrolment_p50_ms", 1000 * took[len(took) // 2], "ms"),
        Figure("training_enrolment_p95_ms", 1000 * took[int(0.95 * len(took))], "ms"),
        Figure("training_seats_given", found["accepted"], "seats", target=seats),
        Figure("training_seats_over", max(0, found["accepted"] - seats), "seats", target=0, more_is_better=False),
        Figure("training_waiting_gaps", found["gaps"], "gaps", target=0, more_is_better=False),
        Figure("training_people_missing", people - found["accepted"] - found["waiting"], "people", target=0,
               more_is_better=False),
        Figure("training_journal_findings", found["findings"], "findings", target=0, more_is_better=False),
        Figure("training_enrolment_errors", len(errors), "errors", target=0, more_is_better=False),
    ]


def _run(address, database, seed):
    """Seconds and error of each enrolment, and the seconds of all; each counter takes the next person who stands there."""
    queue = iter(seed["people"])
    started = time.perf_counter()
    with ThreadPoolExecutor(COUNTERS) as pool:
        rows = [row for rows in pool.map(
            lambda number: _counter(address, database, seed, number, queue), range(COUNTERS)) for row in rows]
    return rows, time.perf_counter() - started


def _counter(address, database, seed, number, queue):
    client = _registration_client.Client(address, database, seed, number)
    rows = []
    for person in queue:
        started, error = time.perf_counter(), None
        try:
            wizard = client.call("officer", "chamber.training.enrol", "create", vals_list=[{
                "session_id": seed["session"], "line_ids": [[0, 0, {"partner_id": person}]]}])
            client.call("officer", "chamber.training.enrol", "action_enrol", ids=wizard)
        except _registration_client.Refused as refused:
            error = str(refused)
        rows.append((time.perf_counter() - started, error))
    return rows


MEASUREMENTS = [enrolments]
