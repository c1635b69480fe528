import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { HomePage } from "@chamber_registry/home/home_page";

/** Home page of training: what waits for the officer, the trainer, the juror; overdue first. */
export class TrainingHome extends HomePage {
    static model = "chamber.training.home";
    static barTemplate = "chamber_training.TrainingHomeBar";

    get waitingColumns() {
        return [
            { name: "subject", label: _t("Session") },
            { name: "number", label: _t("Number"), from: "md", isCode: true },
            { name: "person", label: _t("Participant"), from: "lg" },
            { name: "what", label: _t("What to do") },
        ];
    }

    get chamberColumns() {
        return [
            { name: "attendance", label: _t("Attendance to close"), level: "danger" },
            { name: "certificates", label: _t("Certificates to make"), level: "warning" },
            { name: "sessions", label: _t("Sessions open or ongoing") },
            { name: "people", label: _t("People this year") },
            { name: "papers", label: _t("Certificates this year") },
        ];
    }

    openLine(line) {
        if (line.step) {
            return this.action.doActionButton({
                type: "object",
                name: line.step,
                resModel: "chamber.training.session",
                resId: line.session_id,
                resIds: [line.session_id],
                context: {},
            });
        }
        return super.openLine(line);
    }

    openNewSession() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Sessions"),
            res_model: "chamber.training.session",
            views: [[false, "form"]],
        });
    }

    openChamber(chamber) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: chamber.name,
            res_model: "chamber.training.session",
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            domain: [["company_id", "=", chamber.id]],
        });
    }
}

registry.category("actions").add("chamber_training_home", TrainingHome);
