import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { CharField, charField } from "@web/views/fields/char/char_field";
import { useInputField } from "@web/views/fields/input_field_hook";

import { useRef } from "@odoo/owl";

/** Shows an identifier, stored as bare digits, in groups: 123 456 789. What does not consist of digits is left as it is. */
export class GroupedDigitsField extends CharField {
    static props = { ...CharField.props, sizes: { type: Array, element: Number } };

    // not the parent's: it would put the bare digits into the input
    setup() {
        this.input = useRef("input");
        this.selectionStart = 0;
        useInputField({
            getValue: () => this.formattedValue,
            parse: (value) => this.parse(value).replace(/\s/g, ""),
        });
    }

    get formattedValue() {
        const value = super.formattedValue || "";
        if (!/^\d+$/.test(value)) {
            return value;
        }
        const groups = [];
        let start = 0;
        for (const size of [...this.props.sizes, value.length]) {
            groups.push(value.slice(start, start + size));
            start += size;
        }
        return groups.filter(Boolean).join("\u00a0");
    }
}

export const groupedDigitsField = {
    ...charField,
    component: GroupedDigitsField,
    displayName: _t("Digits in groups"),
    supportedTypes: ["char"],
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...charField.extractProps(fieldInfo, dynamicInfo),
        sizes: fieldInfo.options.sizes || [3, 3, 3, 3, 3, 3],
    }),
};

registry.category("fields").add("grouped_digits", groupedDigitsField);
