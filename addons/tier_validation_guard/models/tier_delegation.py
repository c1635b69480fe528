from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from ..tools import engine
from ..tools.mandates import Mandate, find_circle


class TierDelegation(models.Model):
    _name = 'tier.delegation'
    _description = "Approval Mandate"
    _order = 'date_start desc, id desc'
    _rec_name = 'delegate_id'

    delegator_id = fields.Many2one(
        'res.users', "Absent", required=True, index=True, default=lambda self: self.env.user, ondelete='restrict',
        domain=[('share', '=', False)])
    delegate_id = fields.Many2one(
        'res.users', "Replaced by", required=True, index=True, ondelete='restrict', domain=[('share', '=', False)])
    company_id = fields.Many2one(related='delegator_id.company_id', store=True, index=True)
    date_start = fields.Date("From", required=True, default=fields.Date.context_today)
    date_end = fields.Date("To", required=True)
    res_model = fields.Selection(
        lambda self: self._selection_res_model(), "Only for", help="Leave empty for every kind of document.")
    reason = fields.Text(required=True)
    revoked_on = fields.Datetime("Withdrawn on", readonly=True, copy=False)
    revoked_by_id = fields.Many2one('res.users', "Withdrawn by", readonly=True, copy=False, ondelete='restrict')
    state = fields.Selection([('planned', "Planned"), ('active', "In force"), ('ended', "Ended"),
                              ('revoked', "Withdrawn")], compute='_compute_state')

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A mandate cannot end before it starts.")
    _two_persons = models.Constraint('CHECK (delegator_id <> delegate_id)', "Nobody can replace himself.")

    @api.depends('date_start', 'date_end', 'revoked_on')
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for mandate in self:
            if mandate.revoked_on:
                mandate.state = 'revoked'
            elif not (mandate.date_start and mandate.date_end) or mandate.date_start > today:
                mandate.state = 'planned'
            else:
                mandate.state = 'active' if mandate.date_end >= today else 'ended'

    @api.model
    def _selection_res_model(self):
        names = self.env['tier.definition']._get_tier_validation_model_names()
        # users may not read ir.model; only the translated labels are taken
        return [(name, self.env['ir.model'].sudo()._get(name).name) for name in sorted(set(names)) if name in self.env]

    @api.constrains('delegator_id', 'delegate_id', 'date_start', 'date_end')
    def _check_circle(self):
        # mandates of other companies close a circle as well
        others = self.sudo().search([('revoked_on', '=', False), ('id', 'not in', self.ids)])
        known = [mandate._as_tuple() for mandate in others]
        for mandate in self:
            circle = find_circle(known, mandate._as_tuple())
            if circle:
                names = [self.env['res.users'].sudo().browse(user_id).name for user_id in circle]
                raise ValidationError(self.env._("Mandates cannot run in a circle: %s.", " → ".join(names)))
            known.append(mandate._as_tuple())

    @api.constrains('delegate_id', 'delegator_id')
    def _check_persons(self):
        for mandate in self.sudo():
            if mandate.delegate_id.share or not mandate.delegate_id.active:
                raise ValidationError(self.env._("Only a member of the staff can replace somebody."))
            if not mandate.delegate_id.company_ids & mandate.delegator_id.company_ids:
                raise ValidationError(self.env._("%(delegate)s and %(absent)s have no company in common.",
                                                 delegate=mandate.delegate_id.name, absent=mandate.delegator_id.name))

    def _as_tuple(self):
        return Mandate(self.delegator_id.id, self.delegate_id.id, self.date_start, self.date_end)

    @api.model_create_multi
    def create(self, vals_list):
        self._take_turn()
        mandates = super().create(vals_list)
        self.env.registry.clear_cache()
        mandates._log_event('delegated')
        mandates._refresh_reviews()
        for mandate in mandates:
            mandate._notify_delegate()
        return mandates

    @api.model
    def _take_turn(self):
        """Of two mandates given at the same moment the second is tried again, and sees the first: no circle of both."""
        self.env.cr.execute(SQL(
            "UPDATE ir_config_parameter SET write_date = write_date WHERE key = 'tier_validation_guard.mandate_turn'"),
            log_exceptions=False)

    def write(self, vals):
        if engine.operation() != 'mandate':
            raise UserError(self.env._("A mandate is not changed once given: withdraw it and give another."))
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A mandate is not deleted: withdraw it."))

    def action_revoke(self):
        """End mandates now. By who gave them, or a manager of approvals.

        :raise AccessError: by anybody else
        """
        self.check_access('read')
        manager = self.env.user.has_group('tier_validation_guard.tier_validation_guard_group_manager')
        if not manager and any(mandate.delegator_id != self.env.user for mandate in self):
            raise AccessError(self.env._("Only who gave a mandate, or a manager of approvals, can withdraw it."))
        mandates = self.filtered(lambda mandate: not mandate.revoked_on)
        with engine.running('mandate'):
            # the person has been checked above; mandates are closed to writing otherwise
            mandates.sudo().write({'revoked_on': fields.Datetime.now(), 'revoked_by_id': self.env.uid})
        mandates._log_event('revoked')
        mandates._refresh_reviews()

    @api.model
    def _get_current(self, model=None, domain=Domain.TRUE):
        """Mandates in force today, whoever may read them: a delegate cannot read by himself who is absent."""
        # see above
        mandates = self.sudo().browse(self._get_current_ids(self._get_today()))
        return mandates.filtered_domain((Domain('res_model', 'in', (False, model)) if model else Domain.TRUE) & domain)

    @api.model
    def _get_today(self):
        """The day of the user, by the time zone that the server remembers: approvals ask for it at every step."""
        timezone = self.env.context.get('tz') or self.env['res.users'].context_get().get('tz')
        return fields.Date.context_today(self.with_context(tz=timezone))

    @api.model
    @ormcache('today')
    def _get_current_ids(self, today):
        # ids only, see _get_current
        return self.sudo().search(
            Domain('revoked_on', '=', False) & Domain('date_start', '<=', today) & Domain('date_end', '>=', today))._ids

    def _log_event(self, event):
        # the history is written by the engine only
        self.env['tier.review.event'].sudo().create([{
            'event': event, 'model': self._name, 'res_id': mandate.id, 'user_id': self.env.uid,
            'behalf_id': mandate.delegator_id.id, 'to_user_id': mandate.delegate_id.id, 'comment': mandate.reason,
            'record_name': f"{mandate.date_start} / {mandate.date_end}", 'company_id': mandate.company_id.id,
            'session_user_id': self.env['tier.validation']._get_session_user().id,
        } for mandate in self])

    def _refresh_reviews(self):
        """Let the inboxes follow: every open review that one of the two persons may decide."""
        users = self.delegator_id | self.delegate_id
        # open reviews of every company that they serve
        reviews = self.env['tier.review'].sudo().search(
            [('status', 'in', ('waiting', 'pending')), ('reviewer_ids', 'in', users.ids)])
        reviews._refresh_reviewers()

    @api.model
    def _cron_refresh(self):
        """Once a day: mandates that start today or ended yesterday change who may decide."""
        today = fields.Date.context_today(self)
        starting = Domain('date_start', '=', today)
        ended = Domain('date_end', '=', fields.Date.subtract(today, days=1))
        self.search(Domain('revoked_on', '=', False) & (starting | ended))._refresh_reviews()

    def _notify_delegate(self):
        self.ensure_one()
        # only the address of the delegate is used
        delegate = self.sudo().delegate_id
        env = self.with_context(lang=delegate.lang).env
        body = env._("You decide for %(absent)s from %(start)s to %(end)s.", absent=self.delegator_id.name,
                     start=self.date_start, end=self.date_end)
        self.env['mail.thread'].message_notify(
            partner_ids=delegate.partner_id.ids, body=body, subject=env._("Approval mandate"))
