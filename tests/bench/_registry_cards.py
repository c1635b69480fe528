"""Inside Odoo: a batch of cards through the job's own method, sheet by sheet, each committed as the job commits it."""

import time

chamber, entries = make_entries(values["count"])
batch = env["chamber.card.batch"].create({"name": "Measure", "company_id": chamber.id})
batch.action_fill()
batch.write({"state": "running"})
env.cr.commit()
started = time.perf_counter()
while batch.state == "running":
    batch._make_chunk()
    env.cr.commit()
    env.invalidate_all()
result = {"count": batch.done_count, "seconds": time.perf_counter() - started}
assert batch.done_count == values["count"], batch.done_count
