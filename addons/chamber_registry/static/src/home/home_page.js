import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { HomePanels } from "@chamber_registry/home/home_panels";

/**
 * Home page of a role: tiles with counts, panels of figures, what waits (overdue first), how the chambers stand.
 *
 * An addon extends it with the model that feeds it and the columns of its two tables.
 */
export class HomePage extends Component {
    static template = "chamber_registry.HomePage";
    static components = { Layout, HomePanels };
    static props = { ...standardActionServiceProps };
    /** Model whose `get_home_data` returns tiles, waiting, waiting_count, chambers, has_chambers and panels. */
    static model = "";
    /** Template of what stands above the tiles; none by default. */
    static barTemplate = "";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            tiles: [],
            waiting: [],
            waiting_count: 0,
            chambers: [],
            panels: [],
            has_chambers: false,
        });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get barTemplate() {
        return this.constructor.barTemplate;
    }

    /** Columns of what waits: name of the value, label, the width of screen from which it is shown. */
    get waitingColumns() {
        return [];
    }

    /** Columns of the chambers: name of the value, label, color of the badge of what is not 0. */
    get chamberColumns() {
        return [];
    }

    async load() {
        Object.assign(this.state, await this.orm.call(this.constructor.model, "get_home_data", []));
    }

    shownFrom(size) {
        return size ? `d-none d-${size}-table-cell` : "";
    }

    formatDeadline(deadline) {
        return deadline ? formatDate(deserializeDate(deadline)) : "";
    }

    remaining(line) {
        if (!line.deadline) {
            return "";
        }
        return line.remaining_days < 0
            ? _t("Days late: %s", -line.remaining_days)
            : _t("Days left: %s", line.remaining_days);
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

    openLine(line) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: line.model,
            res_id: line.id,
            views: [[false, "form"]],
        });
    }

    openChamber() {}
}
