"""Inside Odoo: a session of `count` people that is done, and an officer ready to have their certificates made by HTTP."""

from datetime import datetime, timedelta

from odoo.fields import Command

from odoo.addons.chamber_registry.models.engine import as_engine

chamber, entries = make_entries(values["count"])
programme = env["chamber.training.programme"].create({
    "name": "قياس الشهادات", "code": "BENCH-C", "seats": values["count"],
    "module_ids": [Command.create({"name": "وحدة", "hours": 3, "is_compulsory": True})],
})
begin = datetime(2026, 3, 25, 8, 0)
session = env["chamber.training.session"].create({
    "programme_id": programme.id, "company_id": chamber.id, "date_begin": begin, "date_end": begin + timedelta(hours=8),
    "seats_max": values["count"],
})
half_day = env["chamber.training.half.day"].create({
    "session_id": session.id, "date_begin": begin, "date_end": begin + timedelta(hours=3),
    "module_id": programme.module_ids.id,
})
as_engine(session).number = "BENCH-C-1"
enrolments = as_engine(env["chamber.training.enrolment"]).create([
    {
        "number": f"BENCH-{seat}", "session_id": session.id, "partner_id": entry.partner_id.id, "entry_id": entry.id,
        "state": "accepted", "seat_number": seat,
    }
    for seat, entry in enumerate(entries, 1)
])
for state in ("open", "ongoing", "done"):
    session._set_state(state)
as_engine(env["chamber.training.attendance"]).create([
    {
        "half_day_id": half_day.id, "enrolment_id": enrolment.id, "state": "present", "channel": "tick", "hours": 3,
        "moment": begin, "taken_by_id": env.uid,
    }
    for enrolment in enrolments
])
groups = env.ref("base.group_user") | env.ref("chamber_training.chamber_training_group_officer")
user = env["res.users"].with_context(no_reset_password=True).create({
    "name": "officer", "login": "bench_officer", "company_id": chamber.id,
    "company_ids": [Command.set(chamber.ids)], "group_ids": [Command.set(groups.ids)],
})
key = env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "bench", fields.Datetime.now() + timedelta(days=1))
result = {"session": session.id, "key": key}
env.cr.commit()
