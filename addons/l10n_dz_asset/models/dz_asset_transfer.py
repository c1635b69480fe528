from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .account_asset import ACCOUNTANT, KEEPER

STEPS = frozenset({'state', 'name'})


class DzAssetTransfer(models.Model):
    """Assets that go to another place, holder or branch, with a numbered paper."""
    _name = 'dz.asset.transfer'
    _description = "Transfer of Assets"
    _inherit = ['mail.thread']
    _order = 'date desc, id desc'

    name = fields.Char("Number", readonly=True, copy=False, required=True, default=lambda self: self.env._("New"))
    company_id = fields.Many2one(
        'res.company', string="From", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    target_company_id = fields.Many2one(
        'res.company', string="To", required=True, index=True, compute='_compute_target_company_id', store=True, readonly=False,
        precompute=True, ondelete='restrict')
    date = fields.Date(required=True, default=fields.Date.context_today)
    location_id = fields.Many2one(
        'dz.asset.location', string="New Place", index='btree_not_null', ondelete='restrict',
        domain="[('company_id', '=', target_company_id)]")
    holder_id = fields.Many2one(
        'hr.employee', string="New Holder", index='btree_not_null', ondelete='restrict',
        domain="[('company_id', '=', target_company_id)]")
    reason = fields.Text()
    line_ids = fields.One2many('dz.asset.transfer.line', 'transfer_id', string="Assets", copy=True)
    is_between_companies = fields.Boolean(compute='_compute_is_between_companies')
    state = fields.Selection([('draft', "Draft"), ('done', "Done"), ('cancel', "Cancelled")], default='draft', required=True,
                             readonly=True, copy=False, tracking=True, index=True)

    _number_once = models.UniqueIndex("(company_id, name) WHERE state = 'done'", "This number was given already.")

    @api.depends('company_id')
    def _compute_target_company_id(self):
        for transfer in self:
            transfer.target_company_id = transfer.target_company_id or transfer.company_id

    @api.depends('company_id', 'target_company_id')
    def _compute_is_between_companies(self):
        for transfer in self:
            transfer.is_between_companies = transfer.company_id != transfer.target_company_id

    @api.constrains('company_id', 'target_company_id', 'location_id', 'holder_id', 'line_ids')
    def _check_companies(self):
        for transfer in self:
            target = transfer.target_company_id
            if transfer.company_id.root_id != target.root_id:
                raise ValidationError(self.env._(
                    "%(company)s is no branch of the same company: what goes there is sold.", company=target.name))
            if transfer.location_id and transfer.location_id.company_id != target:
                raise ValidationError(self.env._(
                    "%(place)s is no place of %(company)s.", place=transfer.location_id.display_name, company=target.name))
            # the company of an employee is no secret to who hands over assets
            if transfer.holder_id and transfer.holder_id.sudo().company_id != target:
                raise ValidationError(self.env._(
                    "%(holder)s is not employed by %(company)s.", holder=transfer.holder_id.display_name, company=target.name))
            for asset in transfer.line_ids.asset_id:
                if asset.company_id != transfer.company_id and transfer.state == 'draft':
                    raise ValidationError(self.env._(
                        "%(asset)s does not belong to %(company)s.", asset=asset.display_name, company=transfer.company_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_keeper()
        if not self.env.su and any(vals.get('state', 'draft') != 'draft' for vals in vals_list):
            raise UserError(self.env._("A transfer goes on by its buttons only."))
        return super().create([{key: value for key, value in vals.items() if key != 'name'} for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & STEPS:
                raise UserError(self.env._("A transfer goes on by its buttons only."))
            if any(not name.startswith('message_') for name in vals):
                self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if any(transfer.state != 'draft' for transfer in self):
            raise UserError(self.env._("A transfer that is done does not change."))

    def _check_keeper(self):
        if not self.env.su and not any(map(self.env.user.has_group, (ACCOUNTANT, KEEPER))):
            raise AccessError(self.env._("Assets are moved by who keeps them, or the accounts."))

    def action_confirm(self):
        """Move the assets, and number the paper.

        :raises AccessError: for anyone but a keeper of assets or an accountant; for another company, an accountant of both
        :raises UserError: nothing to move, nowhere to move it, or an asset that is not in use
        """
        self._check_keeper()
        self.check_access('write')
        self.lock_for_update()
        self.invalidate_recordset(['state'])
        for transfer in self:
            transfer._check_draft()
            transfer._check_complete()
            if transfer.is_between_companies:
                transfer._check_accountant_of_both()
            # rights were checked above; the number and the assets are written by this step alone
            transfer.sudo()._move()

    def _check_complete(self):
        if not self.line_ids:
            raise UserError(self.env._("There is nothing to move."))
        if not (self.location_id or self.holder_id or self.is_between_companies):
            raise UserError(self.env._("Say where the assets go, or to whom."))
        self.line_ids.asset_id._check_in_use()

    def _check_accountant_of_both(self):
        if not self.env.user.has_group(ACCOUNTANT) or not (
                self.company_id | self.target_company_id) <= self.env.user.company_ids:
            raise AccessError(self.env._("Between companies, an accountant of both moves the assets."))

    def _move(self):
        assets = self.line_ids.asset_id
        assets.lock_for_update()
        assets.invalidate_recordset(['state', 'location_id', 'holder_id'])
        assets._check_in_use()
        number = assets[0]._take_number('dz.asset.transfer', self.date)
        for line in self.line_ids:
            asset = line.asset_id
            line.write({'from_location_id': asset.location_id.id, 'from_holder_id': asset.holder_id.id})
            if self.is_between_companies:
                line.new_asset_id = self._move_to_company(asset, number)
            else:
                asset.write({
                    'location_id': (self.location_id or asset.location_id).id,
                    'holder_id': (self.holder_id or (self.env['hr.employee'] if self.location_id else asset.holder_id)).id})
        self.write({'state': 'done', 'name': number})

    def action_cancel(self):
        """Give up drafts.

        :raises UserError: for a transfer that is done
        """
        self._check_keeper()
        self.check_access('write')
        self._check_draft()
        # right and state were checked above
        self.sudo().write({'state': 'cancel'})


class DzAssetTransferLine(models.Model):
    _name = 'dz.asset.transfer.line'
    _description = "Asset Transferred"
    _rec_name = 'asset_id'

    transfer_id = fields.Many2one('dz.asset.transfer', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='transfer_id.company_id', store=True, index=True)
    target_company_id = fields.Many2one(related='transfer_id.target_company_id', store=True, index=True)
    asset_id = fields.Many2one(
        'account.asset', required=True, index=True, ondelete='restrict',
        domain="[('dz_category_id', '!=', False), ('state', 'in', ('open', 'close')), ('company_id', '=', company_id)]")
    date = fields.Date(related='transfer_id.date')
    state = fields.Selection(related='transfer_id.state')
    from_location_id = fields.Many2one('dz.asset.location', string="Old Place", readonly=True, copy=False, ondelete='restrict')
    from_holder_id = fields.Many2one('hr.employee', string="Old Holder", readonly=True, copy=False, ondelete='restrict')
    new_asset_id = fields.Many2one(
        'account.asset', string="Asset There", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')

    _once = models.UniqueIndex('(transfer_id, asset_id)', "An asset is on a transfer once.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        if not self.env.su and vals.keys() & {'from_location_id', 'from_holder_id', 'new_asset_id'}:
            raise UserError(self.env._("A transfer goes on by its buttons only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_open()

    def _check_open(self):
        if not self.env.su:
            self.transfer_id._check_draft()
