"""Bilan, TCR and trial balance over many journal items, beside the OCA's engines on the same items."""

from launcher import steps
from launcher.bench import Figure

ADDONS = ["l10n_dz_accounting", "mis_builder", "account_financial_report"]
TARGET = 5
MIS, LEDGERS = "OCA mis_builder", "OCA account_financial_report"


def statements(bench):
    """Bilan and TCR of a million journal items with their accounts, and the trial balance."""
    with bench.database(ADDONS) as database:
        seed = bench.inside(database, "_finance_ledger.py", items=100_000 if bench.small else 1_000_000)
        with bench.odoo.connection.cursor(database) as cursor:
            cursor.execute("VACUUM ANALYZE account_move_line")
            cursor.execute("VACUUM ANALYZE account_move")
        found = bench.inside(database, "_finance_reports.py", **seed)
    if found["differing"]:
        raise steps.Failure(f"our figures are not those of the OCA's engines: {found['differing'][:5]}")
    own = found["balance_sheet"] + found["income_statement"]
    return [
        Figure("journal_items", found["items"], "items"),
        Figure("balance_sheet_seconds", found["balance_sheet"], "s"),
        Figure("income_statement_seconds", found["income_statement"], "s"),
        Figure("both_statements_seconds", own, "s", target=TARGET, more_is_better=False, peer=MIS, ratio=found["mis"] / own),
        Figure("both_statements_by_mis_builder_seconds", found["mis"], "s"),
        Figure("trial_balance_seconds", found["trial_balance"], "s", peer=LEDGERS,
               ratio=found["oca_trial_balance"] / found["trial_balance"]),
        Figure("trial_balance_by_account_financial_report_seconds", found["oca_trial_balance"], "s"),
        Figure("accounts_compared", found["compared"], "figures"),
        Figure("accounts_that_differ", len(found["differing"]), "figures", target=0, more_is_better=False),
    ]


MEASUREMENTS = [statements]
