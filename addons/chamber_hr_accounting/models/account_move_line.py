from odoo import models


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    def _expand_asset_line(self):
        """One line for each thing bought: each is still a line of the same order, which is billed by all of them."""
        before = self.move_id.invoice_line_ids
        result = super()._expand_asset_line()
        if self.purchase_line_id:
            (self.move_id.invoice_line_ids - before).purchase_line_id = self.purchase_line_id
        return result
