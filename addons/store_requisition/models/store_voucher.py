from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class StoreVoucher(models.Model):
    """The paper of goods that entered or left a store; made by what happened, never written by hand."""
    _name = 'store.voucher'
    _description = "Store Voucher"
    _order = 'id desc'

    name = fields.Char("Number", required=True, readonly=True, index='trigram')
    kind = fields.Selection([('entry', "Entry"), ('exit', "Exit"), ('return', "Return")], required=True, readonly=True,
                            index=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    store_id = fields.Many2one('store.store', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='store_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    requisition_id = fields.Many2one('store.requisition', readonly=True, index='btree_not_null', ondelete='restrict')
    employee_id = fields.Many2one(related='requisition_id.employee_id', store=True, index='btree_not_null')
    user_id = fields.Many2one(related='requisition_id.user_id', store=True, index='btree_not_null')
    department_id = fields.Many2one(related='requisition_id.department_id', store=True, index='btree_not_null', string="Service")
    approver_id = fields.Many2one(related='requisition_id.approver_id', store=True, index='btree_not_null')
    exit_id = fields.Many2one('store.voucher', "Returned from", readonly=True, index='btree_not_null', ondelete='restrict')
    picking_id = fields.Many2one('stock.picking', "Transfer", readonly=True, index='btree_not_null', ondelete='restrict',
                                 groups='stock.group_stock_user')
    partner_id = fields.Many2one('res.partner', readonly=True, index='btree_not_null', ondelete='restrict')
    origin = fields.Char(readonly=True)
    line_ids = fields.One2many('store.voucher.line', 'voucher_id', string="Articles", readonly=True)
    value = fields.Monetary(compute='_compute_value', store=True, groups=(
        'store_requisition.store_requisition_group_keeper,store_requisition.store_requisition_group_reader'))
    delivered_by_id = fields.Many2one('res.users', "Storekeeper", readonly=True, ondelete='restrict')
    received_by_id = fields.Many2one('res.users', "Received by", readonly=True, ondelete='restrict')
    received_on = fields.Datetime(readonly=True)
    to_confirm = fields.Boolean(compute='_compute_to_confirm')

    _name_unique = models.UniqueIndex('(store_id, name)', "This number is taken.")

    @api.depends('line_ids.value')
    def _compute_value(self):
        for voucher in self:
            voucher.value = sum(voucher.line_ids.mapped('value'))

    @api.depends_context('uid')
    @api.depends('received_on', 'user_id', 'kind')
    def _compute_to_confirm(self):
        for voucher in self:
            voucher.to_confirm = voucher.kind == 'exit' and not voucher.received_on and voucher.user_id == self.env.user

    @api.model
    def _make(self, store, kind, moves, values):
        """The voucher of moves that are done, with the next number of the store."""
        return self.create({
            **values, 'name': store._next_number(kind), 'kind': kind, 'store_id': store.id,
            'delivered_by_id': self.env.uid,
            'line_ids': [Command.create({
                'move_id': move.id, 'product_id': move.product_id.id,
                'quantity': move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id),
            }) for move in moves]})

    def action_confirm(self):
        """Confirm the receipt, as who asked for the goods.

        :raise AccessError: by somebody else
        :raise UserError: confirmed already, or handed over by himself
        """
        self.check_access('read')
        for voucher in self:
            if voucher.kind != 'exit' or voucher.user_id != self.env.user:
                raise AccessError(self.env._("Only who asked for the goods confirms that he received them."))
            if voucher.delivered_by_id == self.env.user:
                raise UserError(self.env._("You handed these goods over yourself: another storekeeper does that."))
            if voucher.received_on:
                raise UserError(self.env._("%(voucher)s is confirmed already.", voucher=voucher.name))
        # who may was checked; vouchers are closed to writing otherwise
        self.sudo().write({'received_on': fields.Datetime.now(), 'received_by_id': self.env.uid})
        # see above
        self.requisition_id.sudo()._receive_all()

    def action_print(self):
        """Print the vouchers."""
        self.check_access('read')
        # whoever reads a voucher may print it, but only administrators read the list of reports
        return self.env.ref('store_requisition.store_voucher_report').sudo().report_action(self, config=False)

    def action_return(self):
        """Ask what comes back to the store.

        :raise AccessError: the user does not keep the store
        """
        self.ensure_one()
        self.store_id._check_keeper()
        wizard = self.env['store.voucher.return'].create({'voucher_id': self.id, 'line_ids': [
            Command.create({'voucher_line_id': line.id}) for line in self.line_ids if line.quantity_returnable > 0]})
        return {'type': 'ir.actions.act_window', 'res_model': wizard._name, 'res_id': wizard.id,
                'views': [(False, 'form')], 'target': 'new', 'name': self.env._("Return to the Store")}

    def _return(self, quantities):
        """Take goods of an exit voucher back: ``{line of the voucher: quantity}``; returns the return voucher.

        :raise AccessError: the user does not keep the store
        :raise UserError: nothing, or more than was delivered
        """
        self.ensure_one()
        self.store_id._check_keeper()
        self.store_id._lock()
        self.line_ids.invalidate_recordset(flush=False)
        quantities = {line: quantity for line, quantity in quantities.items() if line.uom_id.compare(quantity, 0)}
        if not quantities or self.kind != 'exit' or not self.requisition_id:
            raise UserError(self.env._("Say how much comes back."))
        for line, quantity in quantities.items():
            if line.voucher_id != self or quantity < 0 or line.uom_id.compare(quantity, line.quantity_returnable) > 0:
                raise UserError(self.env._("%(product)s: at most %(left)s can come back.",
                                           product=line.product_id.display_name, left=f'{line.quantity_returnable:g}'))
        return self._take_back(quantities)

    def _take_back(self, quantities):
        moves = self.store_id._move_in({line.move_id: quantity for line, quantity in quantities.items()}, self.name)
        # the person and the quantities were checked
        voucher = self.sudo()
        for line, quantity in quantities.items():
            line.sudo().quantity_returned += quantity  # see above
        voucher.requisition_id._note_return({line.product_id: quantity for line, quantity in quantities.items()})
        return voucher._make(self.store_id, 'return', moves, {
            'exit_id': self.id, 'requisition_id': self.requisition_id.id, 'origin': self.name})
