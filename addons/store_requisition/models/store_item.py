from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain


class StoreItem(models.Model):
    """An article that a store holds: what may be asked of it, and from how little on it is bought again."""
    _name = 'store.item'
    _description = "Article of a Store"
    _order = 'store_id, product_id, id'
    _rec_name = 'product_id'
    _rec_names_search = ['product_id']

    store_id = fields.Many2one('store.store', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='store_id.company_id', store=True, index=True, precompute=True)
    product_id = fields.Many2one(
        'product.product', "Article", required=True, index=True, ondelete='restrict',
        domain="[('is_storable', '=', True), ('tracking', '=', 'none'), ('company_id', 'in', (False, company_id))]")
    category_id = fields.Many2one(related='product_id.categ_id', store=True, index=True)
    uom_id = fields.Many2one(related='product_id.uom_id')
    image_128 = fields.Image(related='product_id.image_128')
    active = fields.Boolean(default=True)
    minimum = fields.Float(digits='Product Unit', help="At or under this quantity the article is low. 0 = never.")
    target = fields.Float("Fill up to", digits='Product Unit', help="How much there should be after buying.")
    quantity = fields.Float("In Store", digits='Product Unit', compute='_compute_quantity', compute_sudo=True)
    promised = fields.Float(digits='Product Unit', compute='_compute_quantity', compute_sudo=True,
                            help="Approved requisitions that are not delivered yet.")
    missing = fields.Float("To Buy", digits='Product Unit', compute='_compute_quantity', compute_sudo=True)
    is_low = fields.Boolean("Low", compute='_compute_quantity', search='_search_is_low', compute_sudo=True)
    asked_on = fields.Date("Asked Last", compute='_compute_asked', search='_search_asked_on')
    asked_quantity = fields.Float("Quantity Asked Last", digits='Product Unit', compute='_compute_asked')
    basket_quantity = fields.Float("In My Basket", digits='Product Unit', compute='_compute_asked')

    _product_unique = models.UniqueIndex('(store_id, product_id)', "The store has this article already.")
    _minimum_positive = models.Constraint('CHECK (minimum >= 0 AND target >= 0)', "Minimum and target are not below zero.")

    @api.depends('product_id', 'store_id', 'minimum', 'target')
    def _compute_quantity(self):
        promised = {}
        for product, store, left in self.env['store.requisition.line']._read_group(
                [('store_id', 'in', self.store_id.ids), ('state', 'in', ('approved', 'partial'))],
                ['product_id', 'store_id'], ['quantity_left:sum']):
            promised[product, store] = left
        for store, items in self.grouped('store_id').items():
            quantities = store._get_quantities(items.product_id) if store else {}
            for item in items:
                item.quantity = quantities.get(item.product_id, 0.0)
                item.promised = promised.get((item.product_id, store), 0.0)
                item.is_low = bool(item.minimum) and item.quantity <= item.minimum
                wanted = max(item.target, item.minimum) + item.promised - item.quantity
                item.missing = max(wanted - item._get_ordered(), 0.0) if item.is_low else 0.0

    def _get_ordered(self):
        """What is on its way already. To be overridden by what buys."""
        self.ensure_one()
        return 0.0

    def _search_is_low(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return Domain('id', 'in', self.search([('minimum', '>', 0)]).filtered('is_low').ids)

    @api.depends_context('uid')
    def _compute_asked(self):
        Line = self.env['store.requisition.line']
        lines = Line.search([('user_id', '=', self.env.uid), ('product_id', 'in', self.product_id.ids)], order='id desc')
        last, basket = {}, {}
        for line in lines:
            key = line.product_id, line.store_id
            if line.state == 'draft':
                basket[key] = basket.get(key, 0.0) + line.quantity
            else:
                last.setdefault(key, line)
        for item in self:
            line = last.get((item.product_id, item.store_id), Line)
            item.asked_on = line.requisition_id.date_requested
            item.asked_quantity = line.quantity
            item.basket_quantity = basket.get((item.product_id, item.store_id), 0.0)

    def _search_asked_on(self, operator, value):
        if operator != 'in' or set(value) != {False}:
            return NotImplemented
        asked = self.env['store.requisition.line'].search(
            [('user_id', '=', self.env.uid), ('state', '!=', 'draft')]).product_id
        return Domain('product_id', 'not in', asked.ids)

    @api.constrains('product_id')
    def _check_product(self):
        for item in self:
            if not item.product_id.is_storable or item.product_id.tracking != 'none':
                raise ValidationError(self.env._(
                    "%(product)s: a store holds goods whose quantity is tracked, without lots or serial numbers.",
                    product=item.product_id.display_name))

    def action_add(self):
        """Put one more of each article into the basket of the user: his draft requisition for the store.

        :raise UserError: the user has no employee file, or the store does not serve his service
        """
        self.check_access('read')
        for store, items in self.grouped('store_id').items():
            basket = self.env['store.requisition']._get_basket(store)
            for item in items:
                line = basket.line_ids.filtered(lambda line, item=item: line.product_id == item.product_id)
                if line:
                    line.quantity += 1
                else:
                    basket.write({'line_ids': [Command.create({'product_id': item.product_id.id, 'quantity': 1})]})
        return {'type': 'ir.actions.client', 'tag': 'soft_reload'}

    def action_open_basket(self):
        """Open the draft requisition of the user.

        :raise UserError: nothing is in it
        """
        basket = self.env['store.requisition'].search(
            [('user_id', '=', self.env.uid), ('state', '=', 'draft')], limit=1)
        if not basket:
            raise UserError(self.env._("Nothing is in your basket yet."))
        return basket._get_form_action()
