import { browser } from "@web/core/browser/browser";

const OUTLINES_URL = "/l10n_dz_territory/static/data/wilaya_outlines.json";

let outlinesPromise;

/**
 * Outlines of the wilayas of today: one shared line for each border, in whole drawing units.
 *
 * @returns {Promise<{size: number[], north: number[], attribution: string, arcs: number[][],
 *  wilayas: Object<string, number[][]>}>}
 */
export function loadOutlines() {
    outlinesPromise ||= browser.fetch(OUTLINES_URL).then((response) => {
        if (!response.ok) {
            outlinesPromise = undefined;
            throw new Error(`Outlines of the wilayas: HTTP ${response.status}`);
        }
        return response.json();
    });
    return outlinesPromise;
}

/** Points of an arc; a negative index asks for arc ~index backwards. */
function arcPoints(arcs, index) {
    const flat = arcs[index < 0 ? ~index : index];
    const points = [[flat[0], flat[1]]];
    for (let i = 2; i < flat.length; i += 2) {
        const [x, y] = points.at(-1);
        points.push([x + flat[i], y + flat[i + 1]]);
    }
    return index < 0 ? points.reverse() : points;
}

function toPath(points) {
    return "M" + points.map((point) => point.join(" ")).join("L");
}

/**
 * SVG path that fills the wilayas named by their keys.
 *
 * @param {Object} outlines
 * @param {string[]} keys
 */
export function fillPath(outlines, keys) {
    const rings = keys.flatMap((key) => outlines.wilayas[key] || []);
    return rings
        .map((ring) => toPath(ring.flatMap((index) => arcPoints(outlines.arcs, index))) + "Z")
        .join("");
}

/**
 * SVG path of the borders between different areas, the frontier included, each line once.
 *
 * @param {Object} outlines
 * @param {Object<string, string>} areaOfKey area of each wilaya key
 */
export function borderPath(outlines, areaOfKey) {
    const sides = outlines.arcs.map(() => []);
    for (const [key, rings] of Object.entries(outlines.wilayas)) {
        for (const index of rings.flat()) {
            sides[index < 0 ? ~index : index].push(areaOfKey[key]);
        }
    }
    return sides
        .map(([one, other], index) => (one === other ? "" : toPath(arcPoints(outlines.arcs, index))))
        .join("");
}
