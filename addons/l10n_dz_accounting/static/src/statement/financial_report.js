import { Component, onWillStart, useState } from "@odoo/owl";
import { formatFloat } from "@web/core/utils/numbers";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** Balance sheet, income statement and ledgers: a table that unfolds to accounts and leads to journal items. */
export class FinancialReport extends Component {
    static template = "l10n_dz_accounting.FinancialReport";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.companies = user.activeCompanies.map(({ id, name }) => ({ id, name }));
        const params = this.props.action.params || {};
        this.state = useState({
            options: {
                kind: params.kind || this.props.action.context.report_kind || "balance_sheet",
                company_ids: this.companies.map((company) => company.id),
                date_from: false,
                date_to: false,
                posted_only: true,
                comparison: true,
                prefix: "",
            },
            report: null,
            unfolded: {},
            language: user.lang.startsWith("fr") ? "fr_FR" : "ar_001",
        });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get hasComparison() {
        return ["balance_sheet", "income_statement"].includes(this.state.options.kind);
    }

    get hasPrefix() {
        return !this.hasComparison;
    }

    async load() {
        const report = await this.orm.call("financial.report", "get_report", [this.state.options]);
        this.state.report = report;
        this.state.options.date_from ||= report.date_from;
        this.state.options.date_to ||= report.date_to;
        this.state.unfolded = {};
    }

    async setOption(name, value) {
        this.state.options[name] = value;
        if (name === "date_to" && this.state.options.date_from > value) {
            // another year was chosen: from its first day
            this.state.options.date_from = false;
        }
        await this.load();
    }

    async toggleCompany(companyId) {
        const chosen = this.state.options.company_ids;
        const others = chosen.filter((id) => id !== companyId);
        const next = others.length === chosen.length ? [...chosen, companyId] : others;
        if (next.length) {
            await this.setOption("company_ids", next);
        }
    }

    async toggle(line) {
        if (line.kind === "ledger" && !line.children.length) {
            await this.loadItems(line);
        }
        this.state.unfolded[line.id] = !this.state.unfolded[line.id];
    }

    async loadItems(line) {
        const page = await this.orm.call("financial.report", "get_account_items", [
            this.state.options,
            line.company_id,
            line.account_id,
            line.children.length,
        ]);
        line.children.push(...page.items);
        line.has_more = page.next_offset !== false;
    }

    unfoldAll(open) {
        for (const section of this.state.report.sections) {
            for (const line of section.lines) {
                this.state.unfolded[line.id] = open && line.children.length > 0;
            }
        }
    }

    canUnfold(line) {
        return line.children.length > 0 || line.kind === "ledger";
    }

    amount(value) {
        return value ? formatFloat(value, { digits: [16, 2] }) : "";
    }

    async openLine(line) {
        if (line.move_id) {
            return this.action.doAction({
                type: "ir.actions.act_window",
                res_model: "account.move",
                res_id: line.move_id,
                views: [[false, "form"]],
            });
        }
        const action = await this.orm.call("financial.report", "action_open_items", [
            this.state.options,
            line.company_id,
            line.account_id,
        ]);
        return this.action.doAction(action);
    }

    async print(output) {
        const action = await this.orm.call("financial.report.print", "action_print", [
            this.state.options,
            output,
            this.state.language,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("financial_report", FinancialReport);
