import logging

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria

_logger = logging.getLogger(__name__)


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    @api.model
    def _cron_lapse_offers(self):
        """Let offers that nobody answered in time lapse and offer the seats on, session by session."""
        overdue = Domain('state', '=', 'offered') & Domain('offer_deadline', '<', fields.Datetime.now())
        sessions = self.search(overdue).session_id
        for left, session in enumerate(sessions, 1 - len(sessions)):
            try:
                session._lapse_offers(fields.Datetime.now())
            except (ConcurrencyError, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                # somebody changes places of this session at this moment: its offers lapse at the next turn
                _logger.info("Places of session %s are being changed; its offers wait", session.id)
                self.env.cr.rollback()
                self.env.transaction.reset()
            if not self.env['ir.cron']._commit_progress(1, remaining=-left):
                break

    @api.model
    def _cron_remind(self, limit=100):
        """Remind those accepted that their session is near, once each."""
        today = today_in_algeria()
        delay = self.env['chamber.delay']._get('training_reminder', today)
        if not delay.duration:
            return
        now = fields.Datetime.now()
        last_day = fields.Date.add(today, days=delay.duration)
        domain = (
            Domain('state', '=', 'accepted') & Domain('reminded_datetime', '=', False)
            & Domain('session_id.state', '=', 'open') & Domain('session_id.date_begin', '>', now)
            # the day in Algeria ends one hour earlier in UTC; the rest is looked at below
            & Domain('session_id.date_begin', '<', fields.Datetime.add(fields.Datetime.to_datetime(last_day), days=1))
        )
        while enrolments := self.search(domain, limit=limit, order='session_id, id').try_lock_for_update(allow_referencing=True):
            near = enrolments.filtered(lambda enrolment: day_in_algeria(enrolment.session_id.date_begin) <= last_day)
            near._tell('reminder')
            as_engine(near).write({'reminded_datetime': now})
            if not near or not self.env['ir.cron']._commit_progress(len(near), remaining=self.search_count(domain)):
                break


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    def _lapse_offers(self, now):
        """Let the offers whose time has passed lapse, and offer the seats to the next people.

        :param datetime now: moment at which offers are looked at, in UTC
        """
        self.ensure_one()
        session = as_engine(self.sudo())  # the list moves by itself
        places = session._lock_places()[session]
        offered = session.env['chamber.training.enrolment'].browse(
            place.id for place in places if place.state == 'offered' and not places.is_overtaken(place.id))
        lapsed = offered.filtered(lambda enrolment: enrolment.offer_deadline < now)
        lapsed._move(places, 'lapsed')
        lapsed._note_moved('lapsed')
        lapsed._tell('lapsed')
        session._promote({session: places})
