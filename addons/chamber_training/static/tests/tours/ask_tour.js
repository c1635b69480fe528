import { registry } from "@web/core/registry";

/** The page reads from right to left, fits the phone, and leaves no button or heading untranslated. */
function checkPage() {
    const wrap = document.querySelector("#wrap");
    if (getComputedStyle(wrap).direction !== "rtl") {
        throw new Error("not right to left");
    }
    const width = document.documentElement.scrollWidth;
    if (width > window.innerWidth) {
        throw new Error(`wider than the phone: ${width}`);
    }
    for (const element of wrap.querySelectorAll("button, label, h2, dt, .btn:not([lang]), .badge, .alert")) {
        const text = element.textContent.trim();
        if (/[A-Za-z]{3}/.test(text)) {
            throw new Error(`not in Arabic: ${text}`);
        }
    }
}

/** A browser shows a date in its own way and sends it as ISO. */
function fillBirthDate() {
    this.anchor.value = "1984-05-12";
}

registry.category("web_tour.tours").add("chamber_training.ask", {
    steps: () => [
        {
            content: "The course stands in the catalogue",
            trigger: ".o_training_programme:contains('دورة الاختبار')",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_training_session .o_training_free:contains('5')", run: checkPage },
        {
            content: "Ask for a place",
            trigger: ".o_training_session a.btn-primary",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "input[name='card_number']", run: checkPage },
        { trigger: "input[name='card_number']", run: "edit T-NOBODY" },
        { trigger: "input[name='birth_date']", run: fillBirthDate },
        { trigger: ".o_training_ask form button[type='submit']", run: "click", expectUnloadPage: true },
        { content: "A wrong card is refused", trigger: ".o_training_ask .alert-danger", run: checkPage },
        { content: "The card that was issued", trigger: "input[name='card_number']", run: "edit CARD-TOUR" },
        { trigger: "input[name='birth_date']", run: fillBirthDate },
        { trigger: ".o_training_ask form button[type='submit']", run: "click", expectUnloadPage: true },
        { content: "The conditions are explained", trigger: ".o_training_rules .fa-check", run: checkPage },
        {
            trigger: ".o_training_ask:not(:has(.text-danger)) .o_training_confirm",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "The place is given", trigger: ".o_training_state .text-bg-success", run: checkPage },
        { content: "It may be given up", trigger: ".o_training_give_up" },
    ],
});
