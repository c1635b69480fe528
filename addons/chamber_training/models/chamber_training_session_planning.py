from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.chamber_registry.models.engine import as_engine

from ..tools.half_days import spread
from .chamber_training_enrolment import SEATED_STATES

# no client can send its identity
_OWN_WRITE = object()


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    @api.onchange('programme_id')
    def _onchange_programme_id(self):
        """Show on the form what ``_complete_values`` fills in."""
        if self.programme_id and not self.half_day_ids:
            self.name = self.programme_id.name
            self.seats_max = self.programme_id.seats

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        # an event would begin at this very minute
        times = {name: value for name, value in self._default_times().items()
                 if name in fields and f'default_{name}' not in self.env.context}
        return {**values, **times}

    def copy_data(self, default=None):
        """A copy is a session in preparation on the same days: its half-days are planned anew."""
        default = dict(default or {})
        links = {'event_id': False, 'chamber_activity_id': False}  # event and planned work are made anew with the copy
        return [
            {
                **{name: value for name, value in vals.items() if name not in links},
                'name': self.env._("%s (copy)", session.name), 'seats_max': session.seats_max, 'note': session.note,
                'date_begin': session.date_begin, 'date_end': session.date_end, 'company_id': session.company_id.id, **default,
            }
            for session, vals in zip(self, super().copy_data({**default, **links}), strict=True)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(session.state != 'draft' or session.number for session in self):
            raise UserError(self.env._("Only a session in preparation that was never opened can be deleted: cancel it."))

    def _check_planning(self, names):
        """Check what depends on the written fields of a session: its days, seats and rooms.

        :raises ValidationError: with the half-day, the room or the number of accepted people that it does not fit
        """
        if names & {'date_begin', 'date_end', 'half_day_ids'}:
            self.half_day_ids._check_within_session()
        if 'seats_max' in names:
            self._check_seats()
        if names & {'seats_max', 'half_day_ids', 'room_id'}:
            self._check_rooms()

    def _check_written_dates(self, vals):
        """Check the order of dates before the tables of the event and of the planned work refuse them in their words."""
        if not vals.keys() & {'date_begin', 'date_end'}:
            return
        begin, end = (fields.Datetime.to_datetime(vals.get(name)) for name in ('date_begin', 'date_end'))
        for session in self:
            self._check_date_order(begin or session.date_begin, end or session.date_end)

    @api.model
    def _check_date_order(self, begin, end):
        if end <= begin:
            raise ValidationError(self.env._("A session ends after it begins."))

    def _check_seats(self):
        for session in self:
            seated = session._get_seated_count()
            if session.seats_max < max(seated, 1):
                raise ValidationError(self.env._(
                    "%(session)s cannot have %(seats)s seats: %(seated)s people hold one.", session=session.display_name,
                    seats=session.seats_max, seated=seated))

    def _check_rooms(self):
        """Refuse rooms that have fewer seats than their session."""
        for session in self:
            if session.state in ('done', 'closed', 'cancelled'):
                continue
            for room in session.half_day_ids.room_id | session.room_id:
                if room.seats < session.seats_max:
                    raise ValidationError(self.env._(
                        "%(room)s has %(room_seats)s seats, %(session)s has %(seats)s.", room=room.name,
                        room_seats=room.seats, session=session.name, seats=session.seats_max))

    def _get_seated_count(self):
        """How many people hold a seat, as everyone has committed it up to now.

        Seats are given under the same lock: whoever lowers them and whoever accepts wait for each other.
        """
        self.ensure_one()
        self.env['chamber.training.enrolment'].flush_model(['session_id', 'state'])
        query = SQL(
            "SELECT COUNT(*) FROM chamber_training_enrolment WHERE session_id = %s AND state IN %s", self.id, SEATED_STATES)
        [[own]] = self.env.execute_query(SQL("SELECT %s; %s", self._get_seats_lock(), query))
        [[committed]] = fresh_rows(self.env, query) or [[0]]
        return max(own, committed)

    def _get_seats_lock(self):
        """The lock on the seats of a session, held until the end of the transaction."""
        return SQL("pg_advisory_xact_lock(hashtextextended(%s, 0))", f'chamber.training.seats:{self.id}')

    def _get_gaps(self):
        """Return the sentences that say what a session lacks before it can be opened."""
        self.ensure_one()
        half_days = self.half_day_ids
        if not half_days:
            return [self.env._("It has no half-day.")]
        gaps = []
        if without := half_days.filtered(lambda half_day: not half_day.room_id):
            gaps.append(self.env._("Without a room: %s", ', '.join(without.mapped('display_name'))))
        if self.kind == 'course' and (without := half_days.filtered(lambda half_day: not half_day.teaching_ids)):
            gaps.append(self.env._("Without a trainer: %s", ', '.join(without.mapped('display_name'))))
        compulsory = self.programme_id.module_ids.filtered('is_compulsory')
        if missing := compulsory - half_days.module_id:
            gaps.append(self.env._("Compulsory modules that are not planned: %s", ', '.join(missing.mapped('name'))))
        return gaps

    def action_plan_half_days(self):
        """Plan half-days for the hours of the programme's modules, on the timetable of the chamber, from the first day on.

        Days of rest are those on which the timetable has no hours. The session ends with its last half-day.

        :raises UserError: when it has half-days already, or the programme no modules
        """
        self.check_access('write')
        for session in self:
            session._check_not_over()
            if session.half_day_ids:
                raise UserError(self.env._("%s has half-days already.", session.display_name))
            if not session.programme_id.module_ids:
                raise UserError(self.env._("The programme has no modules to plan."))
            session._plan_half_days()

    def _plan_half_days(self):
        modules = self.programme_id.module_ids
        periods = self.env['chamber.training.timetable']._get_periods(self.company_id)
        planned = spread([(module.id, module.hours) for module in modules], self.date_begin, periods)
        if not planned:
            raise UserError(self.env._("The timetable of half-days is empty."))
        as_engine(self).write({
            'date_begin': planned[0][1], 'date_end': planned[-1][2],
            'half_day_ids': [
                fields.Command.create({'date_begin': begin, 'date_end': end, 'module_id': module, 'room_id': self.room_id.id})
                for module, begin, end in planned
            ],
        })

    def action_view_half_days(self):
        """Show the half-days of the session in a calendar."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_half_day_action')
        return {
            **action, 'domain': [('session_id', '=', self.id)],
            'context': {'default_session_id': self.id, 'default_room_id': self.room_id.id, 'initial_date': str(self.date_begin)},
        }

    def _as_own_write(self):
        """Return the sessions for a write with their half-days, of which days and rooms are checked when all is written."""
        return self.with_context(training_session_write=_OWN_WRITE)

    def _is_own_write(self):
        """Tell whether a half-day is written with its session."""
        return self.env.context.get('training_session_write') is _OWN_WRITE
