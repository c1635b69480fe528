import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { QrScanner } from "./qr_scanner";
import { playResult } from "./sounds";

const LEVELS = { noted: "success", late: "warning", again: "warning", refused: "danger" };
// the camera sees a code again and again until it is taken away for so long
const SAME_CODE_MS = 4000;

/** Attendance of a half-day on a tablet: codes are scanned, or people ticked. */
export class AttendancePage extends Component {
    static template = "chamber_training.AttendancePage";
    static components = { Layout, QrScanner };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.code = useRef("code");
        this.sessionId = this.props.action.params?.session_id || this.props.action.context?.active_id;
        this.hasCamera = isBarcodeScannerSupported();
        this.queue = Promise.resolve();
        this.state = useState({ page: null, result: null, camera: false, filter: "", busy: false });
        useBus(useService("barcode").bus, "barcode_scanned", (ev) => this.scan(ev.detail.barcode));
        onWillStart(() => this.load());
        onMounted(() => this.code.el?.focus());
    }

    get display() {
        return { controlPanel: {} };
    }

    get choices() {
        return [
            { state: "present", label: _t("Present"), level: "success" },
            { state: "late", label: _t("Late"), level: "warning" },
            { state: "excused", label: _t("Excused"), level: "info" },
            { state: "absent", label: _t("Absent"), level: "danger" },
        ];
    }

    get people() {
        const filter = this.state.filter.trim().toLowerCase();
        return this.state.page.people.filter(
            (person) => !filter || `${person.name} ${person.number}`.toLowerCase().includes(filter)
        );
    }

    get counts() {
        const people = this.state.page.people;
        return {
            expected: people.length,
            here: people.filter((person) => ["present", "late"].includes(person.state)).length,
            unnoted: people.filter((person) => !person.state).length,
        };
    }

    async load(halfDayId = false) {
        this.state.page = await this.orm.call("chamber.training.session", "get_attendance_page", [
            [this.sessionId],
            halfDayId,
        ]);
    }

    async chooseHalfDay(ev) {
        this.state.result = null;
        await this.load(parseInt(ev.target.value, 10));
        this.code.el?.focus();
    }

    submitCode() {
        const code = this.code.el.value;
        this.code.el.value = "";
        this.code.el.focus();
        return this.scan(code);
    }

    onCameraResult(code) {
        const now = Date.now();
        const isStillHeld = code === this.lastCode && now - this.lastMoment < SAME_CODE_MS;
        this.lastCode = code;
        this.lastMoment = now;
        if (!isStillHeld) {
            this.scan(code);
        }
    }

    onCameraError(error) {
        this.state.camera = false;
        this.notification.add(error.message, { type: "warning" });
    }

    /** Scans are sent one after the other, so that what is shown is what was read last. */
    scan(code) {
        if (!code.trim() || !this.state.page.is_open) {
            return this.queue;
        }
        this.queue = this.queue.then(() => this.sendScan(code));
        return this.queue;
    }

    async sendScan(code) {
        const result = await this.call("scan", [code]);
        if (!result) {
            return;
        }
        this.show(result);
        const person = this.state.page.people.find((candidate) => candidate.enrolment_id === result.enrolment_id);
        if (person) {
            person.state = result.state;
        } else if (result.enrolment_id) {
            await this.load(this.state.page.half_day_id);
        }
    }

    show(result) {
        this.state.result = { ...result, level: LEVELS[result.result] };
        playResult(result.result);
    }

    /** Call a method of the half-day; what the server refuses is shown like a refused scan. */
    async call(method, args = []) {
        try {
            return await this.orm.call("chamber.training.half.day", method, [[this.state.page.half_day_id], ...args]);
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            this.show({ result: "refused", message: error.data?.message || error.message });
            await this.load(this.state.page.half_day_id);
            return null;
        }
    }

    async tick(person, state) {
        this.state.result = null;
        const people = await this.call("tick", [[person.enrolment_id], state]);
        if (people) {
            this.state.page.people = people;
        }
    }

    markOthersAbsent() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("All others absent"),
            body: _t("People who will be noted as absent: %s.", this.counts.unnoted),
            confirmLabel: _t("All others absent"),
            confirm: async () => {
                const people = await this.call("mark_others_absent");
                if (people) {
                    this.state.page.people = people;
                }
            },
            cancel: () => {},
        });
    }

    closeHalfDay() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Close the attendance"),
            body: _t(
                "Whoever is not noted is absent: %s. Afterwards a manager alone corrects, with a reason.",
                this.counts.unnoted
            ),
            confirmLabel: _t("Close the attendance"),
            confirm: async () => {
                await this.call("action_close");
                this.state.camera = false;
                await this.load(this.state.page.half_day_id);
            },
            cancel: () => {},
        });
    }
}

registry.category("actions").add("chamber_training_attendance", AttendancePage);
