"""Inside Odoo: that many acts in one chain, then the verification that an auditor starts."""

import time

chamber, entries = make_entries(100)
while (missing := values["count"] - env["chamber.act"].search_count([])) > 0:
    wanted = [entry for _round in range(50) for entry in entries][:missing]
    env["chamber.act"]._record_batch([
        {"kind": "modification", "entry": entry, "values": {"exercise_address": "شارع القياس"}} for entry in wanted
    ])
    env.cr.commit()
    env.invalidate_all()
started = time.perf_counter()
findings = env["chamber.act"]._verify_chains()
result = {"count": env["chamber.act"].search_count([]), "seconds": time.perf_counter() - started}
assert not findings, findings
