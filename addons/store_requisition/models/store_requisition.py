from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools import engine

OPEN = ('requested', 'approved', 'partial')


class StoreRequisition(models.Model):
    """What an employee asks of a store for his service: approved, delivered, received."""
    _name = 'store.requisition'
    _description = "Requisition"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin', 'barcodes.barcode_events_mixin']
    _order = 'is_urgent desc, id desc'
    _tier_validation_manual_config = False
    _state_from = ['requested']
    _state_to = ['approved']

    # written by the steps alone
    STEP_FIELDS = frozenset({'state', 'name', 'date_requested', 'approver_id', 'is_over_limit', 'over_limit_note',
                             'closed_by_id'})
    STATES = [('draft', "Draft"), ('requested', "Waiting for approval"), ('approved', "To deliver"),
              ('partial', "Partly delivered"), ('delivered', "Delivered"), ('received', "Received"),
              ('refused', "Refused"), ('cancel', "Cancelled")]

    name = fields.Char("Number", required=True, readonly=True, copy=False, index='trigram',
                       default=lambda self: self.env._("New"))
    state = fields.Selection(STATES, default='draft', required=True, readonly=True, copy=False, tracking=True, index=True,
                             group_expand=True)
    company_id = fields.Many2one(related='store_id.company_id', store=True, index=True, precompute=True)
    store_id = fields.Many2one(
        'store.store', required=True, index=True, ondelete='restrict', default=lambda self: self._default_store_id(),
        domain="[('company_id', 'in', allowed_company_ids)]")
    employee_id = fields.Many2one(
        'hr.employee', "Asked by", required=True, index=True, ondelete='restrict',
        default=lambda self: self._default_employee_id())
    user_id = fields.Many2one(related='employee_id.user_id', store=True, index=True, precompute=True)
    department_id = fields.Many2one(
        'hr.department', "Service", compute='_compute_department_id', store=True, readonly=True, precompute=True, index=True)
    approver_id = fields.Many2one('res.users', "Head of Service", readonly=True, copy=False, index='btree_not_null')
    reason = fields.Char("For what")
    is_urgent = fields.Boolean("Urgent")
    date_requested = fields.Date("Asked on", readonly=True, copy=False, index=True)
    is_over_limit = fields.Boolean("Beyond an allowance", readonly=True, copy=False)
    over_limit_note = fields.Text("Allowances exceeded", readonly=True, copy=False)
    line_ids = fields.One2many('store.requisition.line', 'requisition_id', string="Articles", copy=True)
    voucher_ids = fields.One2many('store.voucher', 'requisition_id', string="Vouchers", readonly=True)
    closed_by_id = fields.Many2one('res.users', "Closed by", readonly=True, copy=False)
    line_count = fields.Integer("Number of Articles", compute='_compute_line_count')
    voucher_count = fields.Integer("Number of Vouchers", compute='_compute_line_count')
    is_mine = fields.Boolean(compute='_compute_is_mine')
    is_keeper = fields.Boolean(compute='_compute_is_mine')
    to_confirm = fields.Boolean(compute='_compute_is_mine')
    summary = fields.Char(compute='_compute_summary')
    can_be_served = fields.Boolean("Something Is There", compute='_compute_can_be_served')

    _name_unique = models.UniqueIndex("(store_id, name) WHERE date_requested IS NOT NULL", "This number is taken.")

    def _default_employee_id(self):
        return self.env.user.with_company(self.env.company).employee_id

    def _default_store_id(self):
        department = self._default_employee_id().department_id
        stores = self.env['store.store'].search([
            ('company_id', '=', self.env.company.id), ('department_ids', 'in', [False, *department.ids])])
        return (stores.filtered(lambda store: store.department_ids) or stores)[:1]

    @api.depends('employee_id')
    def _compute_department_id(self):
        for requisition in self:
            # the service of the asker, whatever of his file he may read
            requisition.department_id = requisition.employee_id.sudo().department_id

    @api.depends('line_ids', 'voucher_ids')
    def _compute_line_count(self):
        for requisition in self:
            requisition.line_count = len(requisition.line_ids)
            requisition.voucher_count = len(requisition.voucher_ids)

    @api.depends_context('uid')
    @api.depends('user_id', 'store_id', 'voucher_ids.received_on')
    def _compute_is_mine(self):
        user = self.env.user
        is_manager = user.has_group('store_requisition.store_requisition_group_manager')
        is_keeper = user.has_group('store_requisition.store_requisition_group_keeper')
        for requisition in self:
            requisition.is_mine = requisition.user_id == user or not requisition.id
            requisition.is_keeper = is_manager or is_keeper and user in requisition.store_id.keeper_ids
            requisition.to_confirm = requisition.is_mine and bool(requisition.voucher_ids.filtered(
                lambda voucher: voucher.kind == 'exit' and not voucher.received_on))

    @api.depends('line_ids.product_id', 'line_ids.quantity')
    def _compute_summary(self):
        for requisition in self:
            # two narrow marks keep a quantity and its article together in either direction of writing
            requisition.summary = " · ".join(
                f"\u2068{line.product_id.name}\u2069 × {line.quantity:g}" for line in requisition.line_ids[:4]) + (
                    " …" if len(requisition.line_ids) > 4 else "")

    @api.depends('line_ids.quantity_left', 'state')
    def _compute_can_be_served(self):
        for requisition in self:
            requisition.can_be_served = requisition.state in ('approved', 'partial') and any(
                line.quantity_left > 0 and line.quantity_in_store > 0 for line in requisition.line_ids)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_step_fields({name for name in self.STEP_FIELDS & set(vals)
                                      if vals[name] and not (name == 'state' and vals[name] == 'draft')})
        requisitions = super().create(vals_list)
        requisitions._check_asker()
        return requisitions

    def write(self, vals):
        if not engine.is_running():
            self._refuse_step_fields(self.STEP_FIELDS & set(vals))
            self._refuse_late(vals)
        result = super().write(vals)
        if 'employee_id' in vals or 'store_id' in vals:
            self._check_asker()
        return result

    def _refuse_step_fields(self, names):
        if names and not engine.is_running():
            labels = ", ".join(self._fields[name]._description_string(self.env) for name in sorted(names))
            raise UserError(self.env._("%(fields)s: written by the steps of the requisition only.", fields=labels))

    def _refuse_late(self, vals):
        """Nothing of a requisition that was sent changes; lines judge for themselves (see there)."""
        fixed = [name for name in vals if self._fields[name].store and name != 'line_ids'
                 and not name.startswith(('message_', 'activity_', 'review_'))]
        late = self.filtered(lambda requisition: requisition.state != 'draft')
        if fixed and late:
            raise UserError(self.env._("%(requisition)s was sent: it does not change.", requisition=late[0].display_name))

    def _check_asker(self):
        """Everybody asks for himself, in the store of his company and service.

        :raise AccessError: for somebody else, unless by a manager of stores
        """
        is_manager = self.env.su or self.env.user.has_group('store_requisition.store_requisition_group_manager')
        for requisition in self:
            if requisition.user_id != self.env.user and not is_manager:
                raise AccessError(self.env._("Everybody asks for himself."))
            # the company and service of the asker, whatever of his file the user may read
            employee, store = requisition.employee_id.sudo(), requisition.store_id.sudo()
            if employee.company_id != store.company_id:
                raise UserError(self.env._("%(store)s belongs to another company.", store=store.name))
            if store.department_ids and employee.department_id not in store.department_ids:
                raise UserError(self.env._("%(store)s does not serve your service.", store=store.name))

    def _get_under_validation_exceptions(self):
        # the steps' own fields have a stricter guard in ``write``
        return [*super()._get_under_validation_exceptions(), *self.STEP_FIELDS, 'activity_ids', 'message_ids']

    def _tier_requesters(self):
        """Who asked does not approve, whoever typed it."""
        return super()._tier_requesters() | self.user_id

    def _get_tier_summaries(self, user):
        """The inbox of who approves shows what is asked for, and for what."""
        summaries = super()._get_tier_summaries(user)
        return {requisition.id: (
            summaries[requisition.id][0], " — ".join(filter(None, [requisition.summary, requisition.reason])))
            for requisition in self}

    def _write_step(self, vals):
        with engine.step():
            self.write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(requisition.state != 'draft' for requisition in self):
            raise UserError(self.env._("Only a draft can be deleted."))

    @api.model
    def _get_basket(self, store):
        """The draft of the user for a store; a new one where he has none.

        :raise UserError: the user has no employee file
        """
        basket = self.search([('user_id', '=', self.env.uid), ('store_id', '=', store.id), ('state', '=', 'draft')], limit=1)
        if not basket:
            employee = self.env.user.with_company(store.company_id).employee_id
            if not employee:
                raise UserError(self.env._("You have no employee file in %(company)s.", company=store.company_id.name))
            basket = self.create({'store_id': store.id, 'employee_id': employee.id})
        return basket

    def _get_form_action(self):
        self.ensure_one()
        return {'type': 'ir.actions.act_window', 'res_model': self._name, 'res_id': self.id, 'views': [(False, 'form')]}

    def action_as_last_time(self):
        """Fill a draft with what its asker asked last of the store; what is on it already stays.

        :raise UserError: he has asked for nothing yet, or it is no draft
        """
        self.check_access('write')
        for requisition in self:
            requisition._check_draft()
            last = self.search([
                ('employee_id', '=', requisition.employee_id.id), ('store_id', '=', requisition.store_id.id),
                ('state', 'not in', ('draft', 'cancel'))], order='date_requested desc, id desc', limit=1)
            held = requisition.store_id.item_ids.product_id - requisition.line_ids.product_id
            lines = last.line_ids.filtered(lambda line, held=held: line.product_id in held)
            if not lines:
                raise UserError(self.env._("There is nothing to take over from last time."))
            requisition.write({'line_ids': [
                Command.create({'product_id': line.product_id.id, 'quantity': line.quantity}) for line in lines]})

    def _check_draft(self):
        self.ensure_one()
        if self.state != 'draft':
            raise UserError(self.env._("%(requisition)s was sent: it does not change.", requisition=self.display_name))

    def _on_tier_validated(self):
        result = super()._on_tier_validated()
        # the approvals were checked one by one
        self.sudo()._approve()
        return result

    def _on_tier_rejected(self, comment):
        result = super()._on_tier_rejected(comment)
        # the refusal was checked
        self.sudo()._write_step({'state': 'refused'})
        return result

    def _approve(self):
        self._write_step({'state': 'approved'})

    def action_cancel(self):
        """Give up a requisition of which nothing was delivered.

        :raise AccessError: by somebody else than who asked, or a manager of stores
        :raise UserError: something was delivered
        """
        self.check_access('read')
        is_manager = self.env.user.has_group('store_requisition.store_requisition_group_manager')
        for requisition in self:
            if requisition.user_id != self.env.user and not is_manager:
                raise AccessError(self.env._("Only who asked can give it up."))
            requisition.store_id._lock()
            requisition.invalidate_recordset(['state'])
            if requisition.state not in ('draft', 'requested', 'approved'):
                raise UserError(self.env._("%(requisition)s cannot be given up any more.",
                                           requisition=requisition.display_name))
        # who may give it up was checked above; under approval it is closed to writing otherwise
        self.sudo()._write_step({'state': 'cancel'})

    def action_view_vouchers(self):
        """Open the vouchers of the requisition."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('store_requisition.store_voucher_action')
        return {**action, 'domain': [('requisition_id', '=', self.id)], 'context': {}}
