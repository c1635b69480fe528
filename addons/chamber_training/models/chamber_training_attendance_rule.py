from odoo import api, fields, models

from .chamber_training_attendance import ATTENDANCE_STATES


class ChamberTrainingAttendanceRule(models.Model):
    """How much of a half-day counts for the certificate, by what was noted, from a day on."""
    _name = 'chamber.training.attendance.rule'
    _description = "What Attendance Counts For"
    _inherit = ['chamber.dated.setting']
    _order = 'state, date_start desc'
    _rec_name = 'state'

    state = fields.Selection(ATTENDANCE_STATES, string="Attendance", required=True)
    share = fields.Float(string="Counts For (%)", required=True, default=100)
    minutes = fields.Integer(
        string="From Minute",
        help="For who is late: a scan from this minute after the beginning on is noted as late. 0: never.")
    source = fields.Char(translate=True)

    _share_range = models.Constraint('CHECK (share BETWEEN 0 AND 100)', "The share is between 0 and 100 %.")
    _minutes_positive = models.Constraint('CHECK (minutes >= 0)', "Minutes are counted from the beginning on.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A rule cannot end before it starts.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int8range(hashtext(state)::bigint, hashtext(state)::bigint, '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two rules for the same attendance cannot apply on the same day.")

    @api.model
    def _get_share(self, state, day):
        """Return the part of a half-day, from 0 to 1, that counts for what was noted."""
        return self._get_on(day, state=state).share / 100
