from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.http import request

from ..tools import engine


class TierValidation(models.AbstractModel):
    """Approvals that hold. A model that inherits ``tier.validation`` may define:

    ``_tier_free_states``        further states that need no approval
    ``_tier_requesters()``       users who may not approve
    ``_get_tier_deadlines()``    the days by which the documents must be decided
    ``_get_tier_exemption()``    the rule by which a document goes on with no approval
    ``_on_tier_validated()``     called once, when the last review is approved
    ``_on_tier_rejected(comment)`` called once, when a review is rejected
    """
    _inherit = 'tier.validation'

    # a refusal grants nothing, so it needs no approval
    _tier_free_states = ('rejected', 'refused', 'refuse', 'cancel', 'cancelled')

    tier_event_count = fields.Integer("Approval history", compute='_compute_tier_event_count')

    def _compute_tier_event_count(self):
        counts = dict(self.env['tier.review.event']._read_group(
            [('model', '=', self._name), ('res_id', 'in', self.ids)], ['res_id'], ['__count']))
        for document in self:
            document.tier_event_count = counts.get(document.id, 0)

    def _tier_requesters(self):
        """Users who may not approve the documents: who made them and who asked."""
        # the reviews of a document may be out of the reader's reach
        return self.create_uid | self.sudo().review_ids.requested_by

    def _get_tier_deadlines(self):
        """The last day to decide on each document that has one, by its id; shown in the inbox."""
        return {}

    def _get_tier_exemption(self):
        """The reason why the document goes on with no approval (a deadline that decides by itself…), or False."""
        self.ensure_one()
        return False

    def _on_tier_validated(self):
        """Called once for each document, as the user who approved last."""

    def _on_tier_rejected(self, comment):
        """Called once for each document, as the user who rejected it, with his reason (or False)."""

    @contextmanager
    def _tier_unlocked(self):
        """Let the calling Python code write these documents while they are under approval.

        Replaces the context key ``skip_validation_check`` of the base addon, which any client can send.
        """
        with engine.unlocked():
            yield

    @api.model
    def _get_session_user(self):
        """The user whose session this request belongs to; nobody outside a web session."""
        uid = request.session.uid if request and hasattr(request, 'session') else None
        return self.env['res.users'].browse(uid or ())

    def action_view_tier_events(self):
        """Open the kept history of the document's approvals."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('tier_validation_guard.tier_review_event_action')
        return {**action, 'domain': [('model', '=', self._name), ('res_id', '=', self.id)], 'context': {}}

    @api.model
    def _get_company(self):
        """Whose definitions apply: the document's company, else those of the user.

        Never the companies that are ticked in the client: unticking one would untick its approvals.
        """
        field = self._tier_validation_company_field
        if self and field in self._fields and self[field]:
            return self[field]
        return self.env.user.company_ids

    def _get_reviews(self):
        """The reviews of the documents, all of them.

        The field ``review_ids`` holds those that the reader may see, for the rest of the transaction: judgement
        that rested on it would depend on the companies that are ticked in the client.
        """
        # see above
        Review = self.env['tier.review'].sudo()
        known, judged = engine.known('reviews'), engine.known('judged')
        # while one document is judged, the approvals of another kind of document may be looked at
        if known is not None and judged._name == self._name and self <= judged:
            ids = set(self.ids)
            return Review.union(known.filtered(lambda review: review.res_id in ids))
        return Review.search([('model', '=', self._name), ('res_id', 'in', self.ids)])

    def _get_applicable_definitions(self):
        """Definitions that the document falls under, whatever companies the user has ticked."""
        self.ensure_one()
        # the rules of a company bind those who cannot read them
        definitions = self.env['tier.definition'].sudo().search(
            Domain('model', '=', self._name) & Domain('company_id', 'in', [False, *self._get_company().ids]))
        document = self.sudo()
        return definitions.filtered(lambda definition: document.evaluate_tier(definition))

    def _compute_need_validation(self):
        asked = set(self._get_reviews().mapped('res_id'))
        for document in self:
            document.need_validation = bool(
                document._origin and document._origin.id not in asked and document._check_state_from_condition()
                and document._get_applicable_definitions())

    @api.model
    def _search_can_review(self, operator, value):
        if operator != 'in':
            return NotImplemented
        query = self.env['tier.review']._search(
            self.env['tier.review']._get_waiting_domain() & Domain('model', '=', self._name))
        return Domain('id', 'in', query.subselect('tier_review.res_id'))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get('validation_status', 'no') not in ('no', False):
                raise self._forged_status()
        documents = super().create(vals_list)
        documents._tier_check_created()
        return documents

    def write(self, vals):
        if 'validation_status' in vals:
            raise self._forged_status()
        documents = self
        if self.env.context.get('skip_validation_check') or engine.is_unlocked():
            documents = self.with_context(skip_validation_check=engine.is_unlocked())
        return super(TierValidation, documents).write(vals)

    def unlink(self):
        self.check_access('unlink')
        # who may delete the document takes its reviews off it; they are kept
        self._get_reviews()._supersede(self.env._("Document deleted"))
        return super().unlink()

    def _forged_status(self):
        return AccessError(self.env._("The approval status follows from the approvals; it cannot be written."))
