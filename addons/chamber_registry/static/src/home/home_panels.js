import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/**
 * Panels of figures on a home page: rows with a bar each, or columns by month.
 *
 * The server says all that is shown: name, text of the figure, share of the longest in hundredths. A row with a `model`
 * opens the list of what it counts.
 */
export class HomePanels extends Component {
    static template = "chamber_registry.HomePanels";
    static props = { panels: Array };

    setup() {
        this.action = useService("action");
    }

    /** Length of a bar in hundredths: what goes beyond its frame fills it, what is not nothing is seen. */
    width(share) {
        return share > 0 ? Math.min(Math.max(share, 1), 100) : 0;
    }

    open(row) {
        if (!row.model) {
            return;
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: row.name,
            res_model: row.model,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: row.domain,
            context: row.context || {},
        });
    }
}
