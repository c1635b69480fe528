from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria

from ..tools.places import SEATED
from .chamber_training_enrolment import OPEN_STATES

# looked at again when an officer approves what was asked for on line
APPROVAL_RULES = ('audience', 'craft', 'prerequisites', 'chamber', 'juror')


class ChamberTrainingEnrolment(models.Model):
    """The steps of an enrolment. Each waits for the lock of the session's seats, and leaves a line in the journal."""
    _inherit = 'chamber.training.enrolment'

    can_give_up = fields.Boolean(compute='_compute_can_give_up', help="The participant may still cancel by himself.")

    @api.depends('state', 'session_id.date_begin')
    def _compute_can_give_up(self):
        for enrolment in self:
            enrolment.can_give_up = enrolment.state in OPEN_STATES and (
                enrolment.state != 'accepted' or enrolment._is_cancelled_in_time())

    def action_approve(self):
        """Approve what was asked for: in the order of asking, seats are given while they last, then ranks on the waiting list.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: for an enrolment that was not asked for, or whose person no longer fulfils the rules
        """
        self._check_officer()
        for session, places, enrolments in self._lock():
            enrolments._check_state('asked')
            session._check_open()
            session._check_eligibility(enrolments.partner_id, places, APPROVAL_RULES)
            for enrolment in enrolments.sorted('waiting_rank'):
                place = places.seat_or_wait(places[enrolment.id])
                enrolment._move(places, place.state, seat_number=place.seat_number, waiting_rank=place.waiting_rank)
            enrolments._note_placed()

    def _refuse(self, reason):
        """Refuse what was asked for, or what waits.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: without a reason, or for a place that is already given
        """
        self._check_officer()
        reason = self._check_reason(reason)
        for _session, places, enrolments in self._lock():
            enrolments._check_state('asked', 'waiting')
            enrolments._move(places, 'refused', refusal_reason=reason)
            enrolments._note_moved('refused', reason)
            enrolments._tell('refused')

    def action_accept_offer(self):
        """Accept the place offered, as the participant or the officer who has him on the telephone.

        :raises AccessError: for anyone else
        :raises UserError: where no place is offered, or the time to accept has passed
        """
        self._check_participant()
        now = fields.Datetime.now()
        for session, places, enrolments in self._lock():
            enrolments._check_state('offered')
            for enrolment in enrolments.filtered(lambda enrolment: enrolment.offer_deadline < now):
                raise UserError(self.env._(
                    "The place offered to %(name)s was to be accepted before %(date)s: it goes to the next person on the list.",
                    name=enrolment.partner_id.name,
                    date=format_datetime(self.env, enrolment.offer_deadline, tz='Africa/Algiers', dt_format='dd/MM/yyyy HH:mm')))
            session._check_eligibility(enrolments.partner_id, places, ('audience', 'juror'))
            enrolments._move(places, 'accepted')
            enrolments._note_placed()

    def action_decline_offer(self):
        """Decline the place offered: it is offered to the next person.

        :raises AccessError: for anyone but the participant or an officer of the chamber
        :raises UserError: where no place is offered
        """
        self._check_participant()
        self._leave(self.env._("The offered place was declined."), 'offered')

    def action_give_up(self):
        """Give up one's place, as the participant and in time; what was paid is owed back.

        :raises AccessError: for anyone but the participant or an officer of the chamber
        :raises UserError: when the last day to do so has passed, or nothing is left to give up
        """
        self._check_participant()
        for enrolment in self.filtered(lambda enrolment: enrolment.state == 'accepted'):
            if not enrolment._is_cancelled_in_time():
                last_day = enrolment.sudo()._get_last_day_to_cancel()  # a delay is public
                raise UserError(self.env._(
                    "A place could be given up until %(date)s: ask the chamber.", date=last_day.strftime('%d/%m/%Y')))
        self._leave(self.env._("Given up by the participant."), *OPEN_STATES)

    def _cancel(self, reason, pays_back=None):
        """Cancel enrolments by decision of the chamber; a seat that gets free is offered to the next person.

        :param bool pays_back: whether what was paid is owed back; by default, where the cancellation is in time
        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: without a reason, or for an enrolment that is over
        """
        self._check_officer()
        self._leave(self._check_reason(reason), *OPEN_STATES, pays_back=pays_back)

    def _leave(self, reason, *states, pays_back=None):
        for session, places, enrolments in self._lock():
            session._check_not_over()
            enrolments._check_state(*states)
            if any(enrolment.attendance_ids.filtered('hours') for enrolment in enrolments):
                raise UserError(self.env._("Whoever has attended is not cancelled any more."))
            enrolments._move(places, 'cancelled', cancellation_reason=reason)
            owed = enrolments.filtered(lambda enrolment: enrolment._is_cancelled_in_time()) if pays_back is None else (
                enrolments if pays_back else enrolments.browse())
            owed._create_refunds('enrolment', reason)
            enrolments._note_moved('cancelled', reason)
            enrolments._tell('cancelled')
            session._promote({session: places})

    def _is_cancelled_in_time(self):
        """Tell whether a cancellation today leaves the right to be paid back."""
        self.ensure_one()
        return today_in_algeria() <= self.sudo()._get_last_day_to_cancel()  # a delay is public

    def _get_last_day_to_cancel(self):
        """The last day to give up a place without losing its price: so many days before the session begins."""
        self.ensure_one()
        begin = day_in_algeria(self.session_id.date_begin)
        duration, unit = self.env['chamber.delay']._get_duration('training_cancellation', begin)
        return fields.Date.subtract(begin, **{f'{unit or "day"}s': duration})

    # what all steps share

    def _lock(self):
        """Yield each session with its places as they are now and those of these enrolments that are its own.

        Rights have been checked by the step; what it writes is written by the engine.
        """
        # sudo: a participant may not write, the step that he is allowed to take does
        enrolments = as_engine(self.sudo())
        locked = enrolments.session_id._lock_places()
        for session, places in locked.items():
            own = enrolments.filtered(lambda enrolment, session=session: enrolment.session_id == session)
            session._check_not_overtaken(places, own)
            yield session, places, own

    def _move(self, places, state, **values):
        """Write a new state; the only writer of states and seats. Seats that are left are free at once."""
        for enrolment in self:
            place = places[enrolment.id]
            seat = values.get('seat_number', place.seat_number) if state in SEATED else 0
            rank = values.get('waiting_rank', place.waiting_rank)
            place = place._replace(state=state, seat_number=seat, waiting_rank=rank, revision=place.revision + 1)
            places.put(place)
            enrolment.write({
                **values, 'state': state, 'seat_number': seat, 'waiting_rank': rank, 'revision': place.revision,
            })
        # the database refuses a seat that is held twice, even for a moment
        self.flush_recordset()

    def _note_moved(self, kind, reason=False):
        self._sync_registrations()
        self.env['chamber.training.journal']._record(kind, self, lambda enrolment: enrolment._get_journal_details(), reason)

    def _note_placed(self):
        """Note and tell who was accepted, waits or asks."""
        for state, enrolments in self.sorted('id').grouped('state').items():
            enrolments._note_moved(state)
            enrolments._tell(state)

    def _tell(self, notice):
        """Tell by e-mail those who have an address; the notice leads to the participant's own page."""
        addressed = as_engine(self).filtered('partner_id.email_normalized')
        addressed._ensure_tokens()
        addressed._send_notice(f'chamber_training.mail_template_training_{notice}')

    def _get_journal_details(self):
        details = {'number': self.number, 'channel': self.channel}
        if self.seat_number:
            details['seat'] = self.seat_number
        if self.state in ('asked', 'waiting'):
            details['rank'] = self.waiting_rank
        if self.state == 'offered':
            details['deadline'] = fields.Datetime.to_string(self.offer_deadline)
        return details

    def _check_officer(self):
        """Refuse anyone but an officer of training of the chamber.

        :raises AccessError: for all others
        """
        self.check_access('write')

    def _check_participant(self):
        """Refuse anyone but the participant or an officer of the chamber.

        :raises AccessError: for all others
        """
        self.check_access('read')
        if self.env.su or all(enrolment.partner_id == self.env.user.partner_id for enrolment in self):
            return
        if not self.has_access('write'):
            raise AccessError(self.env._("A place is accepted or given up by its participant, or by a training officer."))

    def _check_state(self, *states):
        """Refuse a step that does not belong to the state, as others have just left it.

        :raises UserError: naming the first enrolment, and its state
        """
        labels = dict(self._fields['state']._description_selection(self.env))
        for enrolment in self:
            if enrolment.state not in states:
                raise UserError(self.env._(
                    "%(enrolment)s is “%(state)s”: this step is not possible.", enrolment=enrolment.display_name,
                    state=labels[enrolment.state]))

    def _check_reason(self, reason):
        reason = (reason or '').strip()
        if not reason:
            raise UserError(self.env._("Say why."))
        return reason
