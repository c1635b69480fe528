"""Inside Odoo: who got which seat and rank of a session, and whether its journal holds."""

enrolments = env["chamber.training.enrolment"].search([("session_id", "=", values["session"])], order="id")
accepted = enrolments.filtered(lambda enrolment: enrolment.state in ("accepted", "offered"))
waiting = enrolments.filtered(lambda enrolment: enrolment.state == "waiting")
result = {
    "accepted": len(accepted),
    "waiting": len(waiting),
    "gaps": len(set(range(1, len(waiting) + 1)) ^ set(waiting.mapped("waiting_rank")))
    + len(set(range(1, len(accepted) + 1)) ^ set(accepted.mapped("seat_number"))),
    "findings": len(env["chamber.training.journal"]._verify_chains([f"company:{values['chamber']}"])),
}
