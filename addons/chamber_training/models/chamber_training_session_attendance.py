from odoo import api, fields, models

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    present_share = fields.Float(
        string="Attendance Rate", compute='_compute_present_share', compute_sudo=True,
        help="Share of those noted up to now who were present or late.")

    def _compute_present_share(self):
        groups = self.env['chamber.training.attendance']._read_group(
            [('session_id', 'in', self.ids)], ['session_id', 'state'], ['__count'])
        noted, present = {}, {}
        for session, state, count in groups:
            noted[session.id] = noted.get(session.id, 0) + count
            if state in ('present', 'late'):
                present[session.id] = present.get(session.id, 0) + count
        for session in self:
            session.present_share = present.get(session.id, 0) / noted[session.id] if noted.get(session.id) else 0

    def action_take_attendance(self):
        """Open the attendance page of the session."""
        self.ensure_one()
        self.half_day_ids._check_taker()
        return {
            'type': 'ir.actions.client', 'tag': 'chamber_training_attendance', 'name': self.env._("Attendance"),
            'params': {'session_id': self.id}, 'context': {'active_id': self.id, 'active_model': self._name},
        }

    def action_view_attendance(self):
        """Show what was noted, person by person."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_attendance_action')
        return {**action, 'domain': [('session_id', '=', self.id)], 'context': {'search_default_by_half_day': 1}}

    @api.readonly
    def get_attendance_page(self, half_day_id=False):
        """Return what the attendance page shows of a half-day: today's, or the next, unless one is named.

        The number of queries does not grow with the people of the session.

        :return: dict with ``session``, ``half_days``, ``half_day_id``, ``is_open``, ``people``
        :raises AccessError: for who does not take the attendance of the session
        """
        self.ensure_one()
        self.check_access('read')
        self.half_day_ids._check_taker()
        half_day = self.half_day_ids.filtered(lambda candidate: candidate.id == half_day_id) or self._get_current_half_day()
        return {
            'session': {'id': self.id, 'name': self.name, 'number': self.number or ''},
            'half_days': [
                {'id': candidate.id, 'name': candidate.display_name, 'state': candidate.state} for candidate in self.half_day_ids
            ],
            'half_day_id': half_day.id, 'room': half_day.room_id.name or '',
            'is_open': half_day.state == 'open' and self.state in ('open', 'ongoing')
            and day_in_algeria(half_day.date_begin) <= today_in_algeria(),
            'is_closed': half_day.state == 'closed',
            'people': half_day._prepare_people() if half_day else [],
        }

    def _get_current_half_day(self):
        """The half-day of this hour, else the next of today, else the last begun that is not closed, else the first to come."""
        now, today = fields.Datetime.now(), today_in_algeria()
        half_days = self.half_day_ids.sorted('date_begin')
        of_today = half_days.filtered(lambda half_day: day_in_algeria(half_day.date_begin) == today)
        begun = half_days.filtered(lambda half_day: half_day.date_begin <= now and half_day.state == 'open')
        return (of_today.filtered(lambda half_day: half_day.date_end > now)[:1] or of_today[-1:] or begun[-1:]
                or half_days.filtered(lambda half_day: half_day.date_begin > now)[:1] or half_days[-1:])
