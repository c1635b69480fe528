from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import engine


class TierReview(models.Model):
    _inherit = 'tier.review'

    # in the language of who reads, not of who asked; names are told to whoever may read the review
    todo_by = fields.Char(store=False, compute_sudo=True)

    def _get_reviewer_fields(self):
        return [*super()._get_reviewer_fields(), 'forwarded_to_id', 'escalated_on',
                'reviewer_group_id.all_implied_by_ids.user_ids', 'definition_id.escalation_user_id',
                'definition_id.escalation_group_id.all_implied_by_ids.user_ids']

    def _compute_reviewer_ids(self):
        # thousands of reviews follow one mandate: documents, who asked and mandates are read once for all of them,
        # and reviews with the same reviewers are written together
        mandates = engine.known('mandates')
        if mandates is None:
            mandates = self.env['tier.delegation']._get_current()
        self._warm_definitions()
        with engine.batch(documents=self._get_known_documents(), mandates=mandates):
            for reviewers, reviews in self.grouped(lambda review: review._get_reviewers()).items():
                reviews.reviewer_ids = reviewers

    @api.depends_context('lang')
    def _compute_todo_by(self):
        # the names of all reviewers at once, not review by review
        self.reviewer_ids.mapped('display_name')
        return super()._compute_todo_by()

    def _get_known_documents(self):
        """{model: existing documents by id} of the reviews, with who asked for them already read."""
        known = {}
        for model, reviews in self.grouped('model').items():
            if not self._has_resource_model(model):
                continue
            known[model] = dict((engine.known('documents') or {}).get(model, {}))
            missing = {review.res_id or review.superseded_res_id for review in reviews} - {0, *known[model]}
            if missing:
                # only requesters are taken from them, as in _get_document
                documents = self.env[model].sudo().browse(missing).exists()
                documents.review_ids.mapped('requested_by')
                known[model].update((document.id, document) for document in documents)
        return known

    def _get_reviewers(self):
        """Who may decide today: the holders of the step, and their delegates."""
        requesters = self._get_requesters()
        holders = self._get_holders(requesters)
        return holders | self._get_mandates(holders).delegate_id.filtered('active') - requesters

    def _get_holders(self, requesters=None):
        """Who decides in his own name: never somebody who asked for the approval."""
        requesters = self._get_requesters() if requesters is None else requesters
        # the definition says who decides, whatever the reader may read of it: fields are for administrators
        review = self.sudo()
        # a role that includes the group holds its steps as well
        holders = self.forwarded_to_id or (
            super(TierReview, review)._get_reviewers()  # pylint: disable=super-method-mismatch
            | review.reviewer_group_id.all_user_ids)
        if self.escalated_on:
            holders |= self.definition_id._get_escalation_users()
        return self.env['res.users'].union(holders - requesters).filtered('active')

    def _get_mandates(self, holders):
        """Mandates of today given by ``holders``, for this kind of document."""
        mandates = engine.known('mandates')
        if mandates is not None:
            return mandates.filtered(lambda mandate: mandate.delegator_id in holders
                                     and mandate.res_model in (False, self.model))
        return self.env['tier.delegation']._get_current(self.model, Domain('delegator_id', 'in', holders.ids))

    def _get_requesters(self):
        """Users who may not decide on the review."""
        self.ensure_one()
        document = self._get_document()
        asked = self.requested_by
        return asked | document._tier_requesters() if document else asked

    def _get_absent_holder(self, user):
        """In whose place ``user`` decides; nobody when he holds the step himself."""
        self.ensure_one()
        holders = self._get_holders()
        if user in holders:
            return self.env['res.users']
        return self._get_mandates(holders).filtered(lambda mandate: mandate.delegate_id == user)[:1].delegator_id

    def _may_decide(self, user):
        """Whether ``user`` may decide now, by himself or for an absent holder.

        Two steps of one document are never decided by one person where he stands in for another:
        a registrar who replaces the director would else be alone.
        """
        self.ensure_one()
        if user in self._get_holders():
            return True
        if user not in self._get_reviewers():
            return False
        others = self._get_document()._get_reviews() - self
        return not others.filtered(lambda review: review.status == 'approved' and review.done_by == user)

    def _refresh_reviewers(self):
        """Recompute who may decide, when mandates start, end or are withdrawn."""
        self.env.add_to_compute(self._fields['reviewer_ids'], self)
        self.modified(['reviewer_ids'])
        self.flush_recordset()
