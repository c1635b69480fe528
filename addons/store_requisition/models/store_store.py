from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

PREFIXES = {'requisition': 'DM', 'exit': 'BS', 'entry': 'BE', 'return': 'BR'}
KEEPER = 'store_requisition.store_requisition_group_keeper'
MANAGER = 'store_requisition.store_requisition_group_manager'


class StoreStore(models.Model):
    """A place of one company where consumables are kept, with those who keep it."""
    _name = 'store.store'
    _description = "Store"
    _order = 'company_id, name'

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stands in the numbers of the papers.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one('res.company', required=True, index=True, default=lambda self: self.env.company)
    location_id = fields.Many2one(
        'stock.location', "Place", required=True, index=True, ondelete='restrict',
        domain="[('usage', '=', 'internal'), ('company_id', '=', company_id)]",
        help="Where the goods lie. Left empty, a place is made in the company's warehouse.")
    consumption_location_id = fields.Many2one(
        'stock.location', "Consumption", required=True, index=True, ondelete='restrict',
        domain="[('usage', 'in', ('production', 'inventory')), ('company_id', '=', company_id)]",
        help="Where delivered goods go in the books of stock. Left empty, the company's own is used.")
    keeper_ids = fields.Many2many(
        'res.users', string="Storekeepers", domain="[('share', '=', False), ('company_ids', 'in', company_id)]")
    department_ids = fields.Many2many(
        'hr.department', string="Services Served", domain="[('company_id', 'in', (False, company_id))]",
        help="Leave empty to serve every service of the company.")
    item_ids = fields.One2many('store.item', 'store_id', string="Articles")
    item_count = fields.Integer("Number of Articles", compute='_compute_counts')
    low_count = fields.Integer("Low Articles", compute='_compute_counts')
    queue_count = fields.Integer("To Deliver", compute='_compute_counts')
    revision = fields.Integer(readonly=True, copy=False, default=0)

    _code_unique = models.UniqueIndex('(company_id, code)', "Another store of the company has this code.")
    _location_unique = models.UniqueIndex('(location_id)', "Another store stands at this place.")

    @api.depends('item_ids')
    def _compute_counts(self):
        items = dict(self.env['store.item']._read_group([('store_id', 'in', self.ids)], ['store_id'], ['__count']))
        low = dict(self.env['store.item']._read_group(
            [('store_id', 'in', self.ids), ('is_low', '=', True)], ['store_id'], ['__count']))
        queue = dict(self.env['store.requisition']._read_group(
            [('store_id', 'in', self.ids), ('state', 'in', ('approved', 'partial'))], ['store_id'], ['__count']))
        for store in self:
            store.item_count = items.get(store._origin, 0)
            store.low_count = low.get(store._origin, 0)
            store.queue_count = queue.get(store._origin, 0)

    @api.constrains('location_id', 'consumption_location_id', 'company_id')
    def _check_locations(self):
        for store in self:
            if store.location_id.usage != 'internal' or store.location_id.company_id != store.company_id:
                raise ValidationError(self.env._("The place of a store is an internal one of its company."))
            outside = store.consumption_location_id
            if outside.usage not in ('production', 'inventory') or outside.company_id != store.company_id:
                raise ValidationError(self.env._("Consumption goes to a virtual place of the store's company."))

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._complete_locations(vals) for vals in vals_list]
        stores = super().create(vals_list)
        stores._create_sequences()
        return stores

    def write(self, vals):
        if {'company_id', 'code', 'location_id'} & set(vals):
            # papers of every company of the store count, whoever reads them
            used = self.env['store.voucher'].sudo().search_count([('store_id', 'in', self.ids)], limit=1)
            if used:
                raise UserError(self.env._("Papers were issued by this store: its company, code and place stay."))
        if 'revision' in vals:
            raise UserError(self.env._("The revision of a store is not written by hand."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # see write
        if self.env['store.requisition'].sudo().search_count([('store_id', 'in', self.ids)], limit=1):
            raise UserError(self.env._("This store has requisitions: archive it instead."))

    @api.model
    def _complete_locations(self, vals):
        company = self.env['res.company'].browse(vals.get('company_id')) or self.env.company
        # only managers of stores make stores; the places follow from that
        Location = self.env['stock.location'].sudo().with_company(company)
        vals = dict(vals)
        if not vals.get('location_id'):
            warehouse = self.env['stock.warehouse'].sudo().search([('company_id', '=', company.id)], limit=1)
            vals['location_id'] = Location.create({
                'name': vals.get('name'), 'usage': 'internal', 'company_id': company.id,
                'location_id': warehouse.lot_stock_id.id}).id
        if not vals.get('consumption_location_id'):
            known = self.sudo().with_context(active_test=False).search([('company_id', '=', company.id)], limit=1)
            vals['consumption_location_id'] = (known.consumption_location_id or Location.create({
                'name': self.env._("Internal consumption"), 'usage': 'production', 'company_id': company.id})).id
        return vals

    def _create_sequences(self):
        # numbers belong to the store, managers of stores need no right on other sequences
        self.env['ir.sequence'].sudo().create([{
            'name': f'{store.code} {prefix}', 'code': store._get_sequence_code(kind),
            'prefix': f'{prefix}/{store.code}/%(range_year)s/', 'padding': 5, 'use_date_range': True,
            'implementation': 'no_gap', 'company_id': store.company_id.id,
        } for store in self for kind, prefix in PREFIXES.items()])

    def _get_sequence_code(self, kind):
        self.ensure_one()
        return f'store.{kind}.{self.id}'

    def _next_number(self, kind):
        """The next number of a kind of paper, without a gap; the store is locked first."""
        self.ensure_one()
        self._lock()
        # nobody draws numbers himself
        sequence = self.env['ir.sequence'].sudo().with_company(self.company_id)
        return sequence.next_by_code(self._get_sequence_code(kind), sequence_date=fields.Date.context_today(self))

    def _lock(self):
        """Let what happens in the stores happen one after the other.

        Whoever comes second meets a serialisation failure: the server runs his call again, on what is left.
        """
        self.env.flush_all()
        for store in self.sorted('id'):
            self.env.cr.execute(
                SQL("UPDATE store_store SET revision = revision + 1 WHERE id = %s", store.id), log_exceptions=False)
        self.env['stock.quant'].invalidate_model(['quantity', 'reserved_quantity'], flush=False)

    @api.model
    def _find_by_location(self, locations):
        """{location: its store}, for the places of stores and what lies inside them."""
        # goods of a store are its own whoever moves them
        stores = self.sudo().with_context(active_test=False).search(Domain.TRUE)
        paths = [(store.location_id.parent_path, store) for store in stores]
        return {location: store for location in locations for path, store in paths
                if path and (location.parent_path or '').startswith(path)}

    def _check_keeper(self):
        """Refuse who does not keep these stores.

        :raise AccessError: the user is neither one of their storekeepers nor a manager of stores
        """
        user = self.env.user
        for store in self:
            is_keeper = user.has_group(KEEPER) and user in store.keeper_ids or user.has_group(MANAGER)
            if not is_keeper or store.company_id not in user.company_ids:
                raise AccessError(self.env._("%(store)s: only its storekeepers do this.", store=store.display_name))

    def _get_quantities(self, products):
        """{product: quantity on the shelves}, reserved by others or not."""
        self.ensure_one()
        # how much there is, is no secret to who asks
        groups = self.env['stock.quant'].sudo()._read_group(
            [('location_id', 'child_of', self.location_id.id), ('product_id', 'in', products.ids)],
            ['product_id'], ['quantity:sum'])
        return {product: quantity for product, quantity in groups}

    def action_view_queue(self):
        """Open what waits to be delivered from the store."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('store_requisition.store_requisition_action_queue')
        return {**action, 'domain': [('store_id', '=', self.id), ('state', 'in', ('approved', 'partial'))]}

    def action_view_items(self):
        """Open the articles of the store."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('store_requisition.store_item_action')
        return {**action, 'domain': [('store_id', '=', self.id)],
                'context': {'default_store_id': self.id, **({'search_default_low': 1} if self.env.context.get('low') else {})}}

    def action_receive(self):
        """Open a receipt of goods into the store; when it is validated, an entry voucher is made.

        :raise AccessError: the user does not keep the store
        :raise UserError: the company has no receipts
        """
        self.ensure_one()
        self._check_keeper()
        operation = self.env['stock.picking.type'].search(
            [('code', '=', 'incoming'), ('company_id', '=', self.company_id.id)], limit=1)
        if not operation:
            raise UserError(self.env._("%(company)s has no warehouse that receives goods.", company=self.company_id.name))
        return {'type': 'ir.actions.act_window', 'res_model': 'stock.picking', 'views': [(False, 'form')],
                'context': {'default_picking_type_id': operation.id, 'default_location_dest_id': self.location_id.id,
                            'default_company_id': self.company_id.id}}
