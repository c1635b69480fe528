/** From a token or a serial to a verdict: { state, source, token, … }. */

import { fromBase64url } from "./bytes.js";
import { verifySignature } from "./signature.js";
import { UntrustedError, fetchLive, known, listAge, listedState, refresh } from "./statements.js";
import { TokenError, parseToken } from "./token.js";

const DAY = 86400;

/** Today as a day number; a phone set back to an earlier day is not believed. */
function today() {
    const now = new Date();
    const newest = Math.max(known.keys?.madeAt ?? 0, known.status?.madeAt ?? 0);
    return Math.max(
        Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 1000 / DAY,
        Math.floor(newest / DAY)
    );
}

const findKey = (kid) => known.keys?.keys.find((key) => key.kid === kid);

async function findKeyOrRefresh(kid) {
    if (!findKey(kid) && navigator.onLine) {
        await refresh().catch(() => false);
    }
    return findKey(kid);
}

/** What the server says now, else what the list said. */
async function askState(serial, index) {
    const answer = { state: null, source: null, problem: null };
    if (navigator.onLine) {
        try {
            return { ...answer, state: await fetchLive(serial), source: "live" };
        } catch (error) {
            answer.problem = error.status === 429 ? "too_many" : error instanceof UntrustedError ? "untrusted" : null;
        }
    }
    if (index === null || !known.status) {
        return answer;
    }
    const listed = listedState(index);
    return { ...answer, state: listed ?? "valid", source: listed ? "list" : "signature", age: listAge() };
}

/** Verdict on a token. */
export async function judgeToken(text) {
    let token;
    try {
        token = parseToken(text);
    } catch (error) {
        if (error instanceof TokenError) {
            return { state: error.reason };
        }
        throw error;
    }
    const key = await findKeyOrRefresh(token.kid);
    if (!key) {
        return { state: known.keys ? "unknown_key" : "no_keys" };
    }
    if (key.state === "revoked") {
        return { state: "revoked_key" };
    }
    if (!(await verifySignature(fromBase64url(key.key), token.signed, token.signature))) {
        return { state: "forged" };
    }
    const verdict = { token, serial: token.serial, ...(await askState(token.serial, token.index)) };
    const isPast = token.expires !== null && token.expires < today();
    if (isPast && ["valid", "suspended", null].includes(verdict.state)) {
        verdict.state = "expired";
    }
    return { ...verdict, state: verdict.state ?? "unchecked" };
}

/** Verdict on a serial that somebody typed: only the server knows, and it says the state alone. */
export async function judgeSerial(serial) {
    const verdict = { serial, ...(await askState(serial, null)) };
    return { ...verdict, state: verdict.state ?? "unreachable" };
}
