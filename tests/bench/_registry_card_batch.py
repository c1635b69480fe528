"""Inside Odoo: a batch of cards ready to be started by its registrar through the HTTP API."""

from datetime import timedelta

from odoo.fields import Command

chamber, entries = make_entries(values["count"])
batch = env["chamber.card.batch"].create({"name": "Measure", "company_id": chamber.id})
batch.action_fill()
groups = env.ref("base.group_user") | env.ref("chamber_registry.chamber_registry_group_registrar")
user = env["res.users"].with_context(no_reset_password=True).create({
    "name": "registrar", "login": "bench_registrar", "company_id": chamber.id,
    "company_ids": [Command.set(chamber.ids)], "group_ids": [Command.set(groups.ids)],
})
tomorrow = fields.Datetime.now() + timedelta(days=1)
key = env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "bench", tomorrow)
result = {"batch": batch.id, "key": key}
env.cr.commit()
