"""A month's payroll of a large administration, made by the job queue."""

import time

import _registration_client

from launcher import steps
from launcher.bench import Figure

ADDONS = ["l10n_dz_payroll"]
TARGET = 60


def payroll(bench):
    """One batch of a thousand payslips on two workers: contributions, income tax, allowances, loans, by job."""
    count = 200 if bench.small else 1000
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_finance_employees.py", count=count)
        with bench.server(database, workers=2, jobs=True) as address:
            client = _registration_client.Client(address, database, {"keys": {"manager": seed["key"]}}, 0)
            started = time.monotonic()
            client.call("manager", "hr.payslip.run", "action_dz_start", ids=[seed["run"]])
            _wait_until_computed(bench, database, seed["run"])
            seconds = time.monotonic() - started
            started = time.monotonic()
            client.call("manager", "hr.payslip.run", "action_dz_confirm", ids=[seed["run"]])
            confirmed = time.monotonic() - started
        found = bench.inside(database, "_finance_payslips.py", run=seed["run"])
    target = {} if bench.small else {"target": TARGET, "more_is_better": False}
    return [
        Figure("payslips", found["payslips"], "payslips", target=count),
        Figure("payroll_seconds", seconds, "s", **target),
        Figure("payroll_confirmed_seconds", confirmed, "s"),
        Figure("payslips_wrong", found["wrong"], "payslips", target=0, more_is_better=False),
    ]


def _wait_until_computed(bench, database, run):
    limit = time.monotonic() + 600
    with bench.odoo.connection.cursor(database) as cursor:
        while time.monotonic() < limit:
            cursor.execute("SELECT dz_state FROM hr_payslip_run WHERE id = %s", [run])
            if cursor.fetchone()[0] == "computed":
                return
            time.sleep(0.1)
    raise steps.Failure("the payroll did not end in ten minutes")


MEASUREMENTS = [payroll]
