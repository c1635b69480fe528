from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from .account_asset import ACCOUNTANT

STEPS = frozenset({'state', 'name', 'move_id', 'depreciation_move_id', 'net_value', 'depreciated', 'gross'})
MANAGER = 'account.group_account_manager'


class DzAssetDisposal(models.Model):
    """An asset that leaves: sold, scrapped or lost, once somebody else has approved it."""
    _name = 'dz.asset.disposal'
    _description = "Disposal of an Asset"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin']
    _order = 'date desc, id desc'
    _check_company_auto = True
    _state_from = ['draft']
    _state_to = ['done']
    _tier_validation_manual_config = False
    _tier_amount_fields = ('net_value',)

    name = fields.Char("Number", readonly=True, copy=False, default=lambda self: self.env._("New"), required=True)
    asset_id = fields.Many2one(
        'account.asset', required=True, index=True, ondelete='restrict', check_company=True,
        domain=[('dz_category_id', '!=', False), ('state', 'in', ('open', 'close'))])
    company_id = fields.Many2one(related='asset_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    kind = fields.Selection(
        [('sold', "Sold"), ('scrapped', "Scrapped"), ('lost', "Lost or stolen")], required=True, default='sold')
    date = fields.Date("Day It Left", required=True, default=fields.Date.context_today)
    partner_id = fields.Many2one('res.partner', string="Buyer", check_company=True)
    sale_value = fields.Monetary("Price Net of Tax")
    account_id = fields.Many2one(
        'account.account', string="Due On", check_company=True, compute='_compute_account_id', store=True, readonly=False,
        precompute=True, help="What the buyer owes: 462.")
    reason = fields.Text(required=True)
    state = fields.Selection(
        [('draft', "Draft"), ('done', "Done"), ('refused', "Refused"), ('cancel', "Cancelled")], default='draft', required=True,
        readonly=True, copy=False, tracking=True, index=True)
    gross = fields.Monetary("Value", compute='_compute_expected', store=True, readonly=True, copy=False)
    depreciated = fields.Monetary("Depreciation to That Day", compute='_compute_expected', store=True, readonly=True, copy=False)
    net_value = fields.Monetary("Net Book Value", compute='_compute_expected', store=True, readonly=True, copy=False)
    result = fields.Monetary("Gain or Loss", compute='_compute_result')
    depreciation_move_id = fields.Many2one('account.move', string="Depreciation Entry", readonly=True, copy=False,
                                           index='btree_not_null', ondelete='restrict')
    move_id = fields.Many2one('account.move', string="Disposal Entry", readonly=True, copy=False, index='btree_not_null',
                              ondelete='restrict')

    _price_positive = models.Constraint('CHECK (sale_value >= 0)', "A price is not negative.")
    _one_at_a_time = models.UniqueIndex(
        "(asset_id) WHERE state IN ('draft', 'done')", "A disposal of this asset is under way or done already.")

    @api.depends('name', 'state', 'asset_id')
    def _compute_display_name(self):
        for disposal in self:
            # it gets its number when it is done: until then who decides knows it by the asset
            disposal.display_name = disposal.name if disposal.state == 'done' else (
                disposal.asset_id.display_name or disposal.name)

    @api.depends('company_id')
    def _compute_account_id(self):
        Account = self.env['account.account']
        for disposal in self:
            # a new form knows no asset yet, so no company
            disposal.account_id = Account._get_by_prefix(disposal.company_id, '462') if disposal.company_id else Account

    @api.depends('asset_id', 'date')
    def _compute_expected(self):
        for disposal in self:
            if disposal.state != 'draft':
                continue
            asset = disposal.asset_id
            known = asset and disposal.date and asset.date_start and disposal.date >= asset.date_start
            disposal.gross = asset.purchase_value
            disposal.depreciated = asset.value_depreciated + (asset._get_due_on(disposal.date) if known else 0.0)
            disposal.net_value = disposal.gross - disposal.depreciated

    @api.depends('net_value', 'sale_value', 'kind')
    def _compute_result(self):
        for disposal in self:
            disposal.result = (disposal.sale_value if disposal.kind == 'sold' else 0.0) - disposal.net_value

    @api.constrains('date', 'asset_id', 'kind', 'sale_value', 'partner_id')
    def _check_values(self):
        for disposal in self:
            self.env['account.asset']._check_commissioned(disposal.asset_id, disposal.date)
            if disposal.kind != 'sold' and disposal.sale_value:
                raise ValidationError(self.env._("Only what is sold has a price."))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_requester()
        if not self.env.su and any(vals.get(name) and (name, vals[name]) != ('state', 'draft')
                                   for vals in vals_list for name in STEPS - {'name'}):
            raise UserError(self.env._("A disposal goes on by its buttons only."))
        return super().create([{key: value for key, value in vals.items() if key != 'name'} for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & STEPS:
                raise UserError(self.env._("A disposal goes on by its buttons only."))
            names = {name for name in vals if not name.startswith(('message_', 'activity_', 'review_'))}
            if names and any(disposal.state != 'draft' for disposal in self):
                raise UserError(self.env._("A disposal that was decided does not change."))
        return super().write(vals)

    def _get_under_validation_exceptions(self):
        # the steps' own fields have a stricter guard: ``write`` lets only the steps change them
        return [*super()._get_under_validation_exceptions(), *STEPS, 'activity_ids', 'message_ids']

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(disposal.state != 'draft' for disposal in self):
            raise UserError(self.env._("Only a draft can be deleted."))

    def _check_requester(self):
        if not self.env.su and not any(map(self.env.user.has_group, (ACCOUNTANT, 'l10n_dz_asset.l10n_dz_asset_group_keeper'))):
            raise AccessError(self.env._("Disposals are asked for by who keeps the assets or the accounts."))

    def action_submit(self):
        """Ask for the approval; where none is defined, an accounting manager who has not asked decides by this.

        :raises UserError: for a disposal that is decided, or that cannot be posted
        :raises AccessError: no approval is defined, and the user is no accounting manager
        """
        self.check_access('write')
        for disposal in self:
            disposal._check_ready()
            if disposal.need_validation:
                disposal.request_validation()
            elif not disposal._get_reviews():
                disposal._check_decider()
                # right and duty were checked above
                disposal.sudo()._apply()

    def _check_decider(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("An accounting manager decides on disposals."))
        if self.env.user == self.create_uid:
            raise AccessError(self.env._("Who asks for a disposal does not approve it."))

    def _check_ready(self):
        self.ensure_one()
        if self.state != 'draft':
            raise UserError(self.env._("A disposal that was decided does not change."))
        if self.kind == 'sold' and not self.partner_id:
            raise UserError(self.env._("Say who buys the asset."))
        self.asset_id._check_in_use()
        self.asset_id._check_not_settled_after(self.date)
        self.asset_id._check_not_being_posted()
        journal = self.company_id._get_asset_journal()
        if locks := self.company_id._get_violated_lock_dates(self.date, False, journal):
            raise UserError(self.env._(
                "%(date)s is locked in the accounts of %(company)s (%(locks)s).", date=format_date(self.env, self.date),
                company=self.company_id.name, locks=self.env['res.company']._format_lock_dates(locks)))

    def action_cancel(self):
        """Give up drafts, whether or not their approval was asked for.

        :raises UserError: for a disposal that was decided
        """
        self.check_access('write')
        if any(disposal.state != 'draft' for disposal in self):
            raise UserError(self.env._("A disposal that was decided does not change."))
        # right and state were checked above
        self.sudo().write({'state': 'cancel'})

    def _on_tier_validated(self):
        result = super()._on_tier_validated()
        # the approvals were checked one by one
        self.sudo()._apply()
        return result

    def _on_tier_rejected(self, comment):
        result = super()._on_tier_rejected(comment)
        # the refusal was checked
        self.sudo().write({'state': 'refused'})
        return result
