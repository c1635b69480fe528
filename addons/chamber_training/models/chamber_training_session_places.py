from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows

from ..tools.places import Place, Places, Quota


class ChamberTrainingSession(models.Model):
    """Who holds the seats of a session: always read under the lock of its seats."""
    _inherit = 'chamber.training.session'

    places_revision = fields.Integer(
        readonly=True, copy=False, help="Grows when quotas change: steps that began before begin again.")
    asked_count = fields.Integer(string="Asked for", compute='_compute_place_counts')
    accepted_count = fields.Integer(string="Accepted", compute='_compute_place_counts')
    offered_count = fields.Integer(string="Offered", compute='_compute_place_counts')
    waiting_count = fields.Integer(string="Waiting", compute='_compute_place_counts')
    free_count = fields.Integer(string="Free Seats", compute='_compute_place_counts')

    @api.depends('enrolment_ids.state', 'seats_max')
    def _compute_place_counts(self):
        # sudo: how many seats are free is public, while who holds them is not
        groups = self.env['chamber.training.enrolment'].sudo()._read_group(
            [('session_id', 'in', self.ids)], ['session_id', 'state'], ['__count'])
        counts = {(session.id, state): count for session, state, count in groups}
        for session in self:
            for state in ('asked', 'accepted', 'offered', 'waiting'):
                session[f'{state}_count'] = counts.get((session._origin.id, state), 0)
            session.free_count = max(0, session.seats_max - session.accepted_count - session.offered_count)

    def write(self, vals):
        result = super().write(vals)
        if 'seats_max' in vals:
            self._promote()
        return result

    def _cancel(self, reason):
        self.check_access('write')
        # before anything is written, as whoever enrols does: neither waits for the other
        self._lock_places()
        return super()._cancel(reason)

    def _set_state(self, state):
        self._lock_places()
        return super()._set_state(state)

    def action_view_enrolments(self):
        """Open the people of the session, by state."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_enrolment_action')
        chosen = {name: value for name, value in self.env.context.items() if name.startswith('search_default_')}
        return {**action, 'domain': [('session_id', '=', self.id)], 'context': chosen}

    def _lock_places(self):
        """Wait for whoever gives seats of these sessions, and return their places as they are now.

        The lock is held until the end of the transaction. A session, or a quota of it, that others have changed since the
        transaction began makes it begin again: the server does so by itself.

        :return: ``{session: Places}``
        """
        self.env.flush_all()
        # always in the same order, so that two steps never wait for each other
        return {session: session._lock_own_places() for session in self.sorted('id')}

    def _lock_own_places(self):
        query = SQL(
            """SELECT enrolment.id, enrolment.partner_id, enrolment.state, COALESCE(enrolment.seat_number, 0),
                      COALESCE(enrolment.waiting_rank, 0), enrolment.revision, COALESCE(enrolment.state_id, 0),
                      COALESCE(enrolment.sex, ''), COALESCE(craft.parent_path, '')
                 FROM chamber_training_enrolment enrolment
            LEFT JOIN chamber_craft_activity craft ON craft.id = enrolment.craft_activity_id
                WHERE enrolment.session_id = %s""", self.id)
        unchanged = SQL(
            "SELECT 1 FROM chamber_training_session session JOIN event_event event ON event.id = session.event_id"
            " WHERE session.id = %s FOR SHARE", self.id)
        own = self.env.execute_query(SQL("SELECT %s; %s; %s", self._get_seats_lock(), unchanged, query))
        committed = fresh_rows(self.env, query)
        # sudo: quotas bind everyone, whoever asks for a place
        quotas = [
            Quota(quota.id, quota.kind, quota._get_value(), quota.seats) for quota in self.sudo().quota_ids
        ]
        return Places(self.seats_max, quotas, [Place(*row) for row in own], [Place(*row) for row in committed])

    @api.model
    def _check_not_overtaken(self, places, enrolments):
        """Begin the transaction again where others have changed these enrolments since it began.

        :raises ConcurrencyError: the server then tries again by itself
        """
        for enrolment in enrolments:
            if places.is_overtaken(enrolment.id):
                raise ConcurrencyError(f"enrolment {enrolment.id} has just been changed by another transaction")
