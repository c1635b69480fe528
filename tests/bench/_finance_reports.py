"""Inside Odoo: the reports of a year, ours and the OCA's, timed as their reader gets them, and compared account by account."""

import time

from odoo.fields import Command

company = env["res.company"].browse(values["company"])
env = env(user=values["accountant"], context={"allowed_company_ids": company.ids, "lang": "fr_FR"})
YEAR, BEFORE = ("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")
TURNS = 5
EARLIER = "120000"   # the result of the year, to which the OCA adds those of earlier years that are not closed


def _timed(call):
    """(the longest of some calls in seconds, each with an empty cache; what the last one returned)."""
    longest = 0
    for _turn in range(TURNS):
        env.flush_all()
        env.invalidate_all()
        started = time.perf_counter()
        answer = call()
        longest = max(longest, time.perf_counter() - started)
    return longest, answer


def _report(kind):
    return env["financial.report"].get_report({"kind": kind, "date_from": YEAR[0], "date_to": YEAR[1]})


def _of_accounts(report, columns):
    """{account code: values, debit less credit} of the accounts behind the rows of a statement.

    An account may stand behind two rows: on the assets' side one year, on that of the liabilities the other.
    """
    found = {}
    for section in report["sections"]:
        for line in section["lines"]:
            for child in line["children"]:
                if not child["code"]:
                    continue
                sign = 1 if line["id"] in debit_rows else -1
                amounts = [sign * child["values"][column] for column in columns[section["key"]]]
                known = found.get(child["code"], [0] * len(amounts))
                found[child["code"]] = [one + other for one, other in zip(known, amounts, strict=True)]
    return found


def _mis_instance():
    """Both statements as one report of mis_builder, with the accounts behind them, for the year and the one before."""
    kpis = [("bilan", "bale[1%,2%,3%,4%,5%]"), ("tcr", "balp[6%,7%]")]
    # set up by whoever administers; read by the accountant
    report = env["mis.report"].sudo().create({"name": "SCF", "kpi_ids": [
        Command.create({"name": name, "description": name, "expression": expression, "auto_expand_accounts": True})
        for name, expression in kpis]})
    instance = env["mis.report.instance"].sudo().create({
        "name": "SCF", "report_id": report.id, "company_id": company.id, "target_move": "posted", "comparison_mode": True,
        "period_ids": [
            Command.create({"name": name, "mode": "fix", "manual_date_from": dates[0], "manual_date_to": dates[1]})
            for name, dates in (("N", YEAR), ("N-1", BEFORE))]})
    return instance.sudo(False)


def _mis_accounts(matrix):
    """{account code: [N, N-1]} of the rows that are accounts."""
    found = {}
    for row in matrix["body"]:
        code = row["label"].split(" ")[0]
        if code.isdigit():
            found[code] = [cell.get("val") or 0 for cell in row["cells"]]
    return found


def _oca_trial_balance():
    wizard = env["trial.balance.report.wizard"].create({
        "company_id": company.id, "date_from": YEAR[0], "date_to": YEAR[1], "target_move": "posted",
        "hide_account_at_0": True})
    report = env["report.account_financial_report.trial_balance"]
    rows = report._get_report_values(wizard.ids, wizard._prepare_report_data())["trial_balance"]
    assert wizard.unaffected_earnings_account.code == EARLIER
    return {row["code"]: [row["initial_balance"], row["debit"], row["credit"], row["ending_balance"]] for row in rows}


def _trial_balance_accounts(report):
    """{account code: opening, debit, credit, closing}, debit less credit.

    Results of earlier years that are not closed have a line of their own with us; the OCA shows them on account 12.
    """
    lines = report["sections"][0]["lines"]
    rows = [(child["code"], child["values"]) for line in lines for child in line["children"]]
    rows += [(EARLIER, line["values"]) for line in lines if line["id"] == "earlier"]
    return {
        code: [opening_debit - opening_credit, debit, credit, closing_debit - closing_credit]
        for code, (opening_debit, opening_credit, debit, credit, closing_debit, closing_credit) in rows}


def _differing(name, ours, theirs):
    """What is not the same to the centime in both; an account without any amount may be left out by one of them."""
    return [
        (name, code, ours.get(code), theirs.get(code)) for code in sorted(ours.keys() | theirs.keys())
        if any(round(one - other, 2) for one, other in zip(
            ours.get(code) or [0] * len(theirs[code]), theirs.get(code) or [0] * len(ours[code]), strict=True))]


seconds = {}
seconds["balance_sheet"], balance_sheet = _timed(lambda: _report("balance_sheet"))
seconds["income_statement"], income_statement = _timed(lambda: _report("income_statement"))
seconds["trial_balance"], trial_balance = _timed(lambda: _report("trial_balance"))
instance = _mis_instance()
seconds["mis"], matrix = _timed(instance.compute)
seconds["oca_trial_balance"], oca_accounts = _timed(_oca_trial_balance)

debit_rows = set(env["financial.statement.row"].sudo().search([("sense", "=", "debit")]).mapped("code"))
ours = {
    **_of_accounts(balance_sheet, {"assets": [2, 3], "liabilities": [0, 1]}),
    **_of_accounts(income_statement, {"result": [0, 1]}),
}
trial_accounts = _trial_balance_accounts(trial_balance)
result = {
    **seconds,
    "items": env["account.move.line"].search_count([("company_id", "=", company.id)]),
    "compared": len(ours) + len(trial_accounts),
    "differing": [
        *_differing("statements", ours, _mis_accounts(matrix)), *_differing("trial balance", trial_accounts, oca_accounts)],
}
assert balance_sheet["check"]["difference"] == 0, balance_sheet["check"]
assert not balance_sheet["warnings"] and not income_statement["warnings"], balance_sheet["warnings"]
