from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

ACCOUNTANT = 'account.group_account_user'
KEEPER = 'l10n_dz_asset.l10n_dz_asset_group_keeper'
# what a biller fills in until an accountant confirms
DRAFTERS = (ACCOUNTANT, 'account.group_account_invoice')
# what the keeper of things writes at any time, and an accountant as well
KEPT = frozenset({'serial_number', 'note', 'image_1920', 'image_1024', 'image_512', 'image_256', 'image_128'})
# until the asset has its number, these too; afterwards they change by a transfer
PLACED = frozenset({'location_id', 'holder_id'})
# what an accountant writes on a confirmed asset
BOOKED = frozenset({'analytic_distribution', 'group_ids', 'partner_id'})
# what only the steps of the asset write
STEPS = frozenset({
    'state', 'code', 'label_code', 'date_remove', 'company_id', 'dz_category_id', 'origin_asset_id', 'active', 'vehicle_id',
    'equipment_id', 'depreciation_line_ids', 'account_move_line_ids', 'declining_coefficient'})
BESIDE = ('message_', 'activity_', 'rating_', 'review_')


class AccountAsset(models.Model):
    _name = 'account.asset'
    _inherit = ['account.asset', 'image.mixin']
    _rec_names_search = ['code', 'name', 'serial_number']

    company_id = fields.Many2one(index=True)
    code = fields.Char("Asset Number", copy=False)
    name = fields.Char("What It Is")
    state = fields.Selection(
        selection=[('draft', "Draft"), ('open', "In Use"), ('close', "Fully Depreciated"), ('removed', "Taken Out")],
        help="A confirmed asset is in use, also when it is fully depreciated, until a disposal takes it out.")
    method_number = fields.Integer(compute='_compute_method_number', readonly=False, store=True)
    dz_category_id = fields.Many2one(related='profile_id.dz_category_id', store=True, index='btree_not_null')
    date_acquisition = fields.Date("Acquired On", default=fields.Date.context_today)
    time_basis = fields.Selection(
        [('month', "By month, that of commissioning whole"), ('day', "By day, from that of commissioning")],
        compute='_compute_time_basis', store=True, readonly=False)
    declining_coefficient = fields.Float(digits=(6, 3), readonly=True, copy=False)
    units_planned = fields.Float(
        help="Units that the asset is to produce over its life: kilometres, hours, pieces…")
    units_name = fields.Char("Unit")
    units_done = fields.Float(compute='_compute_units_done')
    reading_ids = fields.One2many('dz.asset.reading', 'asset_id')
    opening_date = fields.Date("Taken Over Up To", help="Last day that the depreciation taken over covers.")
    opening_amount = fields.Monetary("Depreciation Taken Over", help="Already in the books, or in those of another company.")
    origin_asset_id = fields.Many2one(
        'account.asset', string="Comes From", readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        check_company=False)
    location_id = fields.Many2one(
        'dz.asset.location', string="Place", index='btree_not_null', ondelete='restrict', check_company=True, tracking=True)
    holder_id = fields.Many2one(
        'hr.employee', index='btree_not_null', ondelete='restrict', check_company=True, tracking=True,
        help="Who has the asset in custody.")
    serial_number = fields.Char(tracking=True)
    net_value = fields.Monetary("Net Book Value", compute='_compute_net_value')
    transfer_line_ids = fields.One2many('dz.asset.transfer.line', 'asset_id', string="Transfers")
    disposal_ids = fields.One2many('dz.asset.disposal', 'asset_id')

    _code_once = models.UniqueIndex(
        "(company_id, code) WHERE dz_category_id IS NOT NULL AND code IS NOT NULL", "This number was given already.")

    @api.depends('profile_id', 'method_end', 'date_start')
    def _compute_method_number(self):
        ours = self.filtered('dz_category_id')
        result = super(AccountAsset, self - ours)._compute_method_number()
        for asset in ours:
            if asset.state == 'draft' or not asset.state:
                asset.method_number = asset._get_dz_years(raise_if_missing=False)
        return result

    @api.depends('profile_id')
    def _compute_time_basis(self):
        for asset in self:
            asset.time_basis = asset.profile_id.time_basis or 'month'

    @api.depends('reading_ids.units')
    def _compute_units_done(self):
        done = dict(self.env['dz.asset.reading']._read_group(
            [('asset_id', 'in', self.ids)], ['asset_id'], ['units:sum']))
        for asset in self:
            asset.units_done = done.get(asset._origin, 0.0)

    @api.depends('purchase_value', 'value_depreciated', 'state')
    def _compute_net_value(self):
        for asset in self:
            asset.net_value = 0.0 if asset.state == 'removed' else asset.purchase_value - asset.value_depreciated

    def _compute_depreciation(self):
        """One query for all, where the lines of each asset would be read one by one."""
        ours = self.filtered('dz_category_id')
        result = super(AccountAsset, self - ours)._compute_depreciation()
        lines = self.env['account.asset.line'].sudo()  # totals of what the reader of the asset may see
        done = dict(lines._read_group(
            [('asset_id', 'in', ours.ids), ('type', 'in', ('depreciate', 'remove')),
             '|', ('init_entry', '=', True), ('move_check', '=', True)], ['asset_id'], ['amount:sum']))
        for asset in ours:
            asset.value_depreciated = done.get(asset._origin, 0.0)
            asset.value_residual = asset.depreciation_base - asset.value_depreciated
        return result

    @api.constrains('purchase_value', 'salvage_value', 'opening_amount', 'opening_date', 'date_start', 'profile_id')
    def _check_dz_values(self):
        for asset in self.filtered('dz_category_id'):
            currency = asset.currency_id
            if currency.compare_amounts(asset.purchase_value, 0) <= 0:
                raise ValidationError(self.env._("The value of an asset is above zero."))
            if currency.compare_amounts(asset.salvage_value, 0) < 0 or currency.compare_amounts(
                    asset.salvage_value, asset.purchase_value) > 0:
                raise ValidationError(self.env._("The residual value is between zero and the value of the asset."))
            if currency.compare_amounts(asset.opening_amount, 0) < 0 or currency.compare_amounts(
                    asset.opening_amount, asset.purchase_value - asset.salvage_value) > 0:
                raise ValidationError(self.env._("The depreciation taken over exceeds what is to be depreciated."))
            if asset.opening_amount and not asset.opening_date:
                raise ValidationError(self.env._("Depreciation that is taken over needs the day up to which it goes."))
            if asset.opening_date and asset.opening_date < asset.date_start:
                raise ValidationError(self.env._("Nothing is depreciated before it is commissioned."))

    @api.constrains('units_planned', 'profile_id', 'state')
    def _check_units_planned(self):
        for asset in self.filtered(lambda asset: asset.method == 'units' and asset.state != 'draft'):
            if asset.units_planned <= 0:
                raise ValidationError(self.env._("%(asset)s needs the units planned.", asset=asset.display_name))

    @api.model_create_multi
    def create(self, vals_list):
        profiles = self.env['account.asset.profile'].browse([vals.get('profile_id') or () for vals in vals_list])
        ours = {profile.id for profile in profiles if profile.dz_category_id}
        for vals in vals_list:
            if vals.get('profile_id') in ours and not self.env.su:
                self._refuse_steps({
                    name for name in STEPS - {'company_id', 'active'} if vals.get(name) not in (None, False, 'draft', [])})
                self._check_drafter()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and self.filtered('dz_category_id'):
            self._check_dz_write({name for name in vals if not name.startswith(BESIDE)})
        result = super().write(vals)
        if vals.keys() & {'purchase_value', 'salvage_value', 'date_start', 'profile_id', 'method'}:
            self._follow_first_line()
        return result

    def _follow_first_line(self):
        """The line that bears the value of a draft changes with it."""
        for asset in self.filtered(lambda asset: asset.dz_category_id and asset.state == 'draft'):
            # the lines of an asset are written by its steps only
            first = asset.sudo().depreciation_line_ids.filtered(lambda line: line.type == 'create')
            first.write({'amount': asset.depreciation_base, 'line_date': asset.date_start})

    def _check_dz_write(self, names):
        self._refuse_steps(names & STEPS)
        rest = names - KEPT
        if not rest:
            return
        user = self.env.user
        if all(asset.state == 'draft' for asset in self):
            if not any(user.has_group(group) for group in DRAFTERS) and rest - PLACED:
                raise AccessError(self.env._("Only an accountant may change what the books say of an asset."))
            return
        if rest & PLACED:
            raise UserError(self.env._("The place and the holder of a numbered asset change by a transfer."))
        if rest - BOOKED:
            raise UserError(self.env._("What was confirmed does not change: %(fields)s.", fields=self._get_labels(rest - BOOKED)))
        if not user.has_group(ACCOUNTANT):
            raise AccessError(self.env._("Only an accountant may change what the books say of an asset."))

    def _refuse_steps(self, names):
        if names:
            raise UserError(self.env._("Written by the steps of the asset only: %(fields)s.", fields=self._get_labels(names)))

    def _get_labels(self, names):
        return ", ".join(self._fields[name]._description_string(self.env) for name in sorted(names) if name in self._fields)

    def _check_drafter(self):
        if not any(self.env.user.has_group(group) for group in DRAFTERS):
            raise AccessError(self.env._("Assets are entered by those who keep the accounts."))

    def _check_accountant(self):
        if not self.env.su and not self.env.user.has_group(ACCOUNTANT):
            raise AccessError(self.env._("Only an accountant may do this."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if any(asset.dz_category_id and asset.code for asset in self):
            raise UserError(self.env._("A numbered asset is never deleted: it leaves by a disposal."))
