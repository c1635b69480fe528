from datetime import UTC, datetime, time

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import ALGIERS, today_in_algeria

from ..tools.places import Place

OFFICER_GROUP = 'chamber_training.chamber_training_group_officer'


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    def _enrol(self, partners, channel):
        """Enrol people, in their order, after looking at the rules of the session.

        Each is accepted while seats and quotas last, else put on the waiting list. On line, they only ask where the session
        waits for approval.

        :param str channel: ``counter``, ``portal`` or ``group``
        :return: the enrolments, in the order of ``partners``
        :raises AccessError: for anyone but an officer of the chamber, or the person concerned
        :raises UserError: naming whoever may not be enrolled, and why; nobody is enrolled then
        """
        self.ensure_one()
        self._check_enroller(partners, channel)
        # sudo: who enrols was checked above; places are written by the steps of enrolment only
        session = as_engine(self.sudo())
        places = session._lock_places()[session]
        session._check_eligibility(partners, places)
        asks = channel == 'portal' and session.needs_approval
        numbers = self.env['chamber.numbering']._take(
            session.company_id, 'training_enrolment', len(partners), today_in_algeria())
        values = session._prepare_people(partners)
        for vals, number in zip(values, numbers, strict=True):
            vals.update(session._admit(places, vals, asks), number=number, channel=channel)
        quiet = session.enrolment_ids.with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True)
        enrolments = quiet.create(values).with_env(session.env)
        enrolments._note_placed()
        return enrolments.with_env(self.env)

    def _check_enroller(self, partners, channel):
        """Refuse anyone but an officer of the chamber, or the person who asks for himself on line.

        :raises AccessError: for all others
        """
        if self.env.su:
            return
        if channel == 'portal' and partners == self.env.user.partner_id:
            return
        if not self.env.user.has_group(OFFICER_GROUP):
            raise AccessError(self.env._("You may ask for a place for yourself only; a training officer enrols others."))
        self.check_access('write')

    def _prepare_people(self, partners):
        """Return what is kept of each person as he is today: his entry, wilaya, sex and craft."""
        entries = self._get_entries(partners)
        now = fields.Datetime.now()
        values = []
        for partner in partners.sudo():  # what quotas and statistics count is kept, whoever enrols
            entry = entries.get(partner.id, self.env['chamber.entry'].sudo())
            live = entry if entry.state != 'struck_off' else entry.browse()
            values.append({
                'session_id': self.id, 'partner_id': partner.id, 'entry_id': live.id, 'asked_datetime': now,
                'state_id': (live.exercise_state_id or partner.state_id).id, 'sex': partner.sex,
                'craft_activity_id': live.main_activity_id.id,
            })
        return values

    def _admit(self, places, vals, asks=False):
        """Give a newcomer a seat, a rank on the waiting list, or note that he asked; returns the values of his place."""
        craft = self.env['chamber.craft.activity'].browse(vals['craft_activity_id'])
        # a newcomer has no id yet: a number of its own, below those of the table
        newcomer = Place(
            -len(list(places)) - 1, vals['partner_id'], 'asked', 0, 0, 1, vals['state_id'] or 0, vals['sex'] or '',
            craft.parent_path or '')
        if asks:
            newcomer = newcomer._replace(waiting_rank=places.next_rank)
        else:
            newcomer = places.seat_or_wait(newcomer)
        places.put(newcomer)
        return {
            'state': newcomer.state, 'seat_number': newcomer.seat_number, 'waiting_rank': newcomer.waiting_rank,
        }

    def _promote(self, places=None):
        """Offer free seats to those who wait, in their order; who is skipped finds the reason in the journal.

        :param places: ``{session: Places}`` where the caller has locked them already
        """
        # sudo: the list moves by itself, whoever frees a seat
        sessions = as_engine(self.sudo())
        places = places or sessions._lock_places()
        now = fields.Datetime.now()
        for session in sessions:
            if session.state == 'open' and session.date_begin > now:
                session._promote_waiting(places[session])

    def _promote_waiting(self, places):
        waiting = places.waiting
        if not places.free_count or not waiting:
            return
        Enrolment = self.env['chamber.training.enrolment']
        live = self._get_fit_partner_ids(Enrolment.browse(place.id for place in waiting))
        offered, skipped = Enrolment, []
        for place in waiting:
            if not places.free_count:
                break
            enrolment = Enrolment.browse(place.id)
            reason = self._explain_skip(places, place, live)
            if reason:
                skipped.append((enrolment, reason))
                continue
            self._check_not_overtaken(places, enrolment)
            for other, why in skipped:
                self._note_skipped(other, why, enrolment)
            skipped = []
            enrolment._move(places, 'offered', seat_number=places.free_seat, offer_deadline=self._get_offer_deadline())
            offered |= enrolment
        offered._note_moved('offered')
        offered._tell('offered')

    def _explain_skip(self, places, place, fit_partner_ids):
        """Return the sentence why somebody on the waiting list cannot have a free seat, or nothing."""
        if place.partner_id not in fit_partner_ids:
            return self.env._("The entry is no longer in force.")
        quota = places.full_quota(place)
        if quota:
            return self.env._(
                "The quota is full: %(quota)s.", quota=self.env['chamber.training.quota'].browse(quota.id).display_name)
        return ''

    def _note_skipped(self, enrolment, reason, other):
        self.env['chamber.training.journal']._record(
            'waiting', enrolment,
            lambda record: {'rank': record.waiting_rank, 'overtaken_by': other.number, 'skipped': True}, reason)

    def _check_open(self):
        """Refuse places in a session that is not open, or has begun.

        :raises UserError: naming the session
        """
        if self.state != 'open' or self.date_begin <= fields.Datetime.now():
            raise UserError(self.env._("Session %(session)s gives no places any more.", session=self.display_name))

    def _get_offer_deadline(self):
        """Last moment to accept a place offered today: the end of the delay, and never after the session begins."""
        self.ensure_one()
        end = self.env['chamber.delay']._get_end('training_offer', today_in_algeria())
        if not end:
            return self.date_begin
        midnight = datetime.combine(fields.Date.add(end, days=1), time.min, ALGIERS)
        return min(midnight.astimezone(UTC).replace(tzinfo=None), self.date_begin)

    def _cancel_enrolments(self, reason):
        """Cancel all enrolments of cancelled sessions; what was paid is owed back.

        :param str reason: why the sessions are cancelled
        """
        # sudo: called by the step that cancels the session, which has checked who does it
        sessions = as_engine(self.sudo())
        for session, places in sessions._lock_places().items():
            ids = [place.id for place in places if place.state in ('asked', 'accepted', 'waiting', 'offered')]
            enrolments = session.env['chamber.training.enrolment'].browse(ids)
            session._check_not_overtaken(places, enrolments)
            enrolments._move(places, 'cancelled', cancellation_reason=reason)
            enrolments._create_refunds('session', reason)
            enrolments._note_moved('cancelled', reason)
            enrolments._tell('session_cancelled')

    def _follow_quotas(self):
        """Let steps that began before a change of quotas begin again, and offer the seats that it frees."""
        for session in as_engine(self.sudo()):  # quotas bind everyone
            session._check_quotas_open()
            session.places_revision += 1
        self._promote()

    def _check_quotas_open(self):
        """Refuse quotas on a session that is over.

        :raises UserError: naming the session
        """
        self._check_not_over()
        if self.state == 'done':
            raise UserError(self.env._("Quotas of %(session)s count no more: teaching is over.", session=self.display_name))
