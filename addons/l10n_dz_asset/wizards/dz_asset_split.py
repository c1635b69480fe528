from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..models.account_asset_plan import dinars
from ..tools import plan as plans


class DzAssetSplit(models.TransientModel):
    _name = 'dz.asset.split'
    _description = "Split of an Asset"

    asset_id = fields.Many2one('account.asset', required=True, readonly=True)
    currency_id = fields.Many2one(related='asset_id.currency_id')
    value = fields.Monetary(related='asset_id.purchase_value')
    date = fields.Date(required=True, default=fields.Date.context_today)
    line_ids = fields.One2many('dz.asset.split.line', 'split_id')

    @api.constrains('line_ids')
    def _check_values(self):
        for split in self:
            total = sum(split.line_ids.mapped('value'))
            if split.line_ids and split.currency_id.compare_amounts(total, split.asset_id.purchase_value) >= 0:
                raise ValidationError(self.env._("The asset keeps a part of its value: %(value)s at most goes to the others.",
                                                 value=split.asset_id.purchase_value))

    def action_split(self):
        """Make the parts into assets of their own: each with its share of the value and of the depreciation.

        :return: action on the asset and its parts
        :raises AccessError: for anyone but an accountant
        :raises UserError: no parts, or an asset that is not in use or depreciated beyond that day
        """
        self.ensure_one()
        asset = self.asset_id
        asset._check_accountant()
        asset.check_access('write')
        asset._check_in_use()
        if not self.line_ids:
            raise UserError(self.env._("Say into what the asset is split."))
        if asset.method == 'units':
            raise UserError(self.env._("What is depreciated by units is not split."))
        if self.date < asset.date_start:
            raise UserError(self.env._("%(asset)s is not commissioned on that day yet.", asset=asset.display_name))
        # rights were checked above; values and lines of a confirmed asset are written by its steps alone
        made = asset.sudo()._split([(line.name, line.value) for line in self.line_ids], self.date)
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_asset.account_asset_action')
        return {**action, 'domain': [('id', 'in', (asset | made).ids)], 'context': {}}


class DzAssetSplitLine(models.TransientModel):
    _name = 'dz.asset.split.line'
    _description = "Part of an Asset"

    split_id = fields.Many2one('dz.asset.split', required=True, ondelete='cascade', index=True)
    name = fields.Char(required=True)
    currency_id = fields.Many2one(related='split_id.currency_id')
    value = fields.Monetary(required=True)

    _positive = models.Constraint('CHECK (value > 0)', "A part has a value above zero.")


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def _split(self, wanted, date):
        """Make assets of their own from parts (name, value) of this one; no entry: the accounts are the same."""
        self.ensure_one()
        self.lock_for_update()
        self._check_not_being_posted()
        settled = self._get_settled_lines()
        date = max(settled[-1:].line_date or date, self.date_start) if settled else self.date_start
        values = [dinars(value) for _name, value in wanted]
        rest = dinars(self.purchase_value) - sum(values, Decimal(0))
        *salvages, salvage = plans.parts(dinars(self.salvage_value), [*values, rest])
        done = sum(map(dinars, settled.mapped('amount')), Decimal(0))
        *shares, _own = plans.parts(done, [*values, rest])
        made = self.browse()
        for (name, value), part_salvage, share in zip(wanted, salvages, shares, strict=True):
            made |= self.with_context(tracking_disable=True).copy({
                'name': name, 'purchase_value': value, 'salvage_value': float(part_salvage), 'origin_asset_id': self.id,
                'opening_amount': float(share), 'opening_date': date if share else False, 'serial_number': False})
        self._keep_rest(rest, salvage, sum(shares, Decimal(0)), date)
        for part in made:
            part._confirm()
        self.message_post(body=self.env._(
            "Split on %(date)s: %(parts)s", date=format_date(self.env, date), parts=", ".join(made.mapped('display_name'))))
        return made

    def _keep_rest(self, value, salvage, share, date):
        """Leave this asset with what the parts do not take."""
        self.with_context(asset_validate_from_write=True).write(
            {'purchase_value': float(value), 'salvage_value': float(salvage)})
        lines = self.env['account.asset.line']
        self.depreciation_line_ids.filtered(lambda line: line.type == 'create').with_context(
            allow_asset_line_update=True).write({'amount': self.depreciation_base})
        if share:
            lines.create({
                'asset_id': self.id, 'type': 'depreciate', 'amount': -float(share), 'line_date': date, 'init_entry': True,
                'name': self._get_depreciation_entry_name('split')})
        self._plan()
