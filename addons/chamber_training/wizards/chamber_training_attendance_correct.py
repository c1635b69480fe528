from odoo import fields, models

from ..models.chamber_training_attendance import ATTENDANCE_STATES


class ChamberTrainingAttendanceCorrect(models.TransientModel):
    _name = 'chamber.training.attendance.correct'
    _description = "Correct Attendance"

    attendance_ids = fields.Many2many(
        'chamber.training.attendance', 'chamber_training_correct_rel', string="Presence", required=True,
        default=lambda self: self.env.context.get('active_ids'))
    state = fields.Selection(ATTENDANCE_STATES, string="Attendance", required=True, default='present')
    reason = fields.Text(required=True)

    def action_correct(self):
        """Correct what was noted; what stood there before stays in the journal, with the reason.

        :raises AccessError: for anyone but a manager of training of the chamber
        """
        self.ensure_one()
        self.attendance_ids._correct(self.state, self.reason)
        return {'type': 'ir.actions.act_window_close'}
