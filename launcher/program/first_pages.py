"""Inside Odoo: make the files of the first pages, which the first person to come would otherwise wait for."""

qweb = env["ir.qweb"]  # noqa: F821  (given by Odoo's shell)
for bundle in ("web.assets_web", "web.assets_frontend_minimal", "web.assets_frontend_lazy"):
    qweb._get_asset_bundle(bundle, css=False).js()
for bundle in ("web.assets_web", "web.assets_web_print", "web.assets_frontend"):
    for rtl in (True, False):
        qweb._get_asset_bundle(bundle, js=False, rtl=rtl).css()
env.cr.commit()  # noqa: F821
