/** The token of a document: see tools/token.py. */

import { decodeBase41 } from "./base41.js";
import { concat, toBytes, toHex } from "./bytes.js";
import { decodeCbor } from "./cbor.js";

const VERSION = 1;
const CONTEXT = toBytes("verifiable-document/1\0");
const MAX_LENGTH = 2048;
const HEADER = 5;
const SIGNATURE = 64;
const FIRST_FREE_CLAIM = 10;
const CLAIM = { serial: 1, type: 2, issued: 3, expires: 4, index: 5 };
const SERIAL_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The text is no token; `reason` is empty, oversized or malformed. */
export class TokenError extends Error {
    constructor(reason) {
        super(reason);
        this.reason = reason;
    }
}

/** What somebody scanned, pasted or typed: { token }, { serial } or null when it is none of ours. */
export function readText(text) {
    const trimmed = text.trim();
    const hash = trimmed.indexOf("#");
    if (hash >= 0) {
        return { token: decodeFragment(trimmed.slice(hash + 1)) };
    }
    const serial = normaliseSerial(trimmed);
    if (serial) {
        return { serial };
    }
    return /^[0-9A-Z$*+/-]{100,}$/.test(trimmed) ? { token: trimmed } : null;
}

function decodeFragment(fragment) {
    try {
        return decodeURIComponent(fragment);
    } catch {
        return fragment;
    }
}

/** The written form of a serial that somebody typed, or null. */
export function normaliseSerial(text) {
    const characters = text.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
    return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(characters) ? characters.match(/.{4}/g).join("-") : null;
}

function serialText(number) {
    let rest = BigInt(number);
    let text = "";
    for (let place = 0; place < 12; place++) {
        text = SERIAL_ALPHABET[Number(rest & 31n)] + text;
        rest >>= 5n;
    }
    return text.match(/.{4}/g).join("-");
}

/** Text of a claim: a byte string has one byte for a letter, Arabic in the upper half. */
function unpack(value) {
    if (!(value instanceof Uint8Array)) {
        return value;
    }
    return Array.from(value, (byte) => String.fromCharCode(byte < 0x80 ? byte : byte - 0x80 + 0x600)).join("");
}

function isInteger(value) {
    return typeof value === "number" || typeof value === "bigint";
}

/** Take a token apart; its signature is not yet checked. */
export function parseToken(text) {
    if (!text) {
        throw new TokenError("empty");
    }
    if (text.length > MAX_LENGTH) {
        throw new TokenError("oversized");
    }
    let header, signature, body, claims;
    try {
        const bytes = decodeBase41(text);
        header = bytes.subarray(0, HEADER);
        signature = bytes.subarray(HEADER, HEADER + SIGNATURE);
        body = bytes.subarray(HEADER + SIGNATURE);
        claims = decodeCbor(body);
    } catch {
        throw new TokenError("malformed");
    }
    const required = [CLAIM.serial, CLAIM.type, CLAIM.issued, CLAIM.index];
    if (header[0] !== VERSION || !(claims instanceof Map) || !required.every((code) => isInteger(claims.get(code)))) {
        throw new TokenError("malformed");
    }
    return {
        kid: toHex(header.subarray(1)),
        signature,
        signed: concat(CONTEXT, header, body),
        serial: serialText(claims.get(CLAIM.serial)),
        type: claims.get(CLAIM.type),
        issued: claims.get(CLAIM.issued),
        expires: claims.get(CLAIM.expires) ?? null,
        index: claims.get(CLAIM.index),
        claims: new Map(
            [...claims].filter(([code]) => code >= FIRST_FREE_CLAIM).map(([code, value]) => [code, unpack(value)])
        ),
    };
}
