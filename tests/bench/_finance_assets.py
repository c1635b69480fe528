"""Depreciation of a month for many assets, posted by the job queue."""

import time

import _registration_client

from launcher import steps
from launcher.bench import Figure

ADDONS = ["l10n_dz_asset"]
TARGET = 60


def depreciation(bench):
    """Depreciation of 10,000 assets of seven categories for one month, by the job queue on two workers."""
    count = 1000 if bench.small else 10000
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_finance_assets_seed.py", count=count)
        with bench.server(database, workers=2, jobs=True) as address:
            client = _registration_client.Client(address, database, {"keys": {"accountant": seed["key"]}}, 0)
            started = time.monotonic()
            client.call("accountant", "dz.asset.run", "action_start", company_id=seed["company"], month="2026-01-01")
            _wait_for_posted(bench, database, seed["company"], count)
            seconds = time.monotonic() - started
    return [Figure(f"depreciation_of_{count}_assets_seconds", seconds, "s", target=TARGET, more_is_better=False)]


def _wait_for_posted(bench, database, company, count):
    """Wait until the month is posted, and see that every asset is in it once."""
    limit = time.monotonic() + 600
    with bench.odoo.connection.cursor(database) as cursor:
        while time.monotonic() < limit:
            cursor.execute("SELECT state, message FROM dz_asset_run WHERE company_id = %s", [company])
            state, message = cursor.fetchone() or (None, None)
            if state == "blocked":
                raise steps.Failure(f"the month was not posted: {message}")
            if state == "done":
                cursor.execute("SELECT count(*) FROM account_asset_line WHERE company_id = %s AND month = '2026-01-01'"
                               " AND move_id IS NOT NULL", [company])
                if (posted := cursor.fetchone()[0]) != count:
                    raise steps.Failure(f"{posted} of {count} assets are posted")
                return
            time.sleep(0.1)
    raise steps.Failure("the month was not posted in ten minutes")


MEASUREMENTS = [depreciation]
