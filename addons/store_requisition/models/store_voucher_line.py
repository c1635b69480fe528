from odoo import api, fields, models

MONEY = 'store_requisition.store_requisition_group_keeper,store_requisition.store_requisition_group_reader'


class StoreVoucherLine(models.Model):
    """One article of a voucher, with what it cost: the table of consumption."""
    _name = 'store.voucher.line'
    _description = "Article of a Voucher"
    _order = 'voucher_id desc, id'
    _rec_name = 'product_id'

    voucher_id = fields.Many2one('store.voucher', required=True, readonly=True, index=True, ondelete='restrict')
    move_id = fields.Many2one('stock.move', readonly=True, index='btree_not_null', ondelete='restrict',
                              groups='stock.group_stock_user')
    kind = fields.Selection(related='voucher_id.kind', store=True, index=True)
    date = fields.Datetime(related='voucher_id.date', store=True, index=True)
    store_id = fields.Many2one(related='voucher_id.store_id', store=True, index=True)
    company_id = fields.Many2one(related='voucher_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    employee_id = fields.Many2one(related='voucher_id.employee_id', store=True, index='btree_not_null')
    user_id = fields.Many2one(related='voucher_id.user_id', store=True, index='btree_not_null')
    approver_id = fields.Many2one(related='voucher_id.approver_id', store=True, index='btree_not_null')
    department_id = fields.Many2one(related='voucher_id.department_id', store=True, index='btree_not_null', string="Service")
    product_id = fields.Many2one('product.product', "Article", required=True, readonly=True, index=True, ondelete='restrict')
    category_id = fields.Many2one(related='product_id.categ_id', store=True, index=True)
    uom_id = fields.Many2one(related='product_id.uom_id', string="Unit")
    quantity = fields.Float(digits='Product Unit', required=True, readonly=True)
    quantity_returned = fields.Float("Returned", digits='Product Unit', readonly=True)
    quantity_returnable = fields.Float("May Come Back", digits='Product Unit', compute='_compute_quantity_returnable')
    value = fields.Monetary(compute='_compute_value', store=True, compute_sudo=True, groups=MONEY)
    consumed = fields.Float("Quantity Consumed", digits='Product Unit', compute='_compute_consumed', store=True)
    consumed_value = fields.Monetary("Value Consumed", compute='_compute_consumed', store=True, groups=MONEY)

    _returned_within = models.Constraint(
        'CHECK (quantity_returned >= 0 AND quantity_returned <= quantity)', "No more comes back than was delivered.")

    @api.depends('move_id.value')
    def _compute_value(self):
        """Exits at the cost of their day; what a receipt is worth follows its bill, as in the valuation of stock."""
        for line in self:
            line.value = abs(line.move_id.value)

    @api.depends('quantity', 'quantity_returned', 'kind')
    def _compute_quantity_returnable(self):
        for line in self:
            line.quantity_returnable = line.quantity - line.quantity_returned if line.kind == 'exit' else 0.0

    @api.depends('quantity', 'value', 'kind', 'department_id', 'employee_id')
    def _compute_consumed(self):
        for line in self:
            sign = {'exit': 1, 'return': -1}.get(line.kind, 0) if line.employee_id else 0
            line.consumed = sign * line.quantity
            line.consumed_value = sign * line.value
