from contextlib import contextmanager

from odoo import models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_datetime

from ..tools import engine
from .tier_review import CLOSED, OPEN


class TierValidation(models.AbstractModel):
    """The engine: asking, deciding, restarting. Nothing else changes a review."""
    _inherit = 'tier.validation'

    def request_validation(self):
        """Ask for the approval of documents that need it; returns the reviews made.

        :raise AccessError: without the right to write the documents
        """
        self.check_access('write')
        self._lock_documents()
        with self._being_judged(), engine.running('request'):
            # users cannot write reviews; who may write the document may ask for its approval
            reviews = super(TierValidation, self._as_engine()).request_validation()
        return reviews.with_env(self.env)

    def restart_validation(self):
        """Begin a new round; the reviews of the old one leave the document and are kept.

        :raise AccessError: without the right to write the documents
        """
        self.check_access('write')
        self._lock_reviews()
        with engine.running('supersede'):
            # users cannot write reviews; who may write the document may ask anew
            return super(TierValidation, self._as_engine()).restart_validation()

    def validate_tier(self):
        """Approve the document, or ask for the comment that its definition wants.

        :raise AccessError: the user may not decide on this document
        :raise UserError: it is decided already, or not yet his turn
        """
        self.check_access('read')
        # locked first, so that what the screen is told and what is decided come from one reading
        self._lock_reviews()
        reviews = self._get_reviews()
        reviews._warm_definitions()
        with self._being_judged(locked=self, reviews=reviews):
            return super().validate_tier()

    def _validate_tier(self, tiers=False):  # pylint: disable=missing-return  # nothing to return
        with self._being_judged():
            reviews = self._begin_decision(tiers)
            with engine.running('decide'):
                super(TierValidation, self._as_engine())._validate_tier(reviews)
            current = self._get_reviews()
            current._update_review_status()
        if current and all(review.status in self._validated_states() for review in current):
            self._on_tier_validated()

    def _rejected_tier(self, tiers=False):  # pylint: disable=missing-return  # nothing to return
        with self._being_judged():
            reviews = self._begin_decision(tiers)
            with engine.running('decide'):
                super(TierValidation, self._as_engine())._rejected_tier(reviews)
                # one refusal ends the round: nothing stays open in other inboxes
                self._get_reviews().filtered(lambda review: review.status in OPEN).write({'status': 'cancel'})
        self._on_tier_rejected(reviews.filtered('comment')[:1].comment)

    def _decide(self, decision, reviews, comment):
        """Approve or reject ``reviews`` of the document with a reason."""
        self.ensure_one()
        with engine.remark(comment):
            if decision == 'approve':
                self._validate_tier(reviews)
            else:
                self._rejected_tier(reviews)
        self._update_counter({'review_deleted': True})

    def _forward_review(self, review, user, comment):
        """Let ``user`` decide instead, with a reason.

        :raise AccessError: the current user may not decide, or ``user`` cannot read the document
        :raise UserError: decided already, or ``user`` asked for the approval
        """
        reviews = self._begin_decision(review)
        self.with_user(user).check_access('read')
        with engine.running('forward'):
            reviews.write({'forwarded_to_id': user.id})
        reviews._log_event('forwarded', to_user_id=user.id, comment=comment)
        self._update_counter({'review_deleted': True})

    @contextmanager
    def _being_judged(self, **known):
        """While one step of approval is taken, its documents and the mandates of the day are read once."""
        if engine.known('judged') == self:
            yield
            return
        # only names and requesters are taken from the documents, as in tier.review._get_document
        documents = {self._name: {document.id: document.sudo() for document in self}}
        mandates = self.env['tier.delegation']._get_current()
        with engine.batch(judged=self, documents=documents, mandates=mandates, **known):
            yield

    def _as_engine(self):
        """The documents with full rights and without the context keys by which a client could bend the engine."""
        return self.sudo().with_context(
            skip_check_state_condition=False, tier_validation_defer_compute_can_review=False)

    def _begin_decision(self, tiers):
        """Lock, and return the reviews that the user may decide now.

        :raise AccessError: the user may not decide on this document
        :raise UserError: it is decided already, or not yet his turn
        """
        self.ensure_one()
        self.check_access('read')
        self._check_person()
        self._lock_reviews()
        current = self._get_reviews()
        # tiers of another document never count
        asked = current & tiers if tiers else current
        reviews = current._get_decidable(self.env.user) & asked
        if not reviews or any(review.status == 'rejected' for review in current):
            raise self._get_decision_refusal(asked or current)
        reviews._refresh_reviewers()
        return reviews

    def _check_person(self):
        """A decision is taken by the person who is signed in, not by the system nor in the name of another.

        :raise AccessError: otherwise
        """
        session_user = self._get_session_user()
        if self.env.uid == SUPERUSER_ID or session_user and session_user != self.env.user:
            raise AccessError(self.env._("Only a person who is signed in can decide on an approval."))

    def _lock_reviews(self):
        """Wait for whoever decides on the same documents at this moment, then look afresh.

        Where the other one was first, PostgreSQL refuses the stale snapshot and Odoo runs the call again:
        it then finds the review decided and says so.
        """
        if engine.known('locked') == self:
            return
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT id FROM tier_review WHERE model = %s AND res_id IN %s ORDER BY id FOR UPDATE",
                                self._name, self._ids or (0,)), log_exceptions=False)
        self.invalidate_recordset(['review_ids'])
        self.env['tier.review'].invalidate_model()

    def _lock_documents(self):
        """Wait for whoever asks for the same approvals at this moment."""
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                                SQL.identifier(self._table), self._ids or (0,)), log_exceptions=False)
        self.invalidate_recordset(['review_ids', 'validation_status'])

    def _get_decision_refusal(self, reviews):
        """Why the user cannot decide, as the exception to raise."""
        user = self.env.user
        if user in self._tier_requesters() | reviews.requested_by:
            return UserError(self.env._("You asked for this approval, so you cannot decide on it."))
        if not reviews:
            return UserError(self.env._("No approval has been asked for."))
        closed = reviews.filtered(lambda review: review.status in CLOSED).sorted('reviewed_date')
        if closed and (not reviews.filtered(lambda review: review.status in OPEN) or closed[-1].status == 'rejected'):
            return self._get_decided_refusal(closed[-1])
        if any(review.status in OPEN and review._may_decide(user) for review in reviews):
            return UserError(self.env._("It is not your turn yet: an earlier step is still open."))
        own = closed.filtered(lambda review: review.done_by and review._may_decide(user))
        if own:
            return self._get_decided_refusal(own[-1])
        return AccessError(self.env._("You are not among those who decide on this approval."))

    def _get_decided_refusal(self, review):
        return UserError(self.env._("Already decided by %(user)s on %(date)s.", user=review.done_by.name,
                                    date=format_datetime(self.env, review.reviewed_date)))


class TierReview(models.Model):
    _inherit = 'tier.review'

    def _warm_definitions(self):
        """Read the definitions of all the reviews at once, and of the fields that name reviewers their name only."""
        self.definition_id.mapped('reviewer_field_id').fetch(['name'])

    def _get_decidable(self, user):
        """Among the reviews of one document, those that ``user`` may decide now.

        In order of the steps; of ordered steps only the first open one, and those after it that say so
        (``approve_sequence_bypass``). Who stands in for another decides one step of a document only.
        """
        decidable = self.browse()
        blocked = False
        for review in self.filtered(lambda review: review.status in OPEN).sorted('sequence'):
            in_turn = not review.approve_sequence or not blocked and (
                not decidable.filtered('approve_sequence') or review.approve_sequence_bypass)
            if in_turn and not (decidable and review._get_absent_holder(user)) and review._may_decide(user):
                decidable |= review
            else:
                blocked = True
        return decidable
