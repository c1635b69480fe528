"""Inside Odoo: `make_entries(count)` gives that many entries of fictitious artisans, with drawn portraits."""

import base64
import io

from PIL import Image, ImageDraw

from odoo import fields


def _portrait(hue):
    image = Image.new("RGB", (413, 531), f"hsl({hue}, 40%, 85%)")
    draw = ImageDraw.Draw(image)
    draw.ellipse((120, 90, 293, 300), fill=f"hsl({hue}, 35%, 45%)")
    draw.ellipse((40, 330, 373, 760), fill=f"hsl({hue}, 35%, 35%)")
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=85)
    return base64.b64encode(stream.getvalue())


def make_chamber():
    values = {"country_id": env.ref("base.dz").id, "currency_id": env.ref("base.DZD").id}
    national = env["res.company"].create({
        **values, "name": "غرفة القياس الوطنية", "chamber_kind": "national", "chamber_code": "ZN"})
    return env["res.company"].create({
        **values, "name": "غرفة القياس", "name_ar": "غرفة القياس", "name_fr": "Chambre de mesure",
        "chamber_kind": "wilaya", "chamber_code": "98", "parent_id": national.id})


def make_entries(count):
    chamber = make_chamber()
    city = env["res.city"].search([("state_id", "=", env.ref("l10n_dz_territory.wilaya_alger").id)], limit=1)
    craft = env.ref("chamber_registry.chamber_craft_activity_x01_001")
    portraits = [_portrait(hue) for hue in range(0, 360, 36)]
    partners = env["res.partner"].create([
        {
            "is_registrant": True, "registrant_type": "artisan", "chamber_id": chamber.id, "family_name_ar": "زروقي",
            "given_name_ar": "سفيان", "family_name_latin": "Zerrouki", "given_name_latin": f"Sofiane {number}",
            "sex": "male", "birth_date": "1984-05-12", "city_id": city.id,
            "nin_entry": f"10984160{9000000000 + number}",
            "image_1920": portraits[number % len(portraits)],
        }
        for number in range(count)
    ])
    acts = env["chamber.act"]._record_batch([
        {
            "kind": "inscription", "company": chamber, "partner": partner, "date": fields.Date.today(),
            "values": {
                "main_activity_id": craft.id, "place_of_exercise": "workshop", "exercise_city_id": city.id,
                "qualification_kind": "diploma",
            },
        }
        for partner in partners
    ])
    env.cr.commit()
    return chamber, acts.entry_id
