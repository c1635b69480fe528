"""The inbox of one manager for whom thousands of documents wait."""

import time

import _registration_client

from launcher.bench import Figure

ADDONS = ["test_tier_validation_guard"]   # the product's own documents come with rooms that cost minutes to install
TARGET = 150


def inbox(bench):
    """The inbox's calls over HTTP with 5,000 reviews waiting: a page of the list, its side panel, the count above."""
    count, turns = (1000, 50) if bench.small else (5000, 200)
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_finance_reviews.py", count=count)
        with bench.server(database, workers=2) as address:
            client = _registration_client.Client(address, database, {"keys": {"manager": seed["key"]}}, 0)
            figures = [Figure("reviews_waiting", client.call(
                "manager", "tier.review", "search_count", domain=seed["domain"]), "reviews", target=count)]
            for name, model, method, arguments in seed["calls"]:
                took = _milliseconds(client, turns, model, method, arguments)
                target = {} if bench.small else {"target": TARGET, "more_is_better": False}
                figures += [
                    Figure(f"inbox_{name}_p50_ms", took[len(took) // 2], "ms", **target),
                    Figure(f"inbox_{name}_p95_ms", took[int(0.95 * len(took))], "ms", **target),
                ]
    return figures


def _milliseconds(client, turns, model, method, arguments):
    """Sorted milliseconds of that many calls, the first ones apart, in which the workers load what they need."""
    took = []
    for turn in range(turns + 10):
        started = time.perf_counter()
        client.call("manager", model, method, **arguments)
        if turn >= 10:
            took.append(1000 * (time.perf_counter() - started))
    return sorted(took)


MEASUREMENTS = [inbox]
