from odoo import api, models


class TierValidation(models.AbstractModel):
    _inherit = 'tier.validation'

    @api.model
    def _update_counter(self, review_counter):
        """Tell the reviewers who are at their screens that their inbox changes; the others count when they come.

        Each message opens a connection to the server, and most reviewers of a document are not there.
        """
        users = self._get_reviews().reviewer_ids or self.env.user
        # who is connected is no secret between colleagues
        present = self.env['mail.presence'].sudo().search([('user_id', 'in', users.ids), ('status', '!=', 'offline')])
        for partner in present.user_id.partner_id:
            partner._bus_send('base.tier.validation/updated', review_counter)
