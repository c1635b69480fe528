"""Inside Odoo: how many payslips a batch has, and how many of them do not add up."""

slips = env["hr.payslip.run"].browse(values["run"]).dz_line_ids.payslip_id
PLAIN = (50000.0, 40915.0)   # wage of the plain contract, and its net by the contributions and the income tax of 2026


def _is_wrong(slip):
    total = sum(line.total for line in slip.line_ids if line.dz_side in ("gain", "deduction"))
    is_plain = slip.contract_id.wage == PLAIN[0] and not any(line.code == "RESP" for line in slip.line_ids)
    return slip.state != "done" or round(total - slip.dz_net, 2) or (is_plain and slip.dz_net != PLAIN[1])


result = {"payslips": len(slips), "wrong": sum(1 for slip in slips if _is_wrong(slip))}
assert len(slips.employee_id) == len(slips), "an employee is paid twice"
