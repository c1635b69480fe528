import { formatDate, formatDateTime } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { DateTimeField } from "@web/views/fields/datetime/datetime_field";
import { hasAlgerianFormats } from "../core/algerian_locale";

/**
 * Day and time in the format of the language (25/01/2026 16:05), where Odoo would write "25 Jan, 4:05 pm".
 *
 * @param {luxon.DateTime | false} value
 * @param {{showDate?: boolean, showTime?: boolean, showSeconds?: boolean, tz?: string}} [options]
 */
export function formatNumericDateTime(value, options = {}) {
    const { showDate = true, showTime = true, showSeconds = false } = options;
    const time = showSeconds ? localization.timeFormat : localization.timeFormat.replace(/:ss/, "");
    const format = [showDate && localization.dateFormat, showTime && time].filter(Boolean).join(" ");
    return formatDateTime(value, { ...options, format });
}

const formatters = registry.category("formatters");

function replaceFormatter(name, format) {
    const original = formatters.get(name);
    const replacement = (value, options) => (hasAlgerianFormats() ? format : original)(value, options);
    replacement.extractOptions = original.extractOptions;
    formatters.add(name, replacement, { force: true });
}

replaceFormatter("date", (value) => formatDate(value));
replaceFormatter("datetime", formatNumericDateTime);

patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex) {
        const value = this.values[valueIndex];
        if (!value || !hasAlgerianFormats()) {
            return super.getFormattedValue(...arguments);
        }
        if (this.field.type === "date") {
            return formatDate(value);
        }
        const { showSeconds, showTime } = this.props;
        const isEndOfDay = showTime && valueIndex === 1 && this.values[0]?.hasSame(value, "day");
        return formatNumericDateTime(value, { showSeconds, showTime, showDate: !isEndOfDay });
    },
});
