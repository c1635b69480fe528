from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria


class ChamberTrainingHalfDay(models.Model):
    _inherit = 'chamber.training.half.day'

    def _check_taker(self):
        """Refuse those who do not take attendance here: officers of the chamber do, and trainers of the session.

        :raises AccessError: for all others
        """
        self.check_access('read')
        if self.env.su or self.env.user.has_group('chamber_training.chamber_training_group_officer'):
            return
        # sudo: a trainer may be one of several; the list of logins of trainers is not his to read
        if all(self.env.user in half_day.sudo().session_id.trainer_ids.user_id for half_day in self):
            return
        raise AccessError(self.env._("Attendance is taken by the officer of the chamber or a trainer of the session."))

    def _check_day(self):
        """Refuse attendance before the day on which the half-day is held.

        :raises UserError: naming the half-day
        """
        for half_day in self:
            if day_in_algeria(half_day.date_begin) > today_in_algeria():
                raise UserError(self.env._("%s: its day has not come yet.", half_day.display_name))

    def _check_takeable(self):
        """Refuse attendance of a closed half-day, or of a session that is not held.

        :raises UserError: with the reason
        """
        for half_day in self.sudo():  # a guard looks at all of them
            if half_day.session_id.state not in ('open', 'ongoing'):
                raise UserError(self.env._(
                    "%s is not being held: no attendance is taken.", half_day.session_id.display_name))
            if half_day.state == 'closed':
                raise UserError(self.env._(
                    "%s is closed: only a manager corrects its attendance, with a reason.", half_day.display_name))

    def _lock(self):
        """Wait for others who note attendance of this half-day; locks of the journal come after it, never before."""
        self.env.flush_all()
        self.env.execute_query(SQL(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'chamber.training.half.day:{self.id}'))

    def _begin_session(self):
        """The first attendance begins the session, unless another tablet has just done so."""
        self.ensure_one()
        # sudo: a trainer begins what he may not write otherwise
        session = self.session_id.sudo()
        if session.state != 'open':
            return
        self._lock()
        rows = fresh_rows(self.env, SQL("SELECT state FROM chamber_training_session WHERE id = %s", session.id))
        if not rows or rows == [('open',)]:
            session._set_state('ongoing')

    def _lock_attendance(self):
        """Wait for others who note attendance of this half-day, and return what they have committed.

        :return: {enrolment id: (state, moment, id of who noted it)} of what this transaction cannot see itself too
        :raises UserError: when another has closed the half-day meanwhile
        """
        self.ensure_one()
        self._lock()
        rows = fresh_rows(self.env, SQL(
            "SELECT half_day.state, attendance.enrolment_id, attendance.state, attendance.moment, attendance.taken_by_id"
            "  FROM chamber_training_half_day half_day"
            "  LEFT JOIN chamber_training_attendance attendance ON attendance.half_day_id = half_day.id"
            " WHERE half_day.id = %s", self.id))
        if rows and rows[0][0] == 'closed' and self.state != 'closed':
            raise UserError(self.env._("%s has just been closed by another person.", self.display_name))
        return {row[1]: row[2:] for row in rows if row[1]}

    def _take(self, enrolments, state, channel):
        """Note the attendance of accepted participants; what was noted before is changed and kept in the journal.

        :param str state: present, late, excused or absent
        :param str channel: scan or tick
        :return: the attendance, in no order
        :raises UserError: for a half-day or session that takes none, or someone who is not accepted there
        """
        self.ensure_one()
        self._check_takeable()
        # sudo: attendance is written by its steps only, whoever takes it
        enrolments = enrolments.sudo()
        for enrolment in enrolments:
            if enrolment.session_id != self.sudo().session_id or enrolment.state != 'accepted':
                raise UserError(self.env._("%s has no place in this session.", enrolment.number))
        committed = self._lock_attendance()
        noted = as_engine(self.env['chamber.training.attendance']).sudo().search(
            [('half_day_id', '=', self.id), ('enrolment_id', 'in', enrolments.ids)])
        noted._mark(state, channel)
        missing = (enrolments - noted.enrolment_id).filtered(lambda enrolment: enrolment.id not in committed)
        return noted | noted.create([self._prepare_attendance(enrolment, state, channel) for enrolment in missing])

    def _prepare_attendance(self, enrolment, state, channel):
        return {
            'half_day_id': self.id, 'enrolment_id': enrolment.id, 'state': state, 'channel': channel,
            'hours': self.env['chamber.training.attendance']._get_hours(self.sudo(), state),
            'moment': fields.Datetime.now(), 'taken_by_id': self.env.uid,
        }

    def _get_expected(self):
        """Accepted participants of the session, who are expected at each half-day."""
        # sudo: a trainer of the session reads who is expected
        return self.env['chamber.training.enrolment'].sudo().search(
            [('session_id', 'in', self.session_id.ids), ('state', '=', 'accepted')])

    def _get_unnoted(self):
        self.ensure_one()
        committed = self._lock_attendance()
        self.sudo().invalidate_recordset(['attendance_ids'])
        return self._get_expected().filtered(lambda enrolment: enrolment.id not in committed) \
            - self.sudo().attendance_ids.enrolment_id  # what this transaction noted itself

    def action_close(self):
        """Close the attendance: whoever is not noted is absent. From then on a manager alone corrects, with a reason.

        :raises AccessError: for who does not take the attendance of the session
        :raises UserError: when it is closed already, or the session is not held
        """
        self._check_taker()
        self._check_takeable()
        for half_day in self:
            half_day._take(half_day._get_unnoted(), 'absent', 'tick')
            # sudo: a trainer closes what he may not write otherwise
            as_engine(half_day).sudo().write(
                {'state': 'closed', 'closed_by_id': self.env.uid, 'closed_datetime': fields.Datetime.now()})
        # sudo: what a session achieved is counted whoever closes
        self.session_id.sudo()._sync_results()
        counts = self._get_counts()
        self.env['chamber.training.journal']._record('half_day', self, lambda half_day: counts[half_day.id])

    def _get_counts(self):
        """Return how many were noted for each half-day: {id: {state: count}}."""
        counts = {half_day.id: {} for half_day in self}
        # sudo: figures only
        for half_day, state, count in self.env['chamber.training.attendance'].sudo()._read_group(
                [('half_day_id', 'in', self.ids)], ['half_day_id', 'state'], ['__count']):
            counts[half_day.id][state] = count
        return counts
