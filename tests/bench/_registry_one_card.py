"""Inside Odoo: one card; its token and the public key that checks it."""

chamber, entries = make_entries(1)
document = env["chamber.card"]._issue(entries).verifiable_id
key = env["signing.key"].search([("kid", "=", document.kid)])
result = {"token": document.token, "key": key.public_key}
env.cr.commit()
