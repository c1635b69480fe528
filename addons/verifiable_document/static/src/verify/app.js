/** The page: takes a code from its address, the camera, a picture or the keyboard, and shows the verdict. */

import { scanCamera, scanPicture } from "./scan.js";
import { UntrustedError, known, listAge, loadKept, refresh } from "./statements.js";
import { forget } from "./store.js";
import { age, language, momentText, setLanguage, t, translatePage } from "./texts.js";
import { readText } from "./token.js";
import { judgeSerial, judgeToken } from "./verdict.js";
import { showVerdict } from "./view.js";

const find = (id) => document.getElementById(id);
const page = { verdict: null, judging: 0, notice: null, isKept: false, camera: null };

function showNotice(name, action) {
    const notice = find("notice");
    page.notice = name && { name, action };
    notice.hidden = !name;
    notice.textContent = name ? t(name) : "";
    if (action) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button";
        button.textContent = t(`${name}_action`);
        button.addEventListener("click", action);
        notice.append(button);
    }
}

function showFooter() {
    const offline = find("offline");
    const isOff = !navigator.onLine;
    offline.dataset.tone = isOff ? "wait" : "good";
    offline.textContent = isOff ? t("offline_now") : page.isKept ? t("offline_ready") : "";
    const list = listAge();
    find("list-age").textContent = list ? t("list_age", { date: momentText(list.madeAt), age: age(list.seconds) }) : "";
    find("list-age").dataset.tone = list?.isOld ? "wait" : "calm";
    find("issuer").textContent = known.keys?.issuer[language()] ?? "";
}

function show() {
    translatePage();
    if (page.verdict) {
        showVerdict(find("verdict"), page.verdict);
    }
    find("lead").hidden = Boolean(page.verdict);
    showNotice(page.notice?.name, page.notice?.action);
    showFooter();
}

/** Judge a text; a newer one that came meanwhile wins. */
async function judge(text) {
    const turn = ++page.judging;
    const read = readText(text);
    showNotice(read ? null : "not_ours");
    page.verdict = read ? { state: "checking" } : null;
    find("verdict").hidden = !read;
    show();
    if (!read) {
        return;
    }
    await page.ready;
    const verdict = await ("serial" in read ? judgeSerial(read.serial) : judgeToken(read.token));
    if (turn === page.judging) {
        page.verdict = verdict;
        show();
        scrollTo(0, 0);
    }
}

async function trustAgain() {
    await forget();
    location.reload();
}

/** Newer keys and lists, where there is a network. */
async function update() {
    document.body.dataset.phase = "updating";
    try {
        page.isKept = await refresh();
    } catch (error) {
        if (error instanceof UntrustedError) {
            showNotice("roots_changed", trustAgain);
        } else if (error.status === 429) {
            showNotice("problem_too_many");
        }
    }
    document.body.dataset.phase = "idle";
    show();
}

async function start() {
    await loadKept();
    page.isKept = Boolean(known.status);
    show();
    if (navigator.onLine && !known.keys) {
        await update();
    } else if (navigator.onLine) {
        update();
    } else {
        document.body.dataset.phase = "idle";
    }
}

async function scan() {
    showNotice(null);
    find("camera").hidden = false;
    page.camera = new AbortController();
    try {
        const text = await scanCamera(find("video"), page.camera.signal);
        if (text) {
            await judge(text);
        }
    } catch {
        showNotice("no_camera");
    } finally {
        find("camera").hidden = true;
        page.camera = null;
    }
}

async function readPicture(file) {
    showNotice(null);
    const text = await scanPicture(file).catch(() => null);
    await (text ? judge(text) : showNotice("no_code"));
}

function listen() {
    find("scan").addEventListener("click", scan);
    find("camera-stop").addEventListener("click", () => page.camera?.abort());
    find("picture").addEventListener("change", (event) => {
        const [file] = event.target.files;
        event.target.value = "";
        return file && readPicture(file);
    });
    find("typed").addEventListener("submit", (event) => {
        event.preventDefault();
        judge(find("typed-text").value);
    });
    document.addEventListener("paste", (event) => {
        const picture = [...event.clipboardData.files].find((file) => file.type.startsWith("image/"));
        if (picture) {
            event.preventDefault();
            readPicture(picture);
        }
    });
    for (const button of document.querySelectorAll("[data-lang]")) {
        button.addEventListener("click", () => {
            setLanguage(button.dataset.lang);
            show();
        });
    }
    addEventListener("hashchange", () => location.hash.length > 1 && judge(location.href));
    addEventListener("online", update);
    addEventListener("offline", showFooter);
}

/** The page comes from the cache; a newer one takes over when nobody is in the middle of something. */
function registerWorker() {
    if (!("serviceWorker" in navigator)) {
        return;
    }
    const hadWorker = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.register("/verify/sw.js", { scope: "/verify" });
    navigator.serviceWorker.addEventListener("controllerchange", () => {
        if (hadWorker && !page.camera) {
            location.reload();
        }
    });
}

listen();
registerWorker();
page.ready = start();
show();
if (location.hash.length > 1) {
    judge(location.href);
}
