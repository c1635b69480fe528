from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria

ATTENDANCE_STATES = [('present', "Present"), ('late', "Late"), ('excused', "Excused"), ('absent', "Absent")]


class ChamberTrainingAttendance(models.Model):
    _name = 'chamber.training.attendance'
    _description = "Attendance"
    _inherit = ['chamber.engine.mixin']
    _order = 'half_day_id, id'
    _rec_name = 'enrolment_id'

    half_day_id = fields.Many2one('chamber.training.half.day', required=True, readonly=True, index=True, ondelete='restrict')
    enrolment_id = fields.Many2one('chamber.training.enrolment', required=True, readonly=True, index=True, ondelete='restrict')
    session_id = fields.Many2one(related='half_day_id.session_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='half_day_id.company_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related='enrolment_id.partner_id', store=True, precompute=True, index=True)
    state = fields.Selection(
        ATTENDANCE_STATES, string="Attendance", required=True, readonly=True)
    hours = fields.Float(readonly=True, help="Hours that count for the certificate.")
    channel = fields.Selection([('scan', "Scan"), ('tick', "Tick"), ('correction', "Correction")], required=True, readonly=True)
    moment = fields.Datetime(readonly=True, required=True)
    taken_by_id = fields.Many2one('res.users', readonly=True, required=True, ondelete='restrict')

    _once = models.Constraint('UNIQUE (half_day_id, enrolment_id)', "The attendance of this half-day is already noted.")

    def _get_engine_refusal(self):
        return self.env._("Attendance is taken on the attendance page only.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Attendance is corrected, never deleted."))

    @api.model
    def _get_hours(self, half_day, state):
        """Hours of a half-day that count for what was noted."""
        rule = self.env['chamber.training.attendance.rule']
        return half_day.hours * rule._get_share(state, day_in_algeria(half_day.date_begin))

    def _mark(self, state, channel, reason=False):
        """Note something else than before; what was noted, by whom and when, stays in the journal.

        Rights and state are checked by the caller.
        """
        changed = self.filtered(lambda attendance: attendance.state != state)
        before = {
            attendance.id: {
                'before': attendance.state, 'after': state, 'number': attendance.enrolment_id.number,
                'half_day': attendance.half_day_id.id, 'noted_by': attendance.taken_by_id.id,
                'noted_on': fields.Datetime.to_string(attendance.moment),
            }
            # sudo: the journal says it all, whoever corrects
            for attendance in changed.sudo()
        }
        for half_day, attendances in changed.grouped('half_day_id').items():
            # sudo: attendance is written by its steps only, whoever takes it
            as_engine(attendances).sudo().write({
                'state': state, 'hours': self._get_hours(half_day, state), 'channel': channel,
                'moment': fields.Datetime.now(), 'taken_by_id': self.env.uid,
            })
        self.env['chamber.training.journal']._record(
            'correction', changed, lambda attendance: before[attendance.id], reason=reason)

    def _correct(self, state, reason):
        """Correct what was noted, after the half-day was closed.

        :raises AccessError: for anyone but a manager of training
        :raises UserError: without a reason, or when the session is closed or cancelled
        """
        self.check_access('read')
        self.half_day_id.check_access('write')
        self.session_id._check_manager()
        self.session_id._check_not_over()
        reason = (reason or '').strip()
        if not reason:
            raise UserError(self.env._("Say why the attendance is corrected."))
        self._mark(state, 'correction', reason)
        # sudo: what a session achieved is counted whoever corrects
        self.session_id.sudo()._sync_results()
