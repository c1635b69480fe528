import { registry } from "@web/core/registry";

const { DateTime } = luxon;

function check(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

/** Step that compares the areas drawn, and what M'Sila says, with what a map should have. */
function checkMap(count, msilaContacts) {
    return {
        content: `map of ${count}`,
        trigger: `[data-edition="${count}"].btn-primary`,
        run() {
            for (const drawing of document.querySelectorAll(".o_territory_map svg")) {
                const areas = [...drawing.querySelectorAll(".o_territory_area")];
                check(areas.length === count, `${areas.length} areas drawn instead of ${count}`);
                check(areas.every((area) => area.getBBox().width > 0), "an area has no outline");
            }
            const label = document
                .querySelector('.o_territory_country [data-code="28"]')
                .getAttribute("aria-label");
            check(label === `28 المسيلة: ${msilaContacts}`, `M'Sila says ${label}`);
        },
    };
}

registry.category("web_tour.tours").add("l10n_dz_territory.map", {
    steps: () => [
        { content: "right to left", trigger: "body.o_rtl .o_territory_map" },
        checkMap(69, 2),
        { content: "attribution", trigger: "figcaption:contains('OpenStreetMap')" },
        { content: "ask for 58", trigger: '[data-edition="58"]', run: "click" },
        checkMap(58, 5),
        { content: "ask for 48", trigger: '[data-edition="48"]', run: "click" },
        checkMap(48, 5),
        {
            content: "M'Sila of 48 opens its contacts and those of Bou Saâda",
            trigger: '.o_territory_north [data-code="28"]',
            run() {
                this.anchor.dispatchEvent(new MouseEvent("click", { bubbles: true }));
            },
        },
        { content: "five contacts", trigger: ".o_list_view .o_data_row:contains('Potter 2 of bou_saada')" },
        {
            content: "and no other",
            trigger: ".o_list_view",
            run() {
                const rows = document.querySelectorAll(".o_list_view .o_data_row").length;
                check(rows === 5, `${rows} contacts instead of 5`);
            },
        },
    ],
});

registry.category("web_tour.tours").add("l10n_dz_territory.dates", {
    steps: () => [
        { content: "date in a list", trigger: "body.o_rtl .o_data_cell[name=date_start]:contains('11/12/2019')" },
        {
            content: "month names of Algeria",
            trigger: ".o_list_view",
            run() {
                const day = DateTime.fromISO("2026-01-25");
                check(day.toFormat("d MMMM yyyy") === "25 جانفي 2026", day.toFormat("d MMMM yyyy"));
                check(!/[٠-٩]/.test(document.body.textContent), "Arabic-Indic digits on the screen");
            },
        },
        { content: "open the map of 58", trigger: ".o_data_cell[name=code]:contains('58')", run: "click" },
        { content: "choose the day", trigger: ".o_field_widget[name=date_start] input, .o_field_widget[name=date_start] button", run: "click" },
        {
            content: "calendar from Sunday, with 0-9",
            trigger: ".o_datetime_picker",
            run() {
                check(!/[٠-٩]/.test(this.anchor.textContent), this.anchor.textContent);
                const titles = [...this.anchor.querySelectorAll(".o_day_of_week_cell")].map((cell) => cell.title);
                const first = titles.find((title) => /أحد|[إا]ثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت/.test(title));
                check(/أحد/.test(first), `the week starts with ${first}`);
            },
        },
    ],
});
