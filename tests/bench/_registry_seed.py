"""Inside Odoo: a chamber with its people and their keys for the HTTP API. Everything is fictitious."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command


def _chamber(kind, name, code, parent=None):
    return env["res.company"].create({
        "name": name, "name_ar": name, "name_fr": name, "chamber_kind": kind, "chamber_code": code,
        "parent_id": parent and parent.id, "country_id": env.ref("base.dz").id, "currency_id": env.ref("base.DZD").id,
    })


def _user(role, company):
    groups = env.ref("base.group_user") | env.ref(f"chamber_registry.chamber_registry_group_{role}")
    user = env["res.users"].with_context(no_reset_password=True).create({
        "name": role, "login": f"bench_{role}", "company_id": company.id, "company_ids": [Command.set(company.ids)],
        "group_ids": [Command.set(groups.ids)], "lang": "ar_001",
    })
    tomorrow = fields.Datetime.now() + timedelta(days=1)
    return env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "bench", tomorrow)


national = _chamber("national", "غرفة القياس الوطنية", "ZN")
chamber = _chamber("wilaya", "غرفة القياس", "98", national)
wilaya = env.ref("l10n_dz_territory.wilaya_alger")
env["chamber.coverage"].search([("state_id", "=", wilaya.id)]).unlink()
env["chamber.coverage"].create({"company_id": chamber.id, "state_id": wilaya.id})
result = {
    "chamber": chamber.id,
    "city": env["res.city"].search([("state_id", "=", wilaya.id)], limit=1).id,
    "craft": env.ref("chamber_registry.chamber_craft_activity_x01_001").id,
    "keys": {role: _user(role, chamber) for role in ("agent", "registrar", "director")},
}
env.cr.commit()
