import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .chamber_request import OPEN_STATES
from .engine import as_engine

_logger = logging.getLogger(__name__)


class ChamberRequest(models.Model):
    _inherit = 'chamber.request'

    @api.model
    def _cron_tacit_acceptance(self):
        """Warn before the deadline, then accept what nobody decided in time. Commits after each batch."""
        self._warn_before_tacit()
        self._accept_overdue()

    @api.model
    def _warn_before_tacit(self, limit=100):
        """Plan an activity for the director of each request that is close to its deadline."""
        today = today_in_algeria()
        warning = self.env['chamber.delay']._get('tacit_warning', today)
        if not warning.duration:
            return
        domain = (
            Domain('state', 'in', OPEN_STATES) & Domain('is_tacit_warned', '=', False)
            & Domain('deadline', '>=', today) & Domain('deadline', '<=', fields.Date.add(today, days=warning.duration))
        )
        while requests := self.search(domain, limit=limit, order='deadline, id').try_lock_for_update(allow_referencing=True):
            requests._warn_deciders()
            if not self.env['ir.cron']._commit_progress(len(requests), remaining=self.search_count(domain)):
                break

    def _warn_deciders(self):
        for request in self:
            deciders = request.director_ids or request.registrar_ids
            for user in deciders:
                env = self.with_context(lang=user.lang).env
                request.activity_schedule(
                    'mail.mail_activity_data_todo', date_deadline=request.deadline, user_id=user.id,
                    summary=env._("Decide before tacit acceptance"),
                    note=env._(
                        "Without a decision by %(date)s, %(request)s is deemed accepted.",
                        date=format_date(env, request.deadline), request=request.name))
        as_engine(self).write({'is_tacit_warned': True})
        self.env['chamber.request.decision']._record(self, 'warned')

    @api.model
    def _accept_overdue(self, limit=50):
        """Accept the requests whose deadline has passed; one that cannot be accepted does not stop the others."""
        today = today_in_algeria()
        domain = Domain('state', 'in', OPEN_STATES) & Domain('deadline', '<', today)
        failed = self.browse()
        while requests := self.search(
                domain & Domain('id', 'not in', failed.ids), limit=limit, order='deadline, id',
        ).try_lock_for_update(allow_referencing=True):
            for request in requests:
                try:
                    with self.env.cr.savepoint():
                        request._accept_tacitly()
                except UserError as error:
                    failed |= request
                    request._report_tacit_failure(error)
            remaining = self.search_count(domain & Domain('id', 'not in', failed.ids))
            if not self.env['ir.cron']._commit_progress(len(requests), remaining=remaining):
                break

    def _accept_tacitly(self):
        """Accept a request by the silence of the chamber; the open approvals end with it."""
        self._accept('tacit')
        self.activity_ids.filtered(lambda activity: activity.active).action_feedback(
            feedback=self.env._("Deemed accepted: no decision by the deadline."))

    def _report_tacit_failure(self, error):
        """Tell the registrars why a request could not be accepted on its deadline."""
        _logger.info("Request %s cannot be tacitly accepted: %s", self.name, error)
        summary = self.env._("Tacit acceptance impossible")
        if self.activity_ids.filtered(lambda activity: activity.summary == summary):
            return
        for user in self.registrar_ids:
            self.activity_schedule(
                'mail.mail_activity_data_warning', user_id=user.id, summary=summary, note=str(error))
