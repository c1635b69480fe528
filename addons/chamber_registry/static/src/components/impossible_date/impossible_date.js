import { _t } from "@web/core/l10n/translation";
import { parseDate, parseDateTime } from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";
import { useService } from "@web/core/utils/hooks";
import { DateTimeField } from "@web/views/fields/datetime/datetime_field";
import { useEffect, useRef } from "@odoo/owl";

/** Odoo silently puts the former value back for a day that is in no calendar: say so, and leave what was typed. */
patch(DateTimeField.prototype, {
    setup() {
        super.setup();
        const root = useRef("root");
        const notification = useService("notification");
        let told = null;
        const check = (ev) => {
            const input = ev.target;
            if (input.tagName !== "INPUT" || (ev.key && !["Enter", "Tab"].includes(ev.key))) {
                return;
            }
            const text = input.value.trim();
            const name = input.dataset.field || this.props.name;
            if (!text || this.canParse(text)) {
                if (told) {
                    this.props.record.resetFieldValidity(name);
                }
                told = null;
                return;
            }
            this.props.record.setInvalidField(name);
            if (told !== text) {
                notification.add(_t("“%s” is no day of the calendar.", text), { type: "danger" });
                told = text;
            }
            // after the calendar has closed and put the former value back
            setTimeout(() => (input.value = text));
        };
        useEffect(
            (element) => {
                const events = ["keydown", "change"];
                events.forEach((name) => element?.addEventListener(name, check, true));
                return () => events.forEach((name) => element?.removeEventListener(name, check, true));
            },
            () => [root.el]
        );
    },

    canParse(text) {
        try {
            (this.field.type === "date" ? parseDate : parseDateTime)(text);
            return true;
        } catch {
            return false;
        }
    },
});
