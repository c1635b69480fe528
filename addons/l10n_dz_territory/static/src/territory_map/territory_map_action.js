import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { TerritoryMap } from "./territory_map";

/** Number of contacts by wilaya, on any of the maps; a click opens the contacts. */
export class TerritoryMapAction extends Component {
    static template = "l10n_dz_territory.TerritoryMapAction";
    static components = { Layout, TerritoryMap };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ edition: "", editions: [], values: {} });
        this.label = _t("Contacts by wilaya");
        onWillStart(() => this.loadValues());
    }

    async loadValues() {
        const domain = [["state_id.country_id.code", "=", "DZ"]];
        const [map, groups] = await Promise.all([
            this.orm.call("res.country.state", "get_territory_map", []),
            this.orm.formattedReadGroup("res.partner", domain, ["state_id"], ["__count"]),
        ]);
        const members = map.areas.flatMap((area) => area.members);
        const codes = Object.fromEntries(members.map((member) => [member.id, member.code]));
        this.state.edition = map.edition;
        this.state.editions = map.editions;
        this.state.values = Object.fromEntries(
            groups
                .filter((group) => codes[group.state_id[0]])
                .map((group) => [codes[group.state_id[0]], group.__count])
        );
    }

    openContacts(area) {
        const memberIds = area.members.map((member) => member.id);
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: area.name,
            res_model: "res.partner",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [["state_id", "in", [...new Set([area.id, ...memberIds])]]],
        });
    }
}

registry.category("actions").add("l10n_dz_territory.territory_map", TerritoryMapAction);
