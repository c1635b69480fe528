import { localizationService } from "@web/core/l10n/localization_service";
import { patch } from "@web/core/utils/patch";

const { Settings } = luxon;

/**
 * Odoo's only general Arabic, ar_001, shows dates in Arabic-Indic digits with the month names of the
 * Middle East. Algeria writes 0-9 and its own month names, as the browser's locale ar-DZ does.
 */
export function useAlgerianArabic() {
    if (/^ar-001$/i.test(Settings.defaultLocale)) {
        Settings.defaultLocale = "ar-DZ";
        Settings.defaultNumberingSystem = "latn";
    }
}

/** Whether the user's language is one whose formats are Algeria's. */
export function hasAlgerianFormats() {
    return /^(ar-DZ|fr-FR)$/i.test(Settings.defaultLocale);
}

patch(localizationService, {
    async start() {
        const localization = await super.start(...arguments);
        useAlgerianArabic();
        return localization;
    },
});
