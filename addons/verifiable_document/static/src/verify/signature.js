/** Ed25519 (RFC 8032): the browser's own where it has it, else TweetNaCl. */

import "../../lib/tweetnacl/nacl-fast.min.js";

/** Order of the group, little endian: a signature whose second half is not below it is a forged variant. */
const ORDER = Uint8Array.from([
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
]);

function isCanonical(signature) {
    for (let index = 31; index >= 0; index--) {
        if (signature[32 + index] !== ORDER[index]) {
            return signature[32 + index] < ORDER[index];
        }
    }
    return false;
}

/** By TweetNaCl, in JavaScript only. */
export function verifyPortable(key, payload, signature) {
    return isCanonical(signature) && self.nacl.sign.detached.verify(payload, signature, key);
}

/** By the browser; null where it does not know Ed25519. */
export async function verifyNative(key, payload, signature) {
    try {
        const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
        return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, payload);
    } catch {
        return null;
    }
}

/** Whether the signature (64 bytes) over the payload is that of the public key (32 bytes). */
export async function verifySignature(key, payload, signature) {
    if (key.length !== 32 || signature.length !== 64) {
        return false;
    }
    return (await verifyNative(key, payload, signature)) ?? verifyPortable(key, payload, signature);
}
