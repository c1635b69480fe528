import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** The table in which a juror gives his own marks: candidates by criteria, saved box by box. */
export class ChamberTrainingMarks extends Component {
    static template = "chamber_training.Marks";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const { params, context } = this.props.action;
        this.sessionId = params?.session_id || context?.active_id;
        this.state = useState({ data: null, boxes: {} });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get parts() {
        const parts = [];
        for (const criterion of this.state.data.criteria) {
            const last = parts.at(-1);
            if (last?.key === criterion.part) {
                last.count++;
            } else {
                parts.push({ key: criterion.part, name: criterion.part_name, count: 1 });
            }
        }
        return parts;
    }

    get missing() {
        const { data } = this.state;
        return data.candidates
            .filter((candidate) => !candidate.absent)
            .reduce((sum, candidate) => sum + Object.values(candidate.marks).filter((mark) => mark === null).length, 0);
    }

    get expected() {
        const { data } = this.state;
        return data.candidates.filter((candidate) => !candidate.absent).length * data.criteria.length;
    }

    get progress() {
        return this.expected ? Math.round((100 * (this.expected - this.missing)) / this.expected) : 0;
    }

    get signedText() {
        return _t("The minutes %s are signed: marks no longer change.", this.state.data.number);
    }

    describe(criterion) {
        return criterion.eliminatory
            ? _t("out of %(maximum)s, eliminatory below %(minimum)s", {
                  maximum: criterion.maximum,
                  minimum: criterion.eliminatory,
              })
            : _t("out of %(maximum)s", { maximum: criterion.maximum });
    }

    tellMissing(juror) {
        return _t("Marks still to give: %s", juror.missing);
    }

    async load() {
        this.state.data = await this.orm.call("chamber.training.session", "get_marking_data", [this.sessionId]);
    }

    boxKey(candidate, criterion) {
        return `${candidate.id}_${criterion.id}`;
    }

    boxClass(candidate, criterion) {
        const status = this.state.boxes[this.boxKey(candidate, criterion)];
        const mark = candidate.marks[criterion.id];
        return {
            "is-invalid": status === "refused",
            "is-valid": status === "saved",
            o_training_mark_low: criterion.eliminatory && mark !== null && mark < criterion.eliminatory,
        };
    }

    shown(candidate, criterion) {
        const mark = candidate.marks[criterion.id];
        return mark === null ? "" : String(mark);
    }

    /** A mark typed with a comma or in Arabic digits is understood too. */
    parse(text) {
        const plain = text
            .trim()
            .replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit))
            .replace(/[,٫]/, ".");
        return plain === "" ? null : /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
    }

    refuse(key, message) {
        this.state.boxes[key] = "refused";
        this.notification.add(message, { type: "danger" });
    }

    async save(candidate, criterion, ev) {
        const key = this.boxKey(candidate, criterion);
        const value = this.parse(ev.target.value);
        if (value === candidate.marks[criterion.id]) {
            delete this.state.boxes[key];
            return;
        }
        if (Number.isNaN(value) || value > criterion.maximum) {
            this.refuse(key, _t("%(criterion)s: a mark goes from 0 to %(maximum)s.", { criterion: criterion.name, maximum: criterion.maximum }));
            return;
        }
        try {
            await this.orm.call("chamber.training.session", "set_mark", [this.sessionId, candidate.id, criterion.id, value]);
            candidate.marks[criterion.id] = value;
            this.state.boxes[key] = "saved";
        } catch (error) {
            this.refuse(key, error.data?.message || error.message);
        }
    }

    /** Enter goes down the column, as one marks a criterion for all candidates. */
    goDown(ev) {
        if (ev.key !== "Enter") {
            return;
        }
        ev.preventDefault();
        const boxes = [...document.querySelectorAll(`.o_training_mark[data-criterion="${ev.target.dataset.criterion}"]:enabled`)];
        const next = boxes[boxes.indexOf(ev.target) + 1];
        next ? next.focus() : ev.target.blur();
        next?.select();
    }

    async setAbsent(candidate, ev) {
        const absent = ev.target.checked;
        try {
            await this.orm.call("chamber.training.session", "set_absent", [this.sessionId, candidate.id, absent]);
            candidate.absent = absent;
        } catch (error) {
            ev.target.checked = !absent;
            this.notification.add(error.data?.message || error.message, { type: "danger" });
        }
    }

    async openMinutes() {
        const action = await this.orm.call("chamber.training.session", "action_view_deliberation", [this.sessionId]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("chamber_training_marks", ChamberTrainingMarks);
