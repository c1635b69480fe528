/**
 * Which root keys to believe. The first visit trusts those it finds; afterwards a new root counts only when a trusted one
 * vouched for it.
 */

import { concat, fromBase64url, toBytes } from "./bytes.js";
import { verifySignature } from "./signature.js";

const SUCCESSION = toBytes("verifiable-root/1\0");

const context = (kind) => toBytes(`verifiable-statement/1:${kind}\0`);

/** Whether one of the roots ({ kid: base64url }) signed the payload as a statement of this kind. */
export async function isSignedByRoot(kind, payload, signatures, roots) {
    for (const { kid, signature } of signatures) {
        if (roots[kid] && (await verifySignature(fromBase64url(roots[kid]), concat(context(kind), payload), signature))) {
            return true;
        }
    }
    return false;
}

/** The trusted roots, with those that they vouched for, one after the other. */
export async function followSuccession(roots, succession) {
    const followed = { ...roots };
    for (const { by, kid, key, signature } of succession) {
        if (!followed[by] || followed[kid]) {
            continue;
        }
        const payload = concat(SUCCESSION, fromBase64url(key));
        if (await verifySignature(fromBase64url(followed[by]), payload, fromBase64url(signature))) {
            followed[kid] = key;
        }
    }
    return followed;
}

/** Roots of a keys statement that are in force: { kid: base64url }. */
export function listedRoots(statement) {
    return Object.fromEntries(statement.roots.filter(({ state }) => state !== "revoked").map(({ kid, key }) => [kid, key]));
}
