/** Keeps the page itself for when there is no network. Keys and lists are kept by the page, once it has checked them. */

const CACHE = "verify-page-{{version}}";
const PAGE = "/verify";
const FILES = [
    PAGE,
    "/verify/manifest.webmanifest",
    "{{files}}"
];

self.addEventListener("install", (event) => {
    const requests = FILES.map((url) => new Request(url, { cache: "no-cache" }));
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
    const isOld = (name) => name.startsWith("verify-page-") && name !== CACHE;
    event.waitUntil(
        caches.keys()
            .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
            .then(() => self.clients.claim())
    );
});

self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== self.location.origin) {
        return;
    }
    const isPage = event.request.mode === "navigate" && url.pathname === PAGE;
    if (isPage || FILES.includes(url.pathname)) {
        const kept = caches.match(isPage ? PAGE : url.pathname);
        event.respondWith(kept.then((response) => response || fetch(event.request)));
    }
});
