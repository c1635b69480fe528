"""Inside Odoo: an administration of that many employees, a batch of their month, its manager's key. All fictitious.

Every tenth has the plain contract whose payslip is known to the centime; the others have allowances, experience, loans.
"""

from datetime import date, timedelta

from odoo import fields
from odoo.fields import Command

START = date(2018, 1, 1)


def _company():
    company = env["res.company"].create({"name": "إدارة القياس", "country_id": env.ref("base.dz").id})
    env["account.chart.template"].try_loading("dz", company=company, install_demo=False)
    company.resource_calendar_id = env["resource.calendar"].create({
        "name": "40 hours", "company_id": company.id, "tz": "Africa/Algiers", "attendance_ids": [
            Command.create({
                "name": f"{day}{period}", "dayofweek": day, "hour_from": start, "hour_to": end, "day_period": period})
            for day in "60123" for period, start, end in (("morning", 8, 12), ("afternoon", 13, 17))]})
    env.user.company_ids += company
    return company


def _employees(company, count):
    structure = env["hr.payroll.structure"].search([("is_dz", "=", True), ("company_id", "=", company.id)])
    return env["hr.employee"].with_company(company).with_context(tracking_disable=True).create([
        {
            "name": f"Employee {number}", "company_id": company.id, "date_version": START, "contract_date_start": START,
            "wage": 24000 + 75 * number if number % 10 else 50000, "struct_id": structure.id,
            "resource_calendar_id": company.resource_calendar_id.id,
        }
        for number in range(count)
    ])


def _allow(employees):
    values = {"rule_responsibility": 8000, "rule_meal": 300, "rule_transport": 100}
    env["dz.payroll.allowance"].create([
        {"rule_id": env.ref(f"l10n_dz_payroll.{rule}").id, "employee_id": employee.id, "value": value, "date_from": START}
        for number, employee in enumerate(employees) if number % 10
        for rule, value in values.items()
    ])


def _lend(employees):
    loans = env["dz.payroll.loan"].with_company(employees.company_id).create([
        {
            "employee_id": employee.id, "company_id": employee.company_id.id, "amount": 12000, "installments": 6,
            "date": date(2026, 2, 15), "first_month": date(2026, 3, 1),
        }
        for number, employee in enumerate(employees) if number % 10 == 7
    ])
    loans.action_grant()


company = _company()
employees = _employees(company, values["count"])
_allow(employees)
_lend(employees)
manager = env["res.users"].with_context(no_reset_password=True).create({
    "name": "manager", "login": "bench_pay", "company_id": company.id, "company_ids": [Command.set(company.ids)],
    "group_ids": [Command.set((env.ref("base.group_user") | env.ref("payroll.group_payroll_manager")).ids)],
})
run = env["hr.payslip.run"].with_user(manager).create({
    "name": "March", "date_start": date(2026, 3, 1), "date_end": date(2026, 3, 31), "is_dz": True, "company_id": company.id})
run.action_dz_fill()
assert len(run.dz_line_ids) == values["count"], len(run.dz_line_ids)
tomorrow = fields.Datetime.now() + timedelta(days=1)
key = env["res.users.apikeys"].with_user(manager).sudo()._generate("rpc", "bench", tomorrow)
result = {"run": run.id, "key": key}
env.cr.commit()
