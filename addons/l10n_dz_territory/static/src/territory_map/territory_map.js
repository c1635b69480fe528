import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { formatFloat, formatInteger } from "@web/views/fields/formatters";
import { classBounds, classOf } from "./classes";
import { borderPath, fillPath, loadOutlines } from "./outlines";

/**
 * Algeria coloured by wilaya, with the dense north enlarged.
 *
 * `values` are by code of the wilayas of today; on an older map the values of the wilayas that were one
 * are added up. `onClick` gets the area: {id, code, key, name, value, members: [{id, code, key, name}]}.
 */
export class TerritoryMap extends Component {
    static template = "l10n_dz_territory.TerritoryMap";
    static props = {
        values: { type: Object, optional: true },
        edition: { type: String, optional: true },
        label: { type: String, optional: true },
        onClick: { type: Function, optional: true },
    };
    static defaultProps = { values: {}, edition: "", label: "" };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ pointed: null });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    async load(props) {
        const { edition, values } = props;
        if (!this.map || edition !== this.loadedEdition) {
            const [outlines, map] = await Promise.all([
                loadOutlines(),
                this.orm.call("res.country.state", "get_territory_map", [edition]),
            ]);
            this.setMap(outlines, map);
            this.loadedEdition = edition;
        }
        for (const area of this.areas) {
            area.value = area.members.reduce((sum, member) => sum + (values[member.code] || 0), 0);
        }
        this.bounds = classBounds(this.areas.map((area) => area.value));
        for (const area of this.areas) {
            area.level = classOf(area.value, this.bounds);
        }
        this.state.pointed = null;
    }

    setMap(outlines, map) {
        const areaOfKey = {};
        this.areas = map.areas.map((area) => {
            const keys = area.members.map((member) => member.key);
            keys.forEach((key) => (areaOfKey[key] = area.key));
            return { ...area, path: fillPath(outlines, keys) };
        });
        this.map = map;
        this.outlines = outlines;
        this.borders = borderPath(outlines, areaOfKey);
    }

    get drawings() {
        const { size, north } = this.outlines;
        return [
            { name: "country", viewBox: [0, 0, ...size].join(" "), border: 4, frame: north },
            { name: "north", viewBox: north.join(" "), border: 2.5 },
        ];
    }

    /** Smallest and largest value of each class that has one. */
    get legend() {
        return this.bounds.map((_, i) => {
            const values = this.areas.filter((area) => area.level === i + 1).map((area) => area.value);
            return { level: i + 1, from: Math.min(...values), to: Math.max(...values) };
        });
    }

    format(value) {
        return Number.isInteger(value) ? formatInteger(value) : formatFloat(value);
    }

    describe(area) {
        return `${area.code} ${area.name}: ${this.format(area.value)}`;
    }

    onKeydown(ev, area) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.props.onClick?.(area);
        }
    }
}
