from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import engine
from ..tools.allowance import counted

DELIVERABLE = ('approved', 'partial')
CLOSED = ('delivered', 'received')


class StoreRequisitionLine(models.Model):
    _name = 'store.requisition.line'
    _description = "Article Asked For"
    _order = 'requisition_id desc, id'
    _rec_name = 'product_id'

    requisition_id = fields.Many2one('store.requisition', required=True, index=True, ondelete='cascade')
    state = fields.Selection(related='requisition_id.state', store=True, index=True)
    company_id = fields.Many2one(related='requisition_id.company_id', store=True, index=True, precompute=True)
    store_id = fields.Many2one(related='requisition_id.store_id', store=True, index=True)
    employee_id = fields.Many2one(related='requisition_id.employee_id', store=True, index=True)
    user_id = fields.Many2one(related='requisition_id.user_id', store=True, index=True)
    department_id = fields.Many2one(related='requisition_id.department_id', store=True, index=True)
    date_requested = fields.Date(related='requisition_id.date_requested', store=True)
    product_id = fields.Many2one('product.product', "Article", required=True, index=True, ondelete='restrict')
    allowed_product_ids = fields.Many2many('product.product', compute='_compute_allowed_product_ids')
    uom_id = fields.Many2one(related='product_id.uom_id', string="Unit")
    quantity = fields.Float(digits='Product Unit', required=True, default=1)
    quantity_ready = fields.Float("Prepared", digits='Product Unit', copy=False)
    quantity_delivered = fields.Float("Delivered", digits='Product Unit', copy=False, readonly=True)
    quantity_returned = fields.Float("Returned", digits='Product Unit', copy=False, readonly=True)
    quantity_left = fields.Float("Left", digits='Product Unit', compute='_compute_quantity_left', store=True)
    quantity_counted = fields.Float(digits='Product Unit', compute='_compute_quantity_left', store=True)
    quantity_in_store = fields.Float("In Store", digits='Product Unit', compute='_compute_quantity_in_store')

    _product_unique = models.UniqueIndex('(requisition_id, product_id)', "The article is on the requisition already.")
    _quantity_positive = models.Constraint('CHECK (quantity > 0)', "Ask for more than zero.")
    _ready_within = models.Constraint(
        'CHECK (quantity_ready >= 0)', "What is prepared is not below zero.")
    _delivered_within = models.Constraint(
        'CHECK (quantity_delivered >= 0 AND quantity_delivered <= quantity AND quantity_returned <= quantity_delivered)',
        "No more is delivered than was asked for, no more returned than delivered.")

    @api.depends('product_id', 'requisition_id.store_id')
    def _compute_allowed_product_ids(self):
        for line in self:
            line.allowed_product_ids = line.requisition_id.store_id.item_ids.product_id

    @api.depends('quantity', 'quantity_delivered', 'quantity_returned', 'state')
    def _compute_quantity_left(self):
        for line in self:
            is_open = line.state not in CLOSED
            line.quantity_left = line.quantity - line.quantity_delivered if is_open else 0.0
            line.quantity_counted = counted(line.quantity, line.quantity_delivered, line.quantity_returned, is_open)

    @api.depends('product_id', 'requisition_id.store_id')
    def _compute_quantity_in_store(self):
        for store, lines in self.grouped(lambda line: line.requisition_id.store_id).items():
            quantities = store._get_quantities(lines.product_id) if store else {}
            for line in lines:
                line.quantity_in_store = quantities.get(line.product_id, 0.0)

    @api.model_create_multi
    def create(self, vals_list):
        if not engine.is_running() and any(vals.get(name) for vals in vals_list for name in self._get_keeper_fields()):
            raise UserError(self.env._("What is delivered follows from the deliveries."))
        lines = super().create(vals_list)
        lines.requisition_id._refuse_late({'reason': False})
        lines._check_product()
        return lines

    @api.model
    def _get_keeper_fields(self):
        return 'quantity_ready', 'quantity_delivered', 'quantity_returned'

    def write(self, vals):
        if not engine.is_running():
            self._check_write(set(vals))
        result = super().write(vals)
        if 'product_id' in vals or 'requisition_id' in vals:
            self._check_product()
        if 'quantity_ready' in vals and not engine.is_running():
            self._check_ready()
        return result

    def _check_write(self, names):
        """Drafts change but for what follows; what is approved is only prepared, by a storekeeper.

        :raise UserError: for any other change
        """
        if names & {'quantity_delivered', 'quantity_returned'}:
            raise UserError(self.env._("What is delivered follows from the deliveries."))
        if 'quantity_ready' in names:
            self.store_id._check_keeper()
            if any(line.state not in DELIVERABLE for line in self):
                raise UserError(self.env._("Only what is approved is prepared."))
        if names - {'quantity_ready'}:
            self.requisition_id._refuse_late({'reason': False})

    def _check_ready(self):
        for line in self:
            if line.uom_id.compare(line.quantity_ready, line.quantity_left) > 0:
                raise UserError(self.env._(
                    "%(product)s: %(ready)s prepared, only %(left)s are still to be delivered.",
                    product=line.product_id.display_name, ready=f'{line.quantity_ready:g}', left=f'{line.quantity_left:g}'))

    def _check_product(self):
        """Refuse articles that the store does not hold.

        :raise UserError: naming the first
        """
        for line in self:
            if line.product_id not in line.requisition_id.store_id.item_ids.product_id:
                raise UserError(self.env._(
                    "%(product)s is not an article of %(store)s.", product=line.product_id.display_name,
                    store=line.requisition_id.store_id.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        self.requisition_id._refuse_late({'reason': False})

    def action_ready(self):
        """Tick: all that is left of the line and lies in the store is prepared; a second tick takes it back.

        :raise AccessError: the user does not keep the store
        """
        for line in self:
            possible = max(min(line.quantity_left, line.quantity_in_store), 0.0)
            line.write({'quantity_ready': 0.0 if line.quantity_ready else possible})
