from odoo import models

BUYER = 'purchase.group_purchase_user'
APPROVED = ('approved', 'in_progress')


class PurchaseRequest(models.Model):
    _inherit = 'purchase.request'

    def button_in_progress(self):
        """Note that requests are being ordered. Who orders reads what was approved without being allowed to change it.

        :raises AccessError: for who neither orders nor may write the requests
        :raises ValidationError: for a request that is not approved
        """
        self.check_access('read')
        if self.env.user.has_group(BUYER) and all(request.state in APPROVED for request in self):
            # right and state were checked above
            return super(PurchaseRequest, self.sudo()).button_in_progress()
        return super().button_in_progress()
