from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import engine

OPEN = ('waiting', 'pending')
CLOSED = ('approved', 'rejected')


class TierReview(models.Model):
    _inherit = 'tier.review'

    pending_since = fields.Datetime(readonly=True, copy=False)
    date_due = fields.Datetime("Due", compute='_compute_date_due', store=True)
    behalf_id = fields.Many2one('res.users', "On behalf of", readonly=True, copy=False)
    forwarded_to_id = fields.Many2one('res.users', "Forwarded to", readonly=True, copy=False)
    superseded = fields.Boolean(readonly=True, copy=False)
    superseded_res_id = fields.Integer("Former document id", readonly=True, copy=False)
    superseded_on = fields.Datetime(readonly=True, copy=False)
    superseded_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    event_ids = fields.One2many('tier.review.event', 'review_id')

    _document_idx = models.Index('(model, res_id)')
    _pending_idx = models.Index("(date_due, id) WHERE status = 'pending'")

    @api.depends('pending_since', 'definition_id.escalation_days')
    def _compute_date_due(self):
        for review in self:
            review.date_due = review.definition_id._get_date_due(review.pending_since)

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list and engine.operation() != 'request':
            raise self._engine_only()
        reviews = super().create(vals_list)
        reviews._log_event('requested')
        return reviews

    def write(self, vals):
        if self.env.su and vals.keys() <= {'last_reminder_date'}:
            return super().write(vals)
        allowed = engine.FIELDS.get(engine.operation() or '', set())
        if not vals.keys() <= allowed or self._reopens(vals):
            raise self._engine_only()
        if vals.get('status') in CLOSED:
            return self._write_decision(vals)
        if vals.keys() & {'done_by', 'reviewed_date', 'behalf_id'}:
            raise self._engine_only()
        if vals.get('status') == 'pending':
            vals = {**vals, 'pending_since': vals.get('pending_since') or fields.Datetime.now()}
        moved = self.filtered(lambda review: review.status != vals.get('status', review.status))
        result = super().write(vals)
        if vals.get('status') == 'cancel' and engine.operation() != 'supersede':
            moved._log_event('cancelled')
        return result

    def _write_decision(self, vals):
        """Close reviews one by one: who decides is checked again here, at the last door before the table."""
        if engine.operation() != 'decide' or vals.get('done_by') != self.env.uid:
            raise self._engine_only()
        for review in self:
            if review.status not in OPEN or not review._may_decide(self.env.user):
                raise review._engine_only()
            values = {**vals, 'behalf_id': review._get_absent_holder(self.env.user).id}
            if comment := engine.comment():
                values['comment'] = comment
            super(TierReview, review).write(values)  # pylint: disable=super-method-mismatch  # the way round our own write
            review._log_event(vals['status'])
        return True

    def _reopens(self, vals):
        """Whether ``vals`` would change the status of a review that is decided or closed."""
        return 'status' in vals and any(review.status not in OPEN for review in self)

    # pylint: disable=method-required-super,no-raise-unlink  # reviews are never deleted; uninstalling drops the table
    def unlink(self):
        """Reviews stay: inside the engine they leave their document and are kept; elsewhere it is refused."""
        if not self:
            return True
        if engine.operation() != 'supersede':
            raise self._engine_only()
        self._supersede()
        return True

    def _supersede(self, reason=None):  # pylint: disable=missing-return  # nothing to return
        """Take reviews off their document, for a new round or because it goes, and keep them for ever."""
        for review in self.filtered(lambda review: not review.superseded):
            document = review._get_document()
            review._log_event('restarted', comment=reason or engine.comment())
            with engine.running('supersede'):
                super(TierReview, review).write({  # pylint: disable=super-method-mismatch  # the way round our own write
                    'superseded': True, 'superseded_res_id': review.res_id, 'superseded_on': fields.Datetime.now(),
                    'superseded_by_id': self.env.uid, 'res_id': False,
                    'status': 'cancel' if review.status in OPEN else review.status,
                })
            document.invalidate_recordset(['review_ids'], flush=False)
            document.modified(['review_ids'])

    def _update_review_status(self):
        with engine.running('promote'):
            # promotion follows from decisions that were checked; users cannot write reviews themselves
            return super(TierReview, self.sudo())._update_review_status()

    def _engine_only(self):
        return AccessError(self.env._("Approvals change only by asking, approving, rejecting or restarting them."))

    def _get_document(self):
        """The document of the review, read with full rights (its reviewers may not see all of it)."""
        self.ensure_one()
        res_id = self.res_id or self.superseded_res_id
        if not self._has_resource_model() or not res_id:
            return self.env['tier.validation']
        known = (engine.known('documents') or {}).get(self.model, {})
        if res_id in known:
            return known[res_id]
        # only names and requesters are taken from it
        return self.env[self.model].sudo().browse(res_id).exists()

    def _log_event(self, event, **values):
        """Add one event per review to the chained history; returns the events."""
        # nobody may write the history by hand, the engine writes it for everyone
        Event = self.env['tier.review.event'].sudo()
        return Event.create([review._prepare_event_values(event, **values) for review in self])

    def _prepare_event_values(self, event, **values):
        self.ensure_one()
        document = self._get_document()
        return {
            'event': event, 'review_id': self.id, 'model': self.model, 'res_id': self.res_id or self.superseded_res_id,
            'record_name': document.display_name if document else False,
            'tier_name': self.name, 'tier_sequence': self.sequence,
            'user_id': self.done_by.id if event == 'adopted' and self.done_by else self.env.uid,
            'behalf_id': self.behalf_id.id if event in CLOSED else False,
            'requested_by_id': self.requested_by.id, 'comment': self.comment if event in CLOSED else False,
            'session_user_id': self.env['tier.validation']._get_session_user().id,
            'company_id': self._get_event_company(document).id,
            **values,
        }

    def _get_event_company(self, document):
        field = getattr(document, '_tier_validation_company_field', None)
        company = document[field] if document and field in document._fields else self.company_id
        return company or self.company_id

    @api.constrains('forwarded_to_id')
    def _check_forwarded_to(self):
        for review in self.filtered('forwarded_to_id'):
            if review.forwarded_to_id in review._get_requesters():
                raise UserError(self.env._("%s asked for this approval and cannot decide on it.",
                                           review.forwarded_to_id.name))
