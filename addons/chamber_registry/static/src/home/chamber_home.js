import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** Home page of the register: what waits for the user, overdue first. */
export class ChamberHome extends Component {
    static template = "chamber_registry.ChamberHome";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.query = useRef("query");
        this.state = useState({
            tiles: [],
            waiting: [],
            waiting_count: 0,
            chambers: [],
            has_chambers: false,
            can_enter: false,
        });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    async load() {
        Object.assign(this.state, await this.orm.call("chamber.home", "get_home_data", []));
    }

    formatDeadline(deadline) {
        return deadline ? formatDate(deserializeDate(deadline)) : "";
    }

    remaining(request) {
        if (!request.deadline) {
            return "";
        }
        return request.remaining_days < 0
            ? _t("Days late: %s", -request.remaining_days)
            : _t("Days left: %s", request.remaining_days);
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

    openTile(tile) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: tile.name,
            res_model: tile.model,
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            domain: tile.domain,
        });
    }

    openRequest(request) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "chamber.request",
            res_id: request.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("chamber_home", ChamberHome);
