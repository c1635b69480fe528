"""Inside Odoo: two open sessions, people of the register and an officer's key for the HTTP API. Everything is fictitious."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.chamber_registry.models.engine import as_engine


def _open_session(chamber, code, seats):
    begin = fields.Datetime.now() + timedelta(days=30)
    programme = env["chamber.training.programme"].create({"name": f"قياس {code}", "code": code, "seats": seats})
    session = env["chamber.training.session"].create({
        "programme_id": programme.id, "company_id": chamber.id, "date_begin": begin, "date_end": begin + timedelta(hours=8)})
    as_engine(session)._set_state("open")
    return session


def _people(chamber, count):
    city = env["res.city"].search([("state_id", "=", env.ref("l10n_dz_territory.wilaya_alger").id)], limit=1)
    craft = env.ref("chamber_registry.chamber_craft_activity_x01_001")
    partners = env["res.partner"].create([
        {
            "is_registrant": True, "registrant_type": "artisan", "chamber_id": chamber.id, "family_name_ar": "زروقي",
            "given_name_ar": "سفيان", "family_name_latin": "Zerrouki", "given_name_latin": f"Sofiane {number}",
            "sex": "male", "birth_date": "1984-05-12", "city_id": city.id, "nin_entry": f"10984160{9000000000 + number}",
        }
        for number in range(count)
    ])
    env["chamber.act"]._record_batch([
        {
            "kind": "inscription", "company": chamber, "partner": partner,
            "values": {"main_activity_id": craft.id, "exercise_city_id": city.id},
        }
        for partner in partners
    ])
    return partners


def _officer_key(chamber):
    groups = env.ref("base.group_user") | env.ref("chamber_training.chamber_training_group_officer")
    user = env["res.users"].with_context(no_reset_password=True).create({
        "name": "officer", "login": "bench_officer", "company_id": chamber.id,
        "company_ids": [Command.set(chamber.ids)], "group_ids": [Command.set(groups.ids)], "lang": "ar_001",
    })
    tomorrow = fields.Datetime.now() + timedelta(days=1)
    return env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "bench", tomorrow)


chamber = make_chamber()
result = {
    "chamber": chamber.id,
    "session": _open_session(chamber, "Z-01", values["seats"]).id,
    "rehearsal": _open_session(chamber, "Z-02", values["seats"]).id,
    "people": _people(chamber, values["people"]).ids,
    "keys": {"officer": _officer_key(chamber)},
}
env.cr.commit()
