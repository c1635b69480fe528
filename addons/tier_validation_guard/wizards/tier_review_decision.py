from odoo import api, fields, models
from odoo.exceptions import UserError


class TierReviewDecision(models.TransientModel):
    _name = 'tier.review.decision'
    _description = "Approval Decision"

    decision = fields.Selection(
        [('approve', "Approve"), ('reject', "Reject"), ('forward', "Forward")], required=True, default='approve')
    review_ids = fields.Many2many('tier.review', string="Approvals", required=True)
    forward_to_id = fields.Many2one('res.users', "Forward to", domain=[('share', '=', False)])
    comment = fields.Text("Reason", default=lambda self: self._default_comment())

    @api.model
    def _default_comment(self):
        """The usual reason that the definitions give, so that approving with it takes two taps."""
        if self.env.context.get('default_decision') != 'approve':
            return False
        reviews = self.env['tier.review'].browse(self.env.context.get('default_review_ids', []))
        usual = set(reviews.definition_id.mapped('comment_approve_default'))
        return usual.pop() if len(usual) == 1 else False

    def action_apply(self):
        """Decide on all chosen reviews, or on none.

        :raise UserError: without a reason for a refusal, or without a person to forward to
        """
        self.ensure_one()
        if self.decision == 'reject' and not (self.comment or '').strip():
            raise UserError(self.env._("Give the reason of the refusal."))
        if self.decision == 'forward':
            if not self.forward_to_id:
                raise UserError(self.env._("Say to whom the approval goes."))
            self.review_ids._forward(self.forward_to_id, self.comment)
        else:
            documents = self.review_ids.grouped(lambda review: (review.model, review.res_id))
            for reviews in documents.values():
                reviews[:1].action_open_record()
                document = reviews[:1]._get_own_document()
                document._decide(self.decision, reviews.with_env(document.env), self.comment)
        return {'type': 'ir.actions.act_window_close'}
