from odoo import fields, models
from odoo.exceptions import UserError


class TierReviewDecision(models.TransientModel):
    _name = 'tier.review.decision'
    _description = "Approval Decision"

    decision = fields.Selection(
        [('approve', "Approve"), ('reject', "Reject"), ('forward', "Forward")], required=True, default='approve')
    review_ids = fields.Many2many('tier.review', string="Approvals", required=True)
    forward_to_id = fields.Many2one('res.users', "Forward to", domain=[('share', '=', False)])
    comment = fields.Text("Reason")

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
            for (model, res_id), reviews in documents.items():
                reviews[:1].action_open_record()
                self.env[model].browse(res_id)._decide(self.decision, reviews, self.comment)
        return {'type': 'ir.actions.act_window_close'}
