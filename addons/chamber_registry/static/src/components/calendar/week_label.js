import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { CalendarCommonRenderer } from "@web/views/calendar/calendar_common/calendar_common_renderer";

// the calendar takes the word for the week beside the hours from its own catalogue, which has none in Arabic
patch(CalendarCommonRenderer.prototype, {
    get options() {
        const { locale, ...options } = super.options;
        const week = _t("Week").toString();
        return { ...options, weekText: week, locale: { code: locale, weekText: week, weekTextLong: week } };
    },
});
