import { registry } from "@web/core/registry";

const ARABIC = /[\u0600-\u06ff]/;

function type(code) {
    return { content: `type ${code}`, trigger: ".o_training_code", run: `edit ${code} && press Enter` };
}

function expectResult(result, content) {
    return {
        content,
        trigger: `.o_training_result[data-result=${result}] .o_training_message`,
        run() {
            if (!ARABIC.test(this.anchor.textContent) || /[A-Za-z]{4}/.test(this.anchor.textContent)) {
                throw new Error(`not in Arabic: ${this.anchor.textContent}`);
            }
        },
    };
}

/** The scanner types wherever the page is, as fast as no hand does. */
function wedge(code) {
    return {
        content: `scanner types ${code}`,
        trigger: ".o_training_people",
        run() {
            document.activeElement.blur();
            for (const key of [...code, "Enter"]) {
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            }
        },
    };
}

registry.category("web_tour.tours").add("chamber_training.attendance", {
    steps: () => [
        { content: "open the page", trigger: "body.o_rtl button[name=action_take_attendance]", run: "click" },
        type("CARD-TOUR"),
        expectResult("noted", "the card is noted"),
        { content: "and shown in the list", trigger: "[data-enrolment=TOUR-1][data-state=present]" },
        type("CARD-TOUR"),
        expectResult("again", "the second scan says when the first was"),
        type("TOUR-WAIT"),
        expectResult("refused", "who waits for a place is refused"),
        type("https://example.com/?access_token=00000000-0000-4000-8000-000000000002"),
        expectResult("noted", "the convocation is noted"),
        { content: "and shown in the list", trigger: "[data-enrolment=TOUR-2][data-state=present]" },
        wedge("TOUR-3"),
        { content: "the scanner noted the third", trigger: "[data-enrolment=TOUR-3][data-state=present]" },
        { content: "tick", trigger: "[data-enrolment=TOUR-4] [data-choice=excused]", run: "click" },
        { content: "excused", trigger: "[data-enrolment=TOUR-4][data-state=excused]" },
        { content: "close", trigger: ".o_training_close", run: "click" },
        { content: "confirm", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "closed", trigger: ".o_training_closed" },
        { content: "who was not noted is absent", trigger: "[data-enrolment=TOUR-5][data-state=absent]" },
    ],
});
