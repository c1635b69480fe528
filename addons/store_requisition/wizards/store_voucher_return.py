from odoo import fields, models


class StoreVoucherReturn(models.TransientModel):
    """Asks how much of an exit voucher comes back."""
    _name = 'store.voucher.return'
    _description = "Return to the Store"

    voucher_id = fields.Many2one('store.voucher', required=True, readonly=True, ondelete='cascade')
    line_ids = fields.One2many('store.voucher.return.line', 'return_id', string="Articles")

    def action_apply(self):
        """Take the goods back; shows the return voucher.

        :raise AccessError: the user does not keep the store
        :raise UserError: nothing, or more than was delivered
        """
        self.ensure_one()
        voucher = self.voucher_id._return({line.voucher_line_id: line.quantity for line in self.line_ids})
        return {'type': 'ir.actions.act_window', 'res_model': 'store.voucher', 'res_id': voucher.id,
                'views': [(False, 'form')]}


class StoreVoucherReturnLine(models.TransientModel):
    _name = 'store.voucher.return.line'
    _description = "Article that Comes Back"

    return_id = fields.Many2one('store.voucher.return', required=True, index=True, ondelete='cascade')
    voucher_line_id = fields.Many2one('store.voucher.line', required=True, readonly=True, ondelete='cascade')
    product_id = fields.Many2one(related='voucher_line_id.product_id')
    uom_id = fields.Many2one(related='voucher_line_id.uom_id')
    quantity_returnable = fields.Float(related='voucher_line_id.quantity_returnable')
    quantity = fields.Float("Comes Back", digits='Product Unit')
