import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { HomePage } from "@chamber_registry/home/home_page";

/** Home page of administration and means: what waits for each post, overdue first, and what each employee has asked for. */
export class FinanceHome extends HomePage {
    static model = "chamber.finance.home";
    static barTemplate = "chamber_hr_accounting.FinanceHomeBar";

    get waitingColumns() {
        return [
            { name: "what", label: _t("What to do") },
            { name: "number", label: _t("Number"), from: "md", isCode: true },
            { name: "person", label: _t("Person"), from: "lg" },
            { name: "amount", label: _t("Amount"), from: "md", isCode: true },
        ];
    }

    get chamberColumns() {
        return [
            { name: "due", label: _t("Fees due") },
            { name: "bills", label: _t("Bills to pay") },
            { name: "cash", label: _t("Cash and banks") },
            { name: "credit", label: _t("Credits committed") },
        ];
    }

    openTile(tile) {
        return tile.action ? this.action.doAction(tile.action) : super.openTile(tile);
    }

    openChamber(chamber) {
        return this.action.doAction("budget_commitment.budget_chapter_situation_action", {
            additionalContext: { allowed_company_ids: [chamber.id] },
        });
    }

    openDesk() {
        return this.action.doAction("chamber_hr_accounting.chamber_fee_due_action");
    }

    openShortcut(shortcut) {
        return this.action.doAction(shortcut.action);
    }
}

registry.category("actions").add("chamber_finance_home", FinanceHome);
