import { useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { HomePage } from "@chamber_registry/home/home_page";

/** Home page of the register: what waits for the user, overdue first. */
export class ChamberHome extends HomePage {
    static model = "chamber.home";
    static barTemplate = "chamber_registry.ChamberHomeBar";

    setup() {
        super.setup();
        this.query = useRef("query");
    }

    get waitingColumns() {
        return [
            { name: "partner", label: _t("Registrant") },
            { name: "number", label: _t("Number"), from: "md", isCode: true },
            { name: "activity", label: _t("Activity"), from: "lg" },
            { name: "state", label: _t("Status"), from: "md" },
        ];
    }

    get chamberColumns() {
        return [
            { name: "late", label: _t("Late"), level: "danger" },
            { name: "soon", label: _t("Soon late"), level: "warning" },
            { name: "open", label: _t("Open") },
            { name: "entries", label: _t("Entries in force") },
        ];
    }

    search() {
        const query = this.query.el.value.trim();
        return this.action.doAction("chamber_registry.res_partner_registrant_action", {
            additionalContext: query ? { search_default_name: query } : {},
        });
    }

    openNewRequest() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Requests"),
            res_model: "chamber.request",
            views: [[false, "form"]],
        });
    }

    openChamber(chamber) {
        return this.action.doAction("chamber_registry.chamber_request_action", {
            additionalContext: { search_default_open: 1, search_default_company_id: chamber.id },
        });
    }
}

registry.category("actions").add("chamber_home", ChamberHome);
