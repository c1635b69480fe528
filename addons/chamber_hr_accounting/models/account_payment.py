from odoo import models


class AccountPayment(models.Model):
    _inherit = 'account.payment'

    def action_draft(self):
        self.move_id._check_not_of_desk()
        return super().action_draft()

    def action_cancel(self):
        self.move_id._check_not_of_desk()
        return super().action_cancel()
