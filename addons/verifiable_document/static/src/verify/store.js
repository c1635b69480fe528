/** What the phone keeps: the last signed statements (Cache API) and the root keys it trusts (local storage). */

const CACHE = "verify-data";
const ROOTS = "verify.roots";

/** Bytes kept under an address, or null. Without a cache (insecure address, private window) nothing is kept. */
export async function readKept(url) {
    if (!("caches" in self)) {
        return null;
    }
    const response = await (await caches.open(CACHE)).match(url);
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Keep bytes under an address; false where the browser keeps nothing. */
export async function keep(url, bytes) {
    if (!("caches" in self)) {
        return false;
    }
    await (await caches.open(CACHE)).put(url, new Response(bytes));
    return true;
}

/** Root keys this phone trusts: { kid: base64url }; null before the first visit. */
export function readRoots() {
    return JSON.parse(localStorage.getItem(ROOTS) || "null");
}

export function writeRoots(roots) {
    localStorage.setItem(ROOTS, JSON.stringify(roots));
}

/** Forget keys and statements: the next visit is a first one. */
export async function forget() {
    localStorage.removeItem(ROOTS);
    if ("caches" in self) {
        await caches.delete(CACHE);
    }
}
