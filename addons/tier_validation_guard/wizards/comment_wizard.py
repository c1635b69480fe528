from odoo import models
from odoo.exceptions import UserError


class CommentWizard(models.TransientModel):
    _inherit = 'comment.wizard'

    def add_comment(self):
        """Decide with the remark; the base method wrote it on any review and decided afterwards.

        :raise AccessError, UserError: the user may not decide on these reviews
        """
        self.ensure_one()
        if not self.env['tier.review']._has_resource_model(self.res_model):
            raise UserError(self.env._("The document is no longer there."))
        decision = 'approve' if self.validate_reject == 'validate' else 'reject'
        self.env[self.res_model].browse(self.res_id)._decide(decision, self.review_ids, self.comment)
