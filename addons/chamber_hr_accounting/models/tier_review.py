from odoo import models


class TierReview(models.Model):
    """A step of a group is for those of its members who work in the chamber of the document."""
    _inherit = 'tier.review'

    def _get_reviewer_fields(self):
        return [*super()._get_reviewer_fields(), 'reviewer_group_id.all_implied_by_ids.user_ids.company_ids']

    def _get_holders(self, requesters=None):
        holders = super()._get_holders(requesters)
        document = self._get_document()
        if not self.reviewer_group_id or not document or 'company_id' not in document._fields:
            return holders
        company = document.sudo().company_id  # only where the document belongs is taken
        return holders.filtered(lambda user: not company or company in user.sudo().company_ids)  # an employee reads no users
