from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BudgetPaymentOrder(models.Model):
    """The order to pay posted bills: made after the bill, approved, then carried out by somebody else."""
    _name = 'budget.payment.order'
    _description = "Payment Order"
    _inherit = ['budget.step.mixin']
    _order = 'date desc, id desc'
    _step_fields = frozenset({'state', 'name', 'date_paid', 'paid_by_id', 'payment_id'})
    _open_fields = frozenset({'journal_id', 'date_payment', 'memo'})

    name = fields.Char("Number", required=True, readonly=True, copy=False, default=lambda self: self.env._("New"))
    company_id = fields.Many2one(
        'res.company', required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    partner_id = fields.Many2one('res.partner', string="Payee", required=True, index=True, ondelete='restrict')
    partner_bank_id = fields.Many2one(
        'res.partner.bank', string="Account of the Payee", ondelete='restrict', domain="[('partner_id', '=', partner_id)]")
    date = fields.Date(required=True, default=fields.Date.context_today)
    currency_id = fields.Many2one(
        'res.currency', required=True, default=lambda self: self.env.company.currency_id, ondelete='restrict')
    line_ids = fields.One2many('budget.payment.order.line', 'order_id', string="Bills", copy=True)
    amount_total = fields.Monetary("Total", compute='_compute_amount_total', store=True)
    reason = fields.Char("Subject")
    journal_id = fields.Many2one(
        'account.journal', string="Paid From", check_company=True, domain=[('type', 'in', ('bank', 'cash'))])
    date_payment = fields.Date("To Be Paid On")
    memo = fields.Char("Reference of the Payment", help="Number of the cheque or of the transfer.")
    date_paid = fields.Date("Paid On", readonly=True, copy=False)
    paid_by_id = fields.Many2one('res.users', readonly=True, copy=False, ondelete='restrict')
    payment_id = fields.Many2one('account.payment', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    state = fields.Selection(
        [('draft', "Draft"), ('approved', "To Be Paid"), ('paid', "Paid"), ('refused', "Refused"), ('cancel', "Cancelled")],
        default='draft', required=True, readonly=True, copy=False, tracking=True, index=True)

    _number_unique = models.UniqueIndex(
        "(company_id, name) WHERE state IN ('approved', 'paid')", "Two payment orders cannot have the same number.")

    @api.depends('line_ids.amount')
    def _compute_amount_total(self):
        for order in self:
            order.amount_total = sum(order.line_ids.mapped('amount'))

    @api.depends('name', 'state', 'partner_id.name')
    def _compute_display_name(self):
        """The number and the payee: who approves a draft, which has no number yet, sees whom he lets pay."""
        for order in self:
            number = order.name if order.state in ('approved', 'paid') else False
            order.display_name = ' — '.join(filter(None, [number, order.partner_id.name])) or order.name

    def _check_complete(self):
        result = super()._check_complete()
        if not self.line_ids:
            raise UserError(self.env._("The payment order has no bill."))
        self.line_ids._check_payable()
        return result

    @api.constrains('company_id', 'partner_id', 'currency_id', 'line_ids')
    def _check_bills(self):
        self.line_ids._check_of_order()

    @api.constrains('line_ids')
    def _check_part(self):
        for order in self:
            parts = order.line_ids.filtered(lambda line: line._is_part())
            if parts and len(order.line_ids) > 1:
                raise ValidationError(self.env._("A bill that is paid in part has a payment order of its own."))

    def _apply(self):
        result = super()._apply()
        self._check_complete()
        # users may not draw numbers themselves
        sequence = self.env['ir.sequence'].sudo().with_company(self.company_id)
        self._write_step({'name': sequence.next_by_code('budget.payment.order', sequence_date=self.date)})
        return result

    def _get_duty_users(self):
        """{step: users} of all that led to the order: who asked, who approved, who accepted the bills."""
        self.ensure_one()
        # steps of others count, whoever may read them
        order = self.sudo()
        users = {'request': order.create_uid, 'approve': order._get_reviews().filtered(
            lambda review: review.status == 'approved').done_by}
        for step, who in order.line_ids.move_id._get_budget_duty_users().items():
            users[step] = users.get(step, self.env['res.users']) | who
        return users

    def _tier_requesters(self):
        """Who asked for the expense does not approve its payment."""
        requesters = super()._tier_requesters()
        for order in self:
            requesters |= self.env['budget.duty.rule']._get_barred('approve', {
                'request': order._get_duty_users()['request']})
        return requesters

    def _check_duty(self):
        self.env['budget.duty.rule']._check('approve', self.env.user, self._get_duty_users())

    @api.model
    def _make_for(self, moves):
        """Draft orders for posted bills, one for each payee and currency."""
        orders = self.browse()
        for (company, partner, currency), bills in moves.grouped(
                lambda move: (move.company_id, move.commercial_partner_id, move.currency_id)).items():
            orders |= self.create({
                'company_id': company.id, 'partner_id': partner.id, 'currency_id': currency.id,
                'partner_bank_id': bills.partner_bank_id[:1].id,
                'reason': ', '.join(filter(None, bills.mapped('ref'))) or ', '.join(bills.mapped('name')),
                'line_ids': [fields.Command.create({'move_id': bill.id, 'amount': bill.amount_residual}) for bill in bills],
            })
        return orders

    def action_view_payment(self):
        """Open the payment that was made."""
        self.ensure_one()
        self.check_access('read')
        return self.payment_id._get_records_action()

    def action_print(self):
        """Print the payment order.

        :raise UserError: it is not approved
        """
        self.check_access('read')
        if any(order.state not in ('approved', 'paid') for order in self):
            raise UserError(self.env._("A payment order is printed once it is approved."))
        # whoever reads an order may print it, but only administrators read the list of reports
        return self.env.ref('budget_commitment.budget_payment_order_report').sudo().report_action(self, config=False)

    def _get_charges(self):
        """The budget lines that bear the bills of the order, with what was billed on each: [(line, amount)]."""
        self.ensure_one()
        # the paper names the lines, whoever prints it
        sums = self.env['budget.commitment'].sudo()._sums_of_causes(self.line_ids.move_id)
        return [(commitment.line_id, float(values['liquidated'])) for commitment, values in sums.items()]
