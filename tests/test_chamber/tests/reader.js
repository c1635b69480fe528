/* Reads a screen as somebody does who knows Arabic only; see reader.py. */
(() => {
    // what people have entered, or what names one record
    const DATA = `input, textarea, td, .o_data_cell, .o_field_widget, .o_kanban_record, .o_group_name, .o-mail-Message,
        .breadcrumb-item.active, .o_breadcrumb .active, .o_user_menu, .o_switch_company_menu, .o_calendar_renderer .fc-event,
        .o_activity_record, .o_avatar, .o_last_breadcrumb_item, .o-mail-ActivityMarkAsDone, .o_searchview_facet .o_facet_value,
        .o_control_panel_breadcrumbs .o_breadcrumb a, .o-mail-Followers, .o_chamber_home_waiting td, canvas, script, style`;
    // names in buttons: channels, companies, languages; and the examples that stand behind an empty list
    const NAMES = `.o-mail-DiscussSidebarChannel, .o_switch_company_menu, .o_field_translate, .o_field_widget[name=lang],
        .o_view_sample_data .o_pivot th, .o_view_sample_data .o_data_cell *, .o_view_sample_data .o_group_header *,
        .o_cw_filter_title, .o_form_view code`;
    // words of the product, also where they stand among data
    const LABELS = `button, th, label, .btn, .nav-link, .dropdown-item, .o_form_label, .o_horizontal_separator, .o_statusbar_status,
        .o_view_nocontent, .o_field_selection, .o_field_badge, .o_field_radio, .o_field_state_selection, .o_field_timezone_mismatch,
        .o_kanban_header_title, .o_pivot_header_cell_closed, .o_pivot_header_cell_opened, .o_group_caption, legend`;
    const ATTRIBUTES = ["title", "placeholder", "aria-label", "data-tooltip", "alt"];
    // not the examples that stand behind an empty list
    const ROWS = `:is(.o_data_row td.o_data_cell:not(.o_list_button), .o_kanban_record:not(.o_kanban_ghost))`
        + ":not(.o_view_sample_data *)";
    const LATIN = /[A-Za-zÀ-ÿ]{2,}/;

    function isLabel(element) {
        const label = element.closest(LABELS);
        const data = element.closest(DATA);
        return !element.closest(NAMES) && (!data || (label && data.contains(label)));
    }

    function isForeign(text) {
        return typeof text === "string" && LATIN.test(text);
    }

    /** What an element says beside its text: hints, names for those who do not see it, explanations. */
    function* hints(node) {
        for (const name of ATTRIBUTES) {
            if (isForeign(node.getAttribute(name))) {
                yield [node.getAttribute(name), name === "placeholder"];
            }
        }
        if (node.dataset?.tooltipInfo) {
            const { field, label, help } = JSON.parse(node.dataset.tooltipInfo);
            for (const text of [label, help, field?.label, field?.help].filter(isForeign)) {
                yield [text, true];
            }
        }
    }

    /** Each visible word in Latin letters with its element. Letters are looked at first: hardly anything has them. */
    function* foreignTexts(root) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.currentNode; node; node = walker.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) {
                const parent = node.parentElement;
                if (isForeign(node.data) && parent.checkVisibility() && isLabel(parent)) {
                    yield [node.data.trim(), parent];
                }
                continue;
            }
            for (const [text, isOwn] of hints(node)) {
                if (node.checkVisibility() && (isOwn || isLabel(node))) {
                    yield [text, node];
                }
            }
        }
    }

    function describe(element) {
        const parts = [];
        for (let node = element; node && node !== document.body && parts.length < 4; node = node.parentElement) {
            const name = node.getAttribute("name") ? `[${node.getAttribute("name")}]` : "";
            parts.unshift(`${node.tagName.toLowerCase()}.${[...node.classList].slice(0, 2).join(".")}${name}`);
        }
        return parts.join(" > ");
    }

    // questions to the server that wait for an answer
    let open = 0;
    const { rpcBus } = odoo.loader.modules.get("@web/core/network/rpc");
    rpcBus.addEventListener("RPC:REQUEST", () => open++);
    rpcBus.addEventListener("RPC:RESPONSE", () => open--);

    /** Wait until nothing has been asked or drawn for three pictures in a row. */
    async function rest() {
        const isBusy = () => open > 0 || document.querySelector(".o_blockUI, .o_loading_indicator, .o_skeleton");
        const limit = Date.now() + 20000;
        for (let quiet = 0; quiet < 3; quiet = isBusy() ? 0 : quiet + 1) {
            if (Date.now() > limit) {
                throw new Error(`the page is busy: ${location.href}`);
            }
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        }
    }

    window.reader = {
        found: [],
        screens: 0,

        /** Read what is visible; what has Latin letters is kept with its place. */
        read(place) {
            this.screens += 1;
            for (const [text, element] of foreignTexts(document.body)) {
                this.found.push([text.slice(0, 200), place, describe(element)]);
            }
        },

        async press(selector, place) {
            const element = document.querySelector(selector);
            if (!element) {
                return false;
            }
            element.click();
            await rest();
            this.read(place);
            return true;
        },

        menus() {
            const { menu } = odoo.__WOWL_DEBUG__.root.env.services;
            return menu.getAll().filter(({ id }) => id !== "root").map(
                ({ id, appID, actionID, xmlid, name }) => ({ id, appID, actionID, xmlid: xmlid || "", name }));
        },

        async open(id) {
            const { menu } = odoo.__WOWL_DEBUG__.root.env.services;
            const late = new Promise((_resolve, reject) => setTimeout(
                () => reject(new Error(`${menu.getMenu(id).xmlid} does not open`)), 20000));
            await Promise.race([menu.selectMenu(id), late]);
            await rest();
        },

        /** Open a menu and its first record; on a whole reading also its other views, its filters, and every page. */
        async walk(id, whole) {
            const { xmlid, name } = odoo.__WOWL_DEBUG__.root.env.services.menu.getMenu(id);
            const place = xmlid || name;
            await this.open(id);
            this.read(place);
            if (whole) {
                await this.readFilters(place);
                await this.readViews(id, place);
            }
            await this.readForm(place, ROWS, whole);
            if (whole && !document.querySelector(".o_form_view")) {
                await this.readForm(place, ".o_list_button_add, .o-kanban-button-new", whole);
            }
        },

        async readFilters(place) {
            if (await this.press(".o_searchview_dropdown_toggler", `${place} search`)) {
                document.querySelector(".o_searchview_dropdown_toggler").click();
                await rest();
            }
        },

        async readViews(id, place) {
            const buttons = document.querySelectorAll(".o_cp_switch_buttons .o_switch_view:not(.active)");
            const types = [...buttons].map(
                (button) => [...button.classList].find((name) => /^o_(?!switch_view)\w+$/.test(name)));
            for (const type of types) {
                await this.press(`.o_cp_switch_buttons .${type}`, `${place} ${type}`);
            }
            if (types.length) {
                await this.open(id);
            }
        },

        async readForm(place, selector, whole) {
            if (!(await this.press(selector, `${place} form`)) || !whole || !document.querySelector(".o_form_view")) {
                return;
            }
            for (const tab of document.querySelectorAll(".o_form_view .o_notebook_headers .nav-link:not(.active)")) {
                tab.click();
                await rest();
                this.read(`${place} form, page ${tab.getAttribute("name")}`);
            }
            if (await this.press(".o_cp_action_menus button", `${place} form, actions`)) {
                document.querySelector(".o_cp_action_menus button").click();
                await rest();
            }
        },
    };
})()
