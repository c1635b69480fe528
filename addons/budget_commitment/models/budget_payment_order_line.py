from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang


class BudgetPaymentOrderLine(models.Model):
    _name = 'budget.payment.order.line'
    _description = "Bill of a Payment Order"
    _order = 'order_id, id'

    order_id = fields.Many2one('budget.payment.order', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='order_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='order_id.currency_id')
    state = fields.Selection(related='order_id.state', store=True, precompute=True)
    move_id = fields.Many2one(
        'account.move', string="Bill", required=True, index=True, ondelete='restrict',
        domain="[('move_type', '=', 'in_invoice'), ('state', '=', 'posted'), ('amount_residual', '>', 0),"
               " ('company_id', '=', company_id), ('commercial_partner_id', '=', parent.partner_id)]")
    move_name = fields.Char("Number", related='move_id.name')
    ref = fields.Char(related='move_id.ref')
    invoice_date = fields.Date(related='move_id.invoice_date')
    amount = fields.Monetary(compute='_compute_amount', store=True, readonly=False, precompute=True, required=True)

    _amount_positive = models.Constraint('CHECK (amount > 0)', "The amount to be paid is above zero.")
    _one_open = models.UniqueIndex(
        "(move_id) WHERE state IN ('draft', 'approved')", "This bill is on another payment order that is not paid yet.")

    @api.depends('move_id')
    def _compute_amount(self):
        for line in self:
            line.amount = line.move_id.amount_residual

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        if set(vals) - {'state'}:
            self._check_open()
        result = super().write(vals)
        if set(vals) - {'state'}:
            self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_open()

    def _check_open(self):
        """Refuse changes of an order whose approval is asked for or given."""
        for order in self.order_id:
            if order.state != 'draft' or order._get_reviews():
                raise UserError(self.env._(
                    "%(order)s is being approved or decided: its bills do not change.", order=order.display_name))

    @api.constrains('move_id', 'order_id')
    def _check_of_order(self):
        # bills are compared, not shown
        for line in self.sudo():
            order, move = line.order_id, line.move_id
            is_bill = move.move_type in ('in_invoice', 'in_receipt') and move.state == 'posted'
            if not is_bill or move.company_id != order.company_id or move.currency_id != order.currency_id \
                    or move.commercial_partner_id != order.partner_id.commercial_partner_id:
                raise UserError(self.env._(
                    "%(bill)s is not a posted bill of this payee, in this company and currency.", bill=move.display_name))

    @api.constrains('amount', 'move_id')
    def _check_payable(self):
        """Refuse to pay more than a bill still owes.

        :raise UserError: with the figures
        """
        # bills are read for their residual only
        for line in self.sudo():
            if line.order_id.state == 'paid':
                continue
            owed = line.move_id.amount_residual
            if line.currency_id.compare_amounts(line.amount, owed) > 0:
                raise UserError(self.env._(
                    "Bill %(bill)s: %(amount)s to be paid, %(owed)s owed.", bill=line.move_id.name,
                    amount=formatLang(self.env, line.amount, currency_obj=line.currency_id),
                    owed=formatLang(self.env, owed, currency_obj=line.currency_id)))

    def _is_part(self):
        """Whether the bill is paid in part only."""
        self.ensure_one()
        return self.currency_id.compare_amounts(self.amount, self.sudo().move_id.amount_residual) < 0  # read only
