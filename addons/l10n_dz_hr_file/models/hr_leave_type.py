from odoo import fields, models


class HrLeaveType(models.Model):
    _inherit = 'hr.leave.type'

    dz_is_family_event = fields.Boolean(string="Family Event", help="The event is named in the request.")
    dz_needs_proof = fields.Boolean(string="Proof Wanted", help="Approved only once the proof is attached.")
