from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class TierReview(models.Model):
    """What waits for whom, and what can be done from there."""
    _inherit = 'tier.review'

    is_waiting_for_me = fields.Boolean(compute='_compute_is_waiting_for_me', search='_search_is_waiting_for_me')
    is_overdue = fields.Boolean(compute='_compute_is_overdue', search='_search_is_overdue')
    record_name = fields.Char("Document", compute='_compute_record_name')
    model_label = fields.Char("Kind of document", compute='_compute_record_name')
    record_deadline = fields.Date(
        "Deadline", compute='_compute_record_deadline', store=True,
        help="The last day to decide, as the document said when asked.")
    acting_for = fields.Char("For", compute='_compute_acting_for')

    @api.depends_context('uid')
    @api.depends('status', 'can_review', 'reviewer_ids')
    def _compute_is_waiting_for_me(self):
        for review in self:
            review.is_waiting_for_me = (
                review.status == 'pending' and review.can_review and self.env.user in review.reviewer_ids)

    def _search_is_waiting_for_me(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return self._get_waiting_domain()

    @api.model
    def _get_waiting_domain(self):
        """Reviews that the current user can decide now: his own, his groups' and those of whom he replaces."""
        return (Domain('status', '=', 'pending') & Domain('can_review', '=', True)
                & Domain('reviewer_ids', 'in', self.env.uid))

    @api.depends('date_due', 'status')
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for review in self:
            review.is_overdue = bool(review.status == 'pending' and review.date_due and review.date_due < now)

    def _search_is_overdue(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return Domain('status', '=', 'pending') & Domain('date_due', '<', fields.Datetime.now())

    @api.depends('model', 'res_id', 'superseded_res_id')
    def _compute_record_name(self):
        for model, reviews in self.grouped('model').items():
            known = model in self.env
            # ir.model is closed to users; only the translated label is taken
            label = self.env['ir.model'].sudo()._get(model).name if known else model
            ids = [review.res_id or review.superseded_res_id for review in reviews]
            # the reviewer sees at least the name of what he is to decide
            documents = self.env[model].sudo().browse(ids).exists() if known else ()
            names = {document.id: document.display_name for document in documents}
            for review in reviews:
                review.model_label = label
                review.record_name = names.get(review.res_id or review.superseded_res_id) or self.env._("Deleted")

    @api.depends('model', 'res_id', 'pending_since')
    def _compute_record_deadline(self):
        for model, reviews in self.grouped('model').items():
            deadlines = {}
            if model in self.env and hasattr(self.env[model], '_get_tier_deadlines'):
                # the reviewer sees until when he is to decide, whatever else of the document he may read
                deadlines = self.env[model].sudo().browse(reviews.mapped('res_id')).exists()._get_tier_deadlines()
            for review in reviews:
                review.record_deadline = deadlines.get(review.res_id)

    @api.depends_context('uid')
    @api.depends('reviewer_ids', 'status')
    def _compute_acting_for(self):
        # a user without a mandate in force, the usual case, costs one query for the whole list
        current = self.env['tier.delegation']._get_current(domain=Domain('delegate_id', '=', self.env.uid))
        for review in self:
            review.acting_for = bool(current) and review._get_absent_holder(self.env.user).name

    def action_open_record(self):
        """Open the document of the review, with the reader's own rights."""
        self.ensure_one()
        if not self._has_resource_model() or not self.res_id:
            raise UserError(self.env._("The document is no longer there."))
        document = self._get_own_document()
        document.check_access('read')
        if document.env.companies - self.env.companies:
            # the screen works in the companies that are switched on: this address switches on that of the document
            return {'type': 'ir.actions.act_url', 'target': 'self',
                    'url': f'/mail/view?model={self.model}&res_id={self.res_id}'}
        return {'type': 'ir.actions.act_window', 'res_model': self.model, 'res_id': self.res_id,
                'views': [(False, 'form')], 'view_mode': 'form'}

    def _get_own_document(self):
        """The document of the review; one of another of the user's companies is reached without switching to it."""
        self.ensure_one()
        document = self.env[self.model].browse(self.res_id)
        if 'company_id' not in document._fields:
            return document
        # only its company is taken, to work where the user may work anyway
        company = document.sudo().exists().company_id
        is_elsewhere = company in self.env.user.company_ids - self.env.companies
        return document.with_company(company) if is_elsewhere else document

    def action_approve(self):
        """Ask for a remark, then approve the reviews."""
        return self._open_decision('approve')

    def action_reject(self):
        """Ask for the reason, then reject the reviews."""
        return self._open_decision('reject')

    def action_forward(self):
        """Ask for whom, then hand the reviews over."""
        return self._open_decision('forward')

    def _open_decision(self, decision):
        action = self.env['ir.actions.act_window']._for_xml_id('tier_validation_guard.tier_review_decision_action')
        return {**action, 'context': {'default_decision': decision, 'default_review_ids': self.ids}}

    def _forward(self, user, comment):
        """Hand reviews over to ``user``, by who may decide on them now.

        :raise AccessError, UserError: the current user may not decide, or ``user`` may not
        """
        for review in self:
            review._get_own_document()._forward_review(review, user, comment)
