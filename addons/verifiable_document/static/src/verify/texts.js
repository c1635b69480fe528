/** The page's language and its texts. Arabic comes first. */

import ar from "./lang/ar.js";
import en from "./lang/en.js";
import fr from "./lang/fr.js";

const TEXTS = { ar, fr, en };
const KEPT = "verify.language";
let current = choose();

function choose() {
    const asked = new URLSearchParams(location.search).get("lang");
    const wanted = [asked, localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean);
    return wanted.map((code) => code.slice(0, 2).toLowerCase()).find((code) => code in TEXTS) ?? "ar";
}

export const language = () => current;

export function setLanguage(code) {
    current = code;
    localStorage.setItem(KEPT, code);
}

/** A text with its {placeholders} filled in. */
export function t(name, values = {}) {
    return TEXTS[current][name].replace(/\{(\w+)\}/g, (_match, key) => values[key]);
}

const two = (number) => String(number).padStart(2, "0");
const written = (day, month, year) => `${two(day)}/${two(month)}/${year}`;

/** dd/mm/yyyy of a day number. */
export function dayText(number) {
    const day = new Date(Number(number) * 86400000);
    return written(day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear());
}

/** dd/mm/yyyy hh:mm of a time in seconds, by the phone's clock; marks keep its order inside an Arabic line. */
export function momentText(seconds) {
    const moment = new Date(seconds * 1000);
    const day = written(moment.getDate(), moment.getMonth() + 1, moment.getFullYear());
    return `\u2066${day} ${two(moment.getHours())}:${two(moment.getMinutes())}\u2069`;
}

/** "3 hours ago", with Western digits. */
export function age(seconds) {
    const [unit, size] = seconds < 3600 ? ["minute", 60] : seconds < 172800 ? ["hour", 3600] : ["day", 86400];
    const format = new Intl.RelativeTimeFormat(`${current}-u-nu-latn`, { numeric: "auto" });
    return format.format(-Math.floor(seconds / size), unit);
}

/** Put the texts of the language into the page. */
export function translatePage() {
    document.documentElement.lang = current;
    document.documentElement.dir = current === "ar" ? "rtl" : "ltr";
    document.title = t("title");
    for (const node of document.querySelectorAll("[data-t]")) {
        node.textContent = t(node.dataset.t);
    }
    for (const button of document.querySelectorAll("[data-lang]")) {
        button.setAttribute("aria-pressed", String(button.dataset.lang === current));
    }
}
