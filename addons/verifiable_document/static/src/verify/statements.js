/** Keys, types and status list: fetched, checked against the trusted roots, kept for when there is no network. */

import { fromBase64url, toBytes, toHex, toText } from "./bytes.js";
import { decodeCbor } from "./cbor.js";
import { keep, readKept, readRoots, writeRoots } from "./store.js";
import { followSuccession, isSignedByRoot, listedRoots } from "./trust.js";

export const URLS = { keys: "/verify/keys.json", types: "/verify/types.json", status: "/verify/status" };
const TIMEOUT = 6000;
const LIST = { version: 1, madeAt: 2, size: 3, bits: 4 };
const STATES = ["valid", "suspended", "revoked", "expired", "replaced"];
/** Clocks of two servers may differ by so many seconds. */
const TOLERANCE = 300;

/** Statements in memory: { keys, types, status }, each { madeAt, … } or null. */
export const known = { keys: null, types: null, status: null };

/** A statement that was not signed by a trusted root. */
export class UntrustedError extends Error {}

/** The server refused; `status` is the HTTP status. */
export class RefusedError extends Error {
    constructor(status) {
        super(`HTTP ${status}`);
        this.status = status;
    }
}

async function download(url) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), TIMEOUT);
    try {
        const response = await fetch(url, { signal: controller.signal, cache: "no-cache" });
        if (!response.ok) {
            throw new RefusedError(response.status);
        }
        return new Uint8Array(await response.arrayBuffer());
    } finally {
        clearTimeout(timer);
    }
}

function openEnvelope(bytes) {
    const { payload, signatures, succession } = JSON.parse(toText(bytes));
    return {
        payload: toBytes(payload),
        content: JSON.parse(payload),
        signatures: signatures.map(({ kid, signature }) => ({ kid, signature: fromBase64url(signature) })),
        succession,
    };
}

/** Roots to check a statement with: those of the first visit, and those that they vouched for. */
async function rootsFor(kind, { content, succession }) {
    const roots = readRoots();
    if (roots) {
        return followSuccession(roots, succession);
    }
    if (kind === "keys") {
        return listedRoots(content);
    }
    throw new UntrustedError(kind);
}

async function readJsonStatement(kind, bytes) {
    const envelope = openEnvelope(bytes);
    const roots = await rootsFor(kind, envelope);
    if (!(await isSignedByRoot(kind, envelope.payload, envelope.signatures, roots))) {
        throw new UntrustedError(kind);
    }
    if (kind === "keys") {
        writeRoots(listedRoots(envelope.content));
    }
    return { ...envelope.content, madeAt: envelope.content.made_at };
}

async function readStatusList(bytes) {
    const [signatures, payload] = decodeCbor(bytes);
    const named = signatures.map(([kid, signature]) => ({ kid: toHex(kid), signature }));
    if (!(await isSignedByRoot("status", payload, named, readRoots() || {}))) {
        throw new UntrustedError("status");
    }
    const body = decodeCbor(payload);
    return { madeAt: body.get(LIST.madeAt), size: body.get(LIST.size), bits: body.get(LIST.bits) };
}

const readStatement = (kind, bytes) => (kind === "status" ? readStatusList(bytes) : readJsonStatement(kind, bytes));

/** Take what the phone kept. */
export async function loadKept() {
    for (const kind of Object.keys(URLS)) {
        const bytes = await readKept(URLS[kind]);
        if (bytes) {
            known[kind] = await readStatement(kind, bytes).catch(() => null);
        }
    }
}

/** Fetch one statement; one older than the kept is an old one played again, and ignored. */
async function refreshOne(kind) {
    const bytes = await download(URLS[kind]);
    const statement = await readStatement(kind, bytes);
    if (known[kind] && statement.madeAt < known[kind].madeAt - TOLERANCE) {
        throw new UntrustedError(kind);
    }
    known[kind] = statement;
    return keep(URLS[kind], bytes);
}

/** Fetch all; keys first, the others are checked with them. Resolves to whether the phone could keep them. */
export async function refresh() {
    const isKept = await refreshOne("keys");
    await Promise.all([refreshOne("types"), refreshOne("status")]);
    return isKept;
}

/** The state of a serial at this moment, by the server. */
export async function fetchLive(serial) {
    const live = await readJsonStatement("live", await download(`/verify/live/${encodeURIComponent(serial)}`));
    const oldest = (known.status?.madeAt ?? 0) - TOLERANCE;
    if (live.serial !== serial || live.madeAt < oldest) {
        throw new UntrustedError("live");
    }
    return live.state;
}

/** The state of an index by the kept list; null where the list is older than the document. */
export function listedState(index) {
    const { bits, size } = known.status;
    if (index >= size) {
        return null;
    }
    return STATES[(bits[index >> 1] >> (index & 1 ? 4 : 0)) & 15];
}

/** Seconds since the list was made, and whether that is too old. */
export function listAge() {
    if (!known.status) {
        return null;
    }
    const seconds = Math.max(0, Date.now() / 1000 - known.status.madeAt);
    return { seconds, madeAt: known.status.madeAt, isOld: seconds > (known.keys?.max_age_days ?? 7) * 86400 };
}
