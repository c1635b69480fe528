/** Draws the verdict. Everything from a document goes in as text, never as markup. */

import { known } from "./statements.js";
import { age, dayText, language, momentText, t } from "./texts.js";

const TONES = {
    valid: "good", revoked: "bad", forged: "bad", malformed: "bad", oversized: "bad", empty: "bad", unknown_key: "bad",
    revoked_key: "bad", unknown: "bad", suspended: "wait", expired: "wait", replaced: "wait", unchecked: "wait",
    no_keys: "wait", unreachable: "wait", checking: "calm",
};
const ICONS = {
    good: "M5 13l5 5L20 7", bad: "M6 6l12 12M18 6L6 18", wait: "M12 5v9M12 18.5v.5", calm: "M12 4a8 8 0 1 0 8 8",
};

function element(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        name === "tone" ? (node.dataset.tone = value) : (node[name] = value);
    }
    node.append(...children);
    return node;
}

function icon(tone) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[tone]);
    svg.append(path);
    return element("span", { className: "verdict-icon" }, svg);
}

function claim(label, value) {
    return element("div", { className: "claim" },
        element("dt", { textContent: label }),
        element("dd", {}, element("bdi", { textContent: String(value) })));
}

function claims(verdict) {
    const { token } = verdict;
    const list = element("dl", { className: "claims" });
    if (token) {
        const type = known.types?.types[token.type];
        if (type) {
            list.append(claim(t("type"), type.name[language()]));
        }
        for (const [code, value] of token.claims) {
            const line = type?.lines.find((candidate) => candidate.code === code);
            const text = line?.kind === "date" ? dayText(value) : value;
            list.append(claim(line ? line.label[language()] : t("field", { code }), text));
        }
        list.append(claim(t("issued_on"), dayText(token.issued)));
        if (token.expires !== null) {
            list.append(claim(t("expires_on"), dayText(token.expires)));
        }
    }
    list.append(claim(t("serial"), verdict.serial));
    return list;
}

function proofs(verdict) {
    const list = element("ul", { className: "proofs" });
    const add = (text, tone) => list.append(element("li", { textContent: text, tone }));
    if (verdict.token) {
        add(t("proof_signature"), "good");
    }
    if (verdict.source === "live") {
        add(t("proof_live"), "good");
    } else if (verdict.source === "list") {
        add(t("proof_list", { date: momentText(verdict.age.madeAt), age: age(verdict.age.seconds) }), "calm");
    } else if (verdict.source === "signature") {
        add(t("proof_newer"), "wait");
    }
    if (verdict.state !== "valid" && doubtText(verdict)) {
        add(doubtText(verdict), "wait");
    }
    if (verdict.problem === "too_many") {
        add(t("problem_too_many"), "wait");
    }
    return list;
}

/** Why a valid verdict is not to be taken for sure, or null. */
function doubtText(verdict) {
    if (verdict.age?.isOld) {
        return t("proof_old", { days: known.keys.max_age_days });
    }
    return verdict.problem === "untrusted" ? t("problem_untrusted") : null;
}

/** Show a verdict in a section. */
export function showVerdict(section, verdict) {
    const doubt = verdict.state === "valid" ? doubtText(verdict) : null;
    const tone = doubt ? "wait" : TONES[verdict.state];
    const text = doubt ?? t(`${verdict.state}_text`);
    section.dataset.state = verdict.state;
    section.dataset.source = verdict.source ?? "";
    section.dataset.tone = tone;
    section.hidden = false;
    section.replaceChildren(
        element("div", { className: "verdict-head" }, icon(tone),
            element("div", {},
                element("h2", { textContent: t(`${verdict.state}_title`) }),
                element("p", { className: "verdict-text", textContent: text }))));
    if (verdict.serial) {
        section.append(proofs(verdict), claims(verdict));
    }
}
