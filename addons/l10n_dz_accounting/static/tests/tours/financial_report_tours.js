import { registry } from "@web/core/registry";

function check(condition, message) {
    if (!condition) {
        throw new Error(message);
    }
}

/** Digits of a figure: the separators are those of the language, which other addons may set. */
function digits(text) {
    return text.replace(/[^\d-]/g, "");
}

/** Step that compares the figures of a row with those it should have. */
function checkRow(id, amounts) {
    return {
        content: `${id} shows ${amounts}`,
        trigger: `tr[data-id="${id}"]`,
        run() {
            const cells = [...document.querySelectorAll(`tr[data-id="${id}"] .o_financial_report_amount`)];
            const shown = cells.map((cell) => digits(cell.textContent));
            check(JSON.stringify(shown) === JSON.stringify(amounts.map(digits)), `${id} shows ${shown}`);
        },
    };
}

registry.category("web_tour.tours").add("l10n_dz_accounting.balance_sheet", {
    steps: () => [
        { content: "right to left", trigger: "body.o_rtl .o_financial_report" },
        checkRow("A_CLI", ["490000.00", "30000.00", "460000.00", "200000.00"]),
        checkRow("L_RESULT", ["305000.00", "150000.00"]),
        { content: "no difference to warn of", trigger: ".o_financial_report:not(:has(.alert))" },
        { content: "unfold the customers", trigger: 'tr[data-id="A_CLI"] button', run: "click" },
        { content: "accounts below", trigger: ".o_financial_report_account:contains('411000')" },
        { content: "leave the year before out", trigger: "input[name=comparison]", run: "click" },
        { content: "three columns", trigger: '[data-section="assets"] thead tr:not(:has(th:nth-child(5)))' },
        { content: "unfold again", trigger: 'tr[data-id="A_CLI"] button', run: "click" },
        {
            content: "open the account's items",
            trigger: ".o_financial_report_account:contains('411000') .o_financial_report_open",
            run: "click",
        },
        { content: "journal items", trigger: ".o_list_view .o_data_row" },
    ],
});

registry.category("web_tour.tours").add("l10n_dz_accounting.general_ledger", {
    steps: () => [
        { content: "some accounts", trigger: "input[name=prefix]", run: "edit 401 && press Tab" },
        { content: "one account", trigger: ".o_financial_report_table tbody:not(:has(tr:nth-child(3)))" },
        { content: "unfold", trigger: ".o_financial_report_ledger button", run: "click" },
        {
            content: "balance after the last item",
            trigger: ".o_financial_report_item:last-child, .o_financial_report_item + .o_financial_report_total",
            run() {
                const items = [...document.querySelectorAll(".o_financial_report_item")];
                check(items.length === 2, `${items.length} items`);
                check(digits(items[1].textContent).endsWith(digits("100,000.00")), items[1].textContent);
            },
        },
        { content: "open the entry", trigger: ".o_financial_report_item .o_financial_report_open", run: "click" },
        { content: "journal entry", trigger: ".o_form_view .o_field_widget[name=line_ids]" },
    ],
});
