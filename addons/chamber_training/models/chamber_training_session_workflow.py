from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

OVER_STATES = ('closed', 'cancelled')


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    TRANSITIONS = {
        'draft': {'open', 'cancelled'},
        'open': {'draft', 'ongoing', 'cancelled'},
        'ongoing': {'done', 'cancelled'},
        'done': {'ongoing', 'closed'},
        'closed': set(),
        'cancelled': set(),
    }
    # the progress of the planned work, and the stage of the event, that go with a state
    EXECUTION_STATES = {
        'draft': 'planned', 'open': 'planned', 'ongoing': 'ongoing', 'done': 'done', 'closed': 'done', 'cancelled': 'cancelled',
    }
    EVENT_STAGES = {
        'draft': 'event.event_stage_new', 'open': 'event.event_stage_announced', 'ongoing': 'event.event_stage_announced',
        'done': 'event.event_stage_done', 'closed': 'event.event_stage_done',
    }
    # written by the steps of a session only
    ENGINE_FIELDS = frozenset({
        'state', 'number', 'person_hours', 'attended_count', 'event_id', 'chamber_activity_id', 'cancellation_reason',
        'is_training', 'execution_state', 'owner_model', 'owner_id', 'planned_amount', 'actual_amount', 'planned_quantity',
        'achieved_quantity', 'stage_id', 'kanban_state', 'seats_limited', 'date_tz', 'is_multi_slots',
    })
    # what people may write of the event; its tickets, attendees, mails… are no matter of a session
    EVENT_FIELDS = frozenset({
        'name', 'date_begin', 'date_end', 'seats_max', 'company_id', 'user_id', 'note', 'description', 'address_id',
    })
    # what people agreed to when it was opened
    FIXED_FIELDS = frozenset({'programme_id', 'company_id', 'price_kind'})

    def _check_written_fields(self, vals):
        """Refuse by hand what steps write, and any change of a session that is over.

        :raises UserError: with the reason
        """
        if is_engine(self):
            return
        self._check_created_fields(vals)
        self._check_not_over()
        if self.FIXED_FIELDS & vals.keys() and any(session.state != 'draft' for session in self):
            raise UserError(self.env._("Programme, chamber and price are chosen before a session is opened."))

    @api.model
    def _check_created_fields(self, vals):
        """Refuse by hand what steps write, and what of the event is no matter of a session.

        :raises UserError: with the reason
        """
        if is_engine(self):
            return
        of_event = {name for name in vals if self._is_of_event(name)}
        if self.ENGINE_FIELDS & vals.keys() or of_event - self.EVENT_FIELDS:
            raise UserError(self.env._("A session moves on by its buttons only."))

    def _check_not_over(self):
        """Refuse to change what is closed or cancelled.

        :raises UserError: naming the first session that is over
        """
        for session in self:
            if session.state in OVER_STATES:
                raise UserError(self.env._(
                    "Session %(session)s is over: nothing of it changes any more.", session=session.display_name))

    def _set_state(self, state):
        """Move sessions to a state, with their planned work and event.

        :raises UserError: on a move that TRANSITIONS does not allow
        """
        labels = dict(self._fields['state']._description_selection(self.env))
        for session in self:
            if state not in self.TRANSITIONS[session.state]:
                raise UserError(self.env._(
                    "%(session)s cannot go from “%(old)s” to “%(new)s”.", session=session.display_name,
                    old=labels[session.state], new=labels[state]))
        previous = {session.id: session.state for session in self}
        sessions = as_engine(self)
        sessions.write({'state': state})
        # sudo: a trainer moves a session on by taking the first attendance
        sessions.sudo()._follow_state(state)
        self.env['chamber.training.journal']._record(
            'session', self, lambda session: {'from': previous[session.id], 'to': state},
            reason=self[:1].cancellation_reason if state == 'cancelled' else False)

    def _follow_state(self, state):
        """Give planned work and event what goes with a state."""
        self.chamber_activity_id.execution_state = self.EXECUTION_STATES[state]
        self.event_id.write(self._prepare_event_state(state))

    def _prepare_event_state(self, state):
        stage = self.env.ref(self.EVENT_STAGES[state], raise_if_not_found=False) if state in self.EVENT_STAGES else None
        return {
            'stage_id': stage.id if stage else False,
            'kanban_state': {'cancelled': 'cancel', 'done': 'done', 'closed': 'done'}.get(state, 'normal'),
        }

    def action_open(self):
        """Open sessions for enrolment: each takes its number.

        :raises AccessError: for who may not change them
        :raises UserError: listing what a session still lacks
        """
        self.check_access('write')
        today = today_in_algeria()
        for session in self:
            if gaps := session._get_gaps():
                raise UserError(self.env._(
                    "%(session)s cannot be opened yet:\n%(gaps)s", session=session.display_name, gaps='\n'.join(gaps)))
            if not session.number:
                [number] = self.env['chamber.numbering']._take(session.company_id, 'training_session', 1, today)
                as_engine(session).number = number
        self._set_state('open')
        self._check_off('room', 'opening')

    def action_back_to_draft(self):
        """Take sessions back to preparation.

        :raises UserError: when people are enrolled already
        """
        self.check_access('write')
        for session in self:
            if session._get_seated_count():
                raise UserError(self.env._(
                    "Places of %(session)s are taken: it stays open, or is cancelled.", session=session.display_name))
        self._set_state('draft')

    def action_begin(self):
        """Say that the session has begun.

        :raises UserError: when it is not open
        """
        self.check_access('write')
        self._set_state('ongoing')

    def action_finish_teaching(self):
        """Say that teaching is over; what it achieved and cost goes to the planned work.

        :raises UserError: while the attendance of a half-day is not closed
        """
        self.check_access('write')
        for session in self:
            still_open = session.half_day_ids.filtered(lambda half_day: half_day.state == 'open')
            if still_open:
                raise UserError(self.env._(
                    "The attendance of %(session)s is not closed yet: %(half_days)s", session=session.display_name,
                    half_days=', '.join(still_open.mapped('display_name'))))
        self._set_state('done')
        self._sync_results()

    def action_take_up_again(self):
        """Take up again sessions whose teaching was said to be over.

        :raises AccessError: for anyone but a manager of training
        """
        self.check_access('write')
        self._check_manager()
        self._set_state('ongoing')

    def action_close(self):
        """Close sessions: nothing of them changes any more.

        :raises UserError: when teaching is not over
        """
        self.check_access('write')
        self._sync_results()
        self._set_state('closed')

    def _cancel(self, reason):
        """Cancel sessions: rooms and trainers are free again, and so are those who had a place.

        :raises AccessError: for anyone but a manager of training
        :raises UserError: without a reason, or for a session whose teaching is over
        """
        self.check_access('write')
        self._check_manager()
        reason = (reason or '').strip()
        if not reason:
            raise UserError(self.env._("Say why the session is cancelled."))
        as_engine(self).write({'cancellation_reason': reason})
        self._set_state('cancelled')
        as_engine(self.half_day_ids).write({'is_booked': False})
        self._cancel_enrolments(reason)

    def _check_manager(self):
        """Refuse anyone but a manager of training.

        :raises AccessError: for all others
        """
        if not (self.env.su or self.env.user.has_group('chamber_training.chamber_training_group_manager')):
            raise AccessError(self.env._("Only a manager of training does that."))
