from odoo import api, models


class EventRegistration(models.Model):
    _inherit = 'event.registration'

    def write(self, vals):
        self.event_id._check_no_course()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_training(self):
        self.event_id._check_no_course()

    @api.constrains('active', 'state', 'event_id', 'event_slot_id', 'event_ticket_id')
    def _check_seats_availability(self):
        """Leave the seats of courses to their enrolments, which hold them under a lock."""
        others = self.filtered(lambda registration: not registration.sudo().event_id.is_training)  # a guard looks at all
        return super(EventRegistration, others)._check_seats_availability()
