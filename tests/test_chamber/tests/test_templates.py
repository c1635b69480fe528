"""The web client comes up, and every screen template that it was sent can be compiled.

An addon whose template does not fit the installed Odoo installs without a word and blanks the whole client.
"""
import json

from odoo.tests import HttpCase, new_test_user, tagged

# Odoo's own templates that this release sends broken, with the addon that sends them.
BROKEN_IN_CORE = {
    'account.TaxAutoComplete': 'account',   # no component of Odoo uses it
    'hr_skills.X2ManyFieldDialog': 'hr_skills',
    'stock_account.StockValuationReport.InventoryValuationToggleLine': 'stock_account',
}
# Sent on demand, not with the page.
LAZY_BUNDLES = ['web.assets_backend_lazy', 'web.assets_emoji', 'spreadsheet.o_spreadsheet']

NAVBAR = "!!document.querySelector('.o_main_navbar')"

COMPILE_ALL = """
(async () => {
    const { lazy, broken } = %(values)s;
    const { loadBundle } = odoo.loader.modules.get("@web/core/assets");
    const scripts = [...document.querySelectorAll("script[src*='/web/assets/']")].map((script) => script.src);
    for (const bundle of lazy) {
        const files = await (await fetch(`/web/bundle/${bundle}?debug=`)).json();
        scripts.push(...files.filter((file) => file.type === "script").map((file) => file.src));
        await loadBundle(bundle);
    }
    const names = new Set();
    for (const script of scripts) {
        const text = await (await fetch(script)).text();
        for (const found of text.matchAll(/registerTemplate\\("([^"]+)"/g)) {
            names.add(found[1]);
        }
    }
    const [app] = owl.App.apps;
    const faults = [];
    for (const name of names) {
        try {
            app.getTemplate(name);
            if (broken.includes(name)) {
                faults.push(`${name} is not broken any more: take it off the list`);
            }
        } catch (error) {
            if (!broken.includes(name)) {
                faults.push(`${name}: ${error.message}${error.cause ? " / " + error.cause.message : ""}`);
            }
        }
    }
    if (names.size < %(least)d) {
        faults.push(`only ${names.size} templates were found`);
    }
    if (faults.length) {
        throw new Error(faults.join("\\n"));
    }
    console.log(`${names.size} templates`);
    console.log("test successful");
})();
"""


@tagged('post_install', '-at_install')
class TestTemplates(HttpCase):

    def _check_templates(self, url, ready, login, lazy, least):
        installed = self.env['ir.module.module'].search([('state', '=', 'installed')]).mapped('name')
        values = {
            'lazy': [bundle for bundle in lazy if bundle.split('.')[0] in installed],
            'broken': [name for name, addon in BROKEN_IN_CORE.items() if addon in installed],
        }
        code = COMPILE_ALL % {'values': json.dumps(values), 'least': least}
        self.browser_js(url, code, ready, login=login, timeout=180)

    def test_every_template_of_the_web_client_compiles(self):
        self._check_templates('/odoo', NAVBAR, 'admin', LAZY_BUNDLES, 400)

    def test_every_template_of_the_public_pages_compiles(self):
        self._check_templates('/web/login', "window.owl && owl.App.apps.size > 0", None, [], 20)

    def test_web_client_is_right_to_left_in_arabic(self):
        user = new_test_user(self.env, 'reader', lang='ar_001')
        self.browser_js('/odoo', """
            const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((sheet) => sheet.href);
            if (!document.body.classList.contains("o_rtl")) {
                throw new Error("the body is not marked right-to-left");
            }
            if (!sheets.some((sheet) => sheet.includes(".rtl."))) {
                throw new Error(`no right-to-left style sheet among ${sheets}`);
            }
            if (getComputedStyle(document.querySelector(".o_main_navbar")).direction !== "rtl") {
                throw new Error("the bar at the top runs left to right");
            }
            console.log("test successful");
        """, NAVBAR, login=user.login)
