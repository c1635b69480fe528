from odoo.tests import Form, HttpCase, tagged

from .common import PIXEL
from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestScreens(RequestCase, HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        for user in (cls.agent_16, cls.registrar_16, cls.director_16, cls.auditor):
            user.write({'password': user.login, 'lang': 'ar_001', 'tz': 'Africa/Algiers'})
        cls.filed = cls._create_filed()
        cls.entry = cls._create_entry()
        cls.entry.with_user(cls.registrar_16).action_issue_card()

    def test_the_home_page_opens_in_arabic_and_leads_to_a_request(self):
        code = """
            const wait = async (selector) => {
                for (let turn = 0; turn < 200; turn++) {
                    const element = document.querySelector(selector);
                    if (element) { return element; }
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
                throw new Error(`not found: ${selector}`);
            };
            (async () => {
                const tile = await wait(".o_chamber_home_tile[data-key='filed'] .o_chamber_home_count");
                if (tile.textContent !== "1") { throw new Error(`filed: ${tile.textContent}`); }
                const home = document.querySelector(".o_chamber_home");
                if (getComputedStyle(home).direction !== "rtl") { throw new Error("not right to left"); }
                (await wait(".o_chamber_home_waiting tbody tr")).click();
                await wait(".o_form_view button[name='action_start_study']");
                console.log("test successful");
            })().catch((error) => console.error(error.message));
        """
        self.browser_js('/odoo/chamber-home', code, "document.readyState === 'complete'", login='registrar_16', timeout=90)

    def test_the_home_page_finds_a_registrant_and_begins_a_request(self):
        self.env['res.partner'].with_user(self.agent_16).create({
            'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': self.chamber_16.id,
            'family_name_ar': "زموري", 'given_name_ar': "شهرزاد", 'sex': 'female'})
        code = """
            const wait = async (found) => {
                for (let turn = 0; turn < 200; turn++) {
                    const element = found();
                    if (element) { return element; }
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
                throw new Error(`not found: ${found}`);
            };
            (async () => {
                const input = await wait(() => document.querySelector(".o_chamber_home_search input"));
                input.value = "شهرزاد";
                input.form.requestSubmit();
                await wait(() => document.querySelectorAll(".o_list_view .o_data_row").length === 1);
                const name = document.querySelector(".o_data_row td[name='name']").textContent;
                if (!name.includes("زموري")) { throw new Error(name); }
                document.querySelector("a[data-menu-xmlid='chamber_registry.chamber_home_menu']").click();
                (await wait(() => document.querySelector(".o_chamber_home_new"))).click();
                await wait(() => document.querySelector(".o_form_view [name='partner_id'] input"));
                console.log("test successful");
            })().catch((error) => console.error(error.message));
        """
        self.browser_js('/odoo/chamber-home', code, "document.readyState === 'complete'", login='agent_16', timeout=90)

    def test_figures_are_grouped_as_who_reads_them_needs(self):
        for model, view, chamber, country in (
            ('chamber.request', 'pivot', 'deposit_datetime', 'company_id'),
            ('chamber.entry', 'pivot', 'exercise_city_id', 'exercise_state_id'),
            ('chamber.activity', 'pivot', 'responsible_id', 'company_id'),
        ):
            for user, shown, hidden in ((self.director_16, chamber, country), (self.national, country, chamber)):
                with self.subTest(model=model, user=user.login):
                    arch = self.env[model].with_user(user).get_view(view_type=view)['arch']
                    self.assertIn(f'name="{shown}"', arch)
                    self.assertNotIn(f'name="{hidden}"', arch)

    def test_the_page_of_connection_names_the_chamber_and_gives_no_account_to_strangers(self):
        page = self.url_open('/web/login', headers={'Accept-Language': 'ar'})
        chamber = self.env['res.company']._get_login_chamber()
        self.assertEqual(chamber.chamber_kind, 'national')
        self.assertIn(chamber.name_ar, page.text)
        self.assertNotIn('/web/signup', page.text)
        self.assertEqual(self.url_open('/web/signup').status_code, 404)

    def test_a_logo_once_set_stands_there_instead(self):
        chamber = self.env['res.company']._get_login_chamber()
        chamber.logo = PIXEL
        page = self.url_open('/web/login').text
        self.assertIn('/web/binary/company_logo', page)
        self.assertNotIn('chamber_registry/static/description/icon.png', page)

    def test_every_list_of_the_register_opens_in_the_browser(self):
        code = """
            (async () => {
                for (let turn = 0; turn < 200; turn++) {
                    if (document.querySelector(".o_list_view .o_data_row, .o_view_nocontent")) {
                        return console.log("test successful");
                    }
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
                console.error(`no list: ${location.href}`);
            })();
        """
        for path in ('chamber-requests', 'chamber-entries', 'chamber-cards', 'chamber-acts'):
            with self.subTest(path=path):
                self.browser_js(f'/odoo/{path}', code, "document.readyState === 'complete'", login='auditor', timeout=60)

    def test_the_counter_s_form_makes_a_request(self):
        partner = self._create_registrant(nin=self._next_nin())
        form = Form(self.env['chamber.request'].with_user(self.agent_16))
        form.partner_id = partner
        form.main_activity_id = self.craft_activity
        form.place_of_exercise = 'home'
        form.exercise_city_id = self.city_16
        form.qualification_kind = 'work'
        request = form.save()
        self.assertEqual(len(request.document_ids), 4)
        self.assertEqual(request.fee_amount, 500)

    def test_steps_and_kinds_are_named_in_the_reader_s_language(self):
        for model, name, value, arabic in (
            ('chamber.request', 'state', 'tacit', "قبول ضمني"), ('chamber.request', 'kind', 'inscription', "القيد"),
            ('chamber.entry', 'state', 'struck_off', "مشطوب"), ('chamber.act', 'kind', 'strike_off', "شطب"),
            ('chamber.delay', 'code', 'card_validity', "البطاقة: مدة الصلاحية"),
            ('chamber.checklist', 'request_kind', 'inscription', "القيد"),
        ):
            with self.subTest(model=model, field=name):
                description = self.env[model].with_context(lang='ar_001').fields_get([name], ['selection'])
                self.assertEqual(dict(description[name]['selection'])[value], arabic)

    def test_every_form_opens_for_every_role(self):
        records = (self.filed, self.entry, self.entry.act_ids[0], self.entry.card_ids)
        for user in (self.agent_16, self.registrar_16, self.director_16, self.national, self.director_general, self.auditor):
            for record in records:
                with self.subTest(user=user.login, model=record._name):
                    views = record.with_user(user).get_views([(False, 'form'), (False, 'list'), (False, 'search')])
                    names = views['models'][record._name]['fields'].keys() & record._fields.keys()
                    self.assertTrue(record.with_user(user).read(list(names)))
