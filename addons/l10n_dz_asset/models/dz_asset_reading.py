from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from .account_asset import ACCOUNTANT, KEEPER


class DzAssetReading(models.Model):
    """Units that an asset has produced in a month."""
    _name = 'dz.asset.reading'
    _description = "Units Produced by an Asset"
    _order = 'asset_id, month desc'
    _rec_name = 'month'

    asset_id = fields.Many2one(
        'account.asset', required=True, index=True, ondelete='cascade', domain=[('method', '=', 'units'), ('state', '=', 'open')])
    company_id = fields.Many2one(related='asset_id.company_id', store=True, index=True)
    month = fields.Date(required=True, help="Any day of the month: kept as its first.")
    units = fields.Float(required=True)

    _once = models.UniqueIndex('(asset_id, month)', "The units of this month were read already.")
    _positive = models.Constraint('CHECK (units >= 0)', "Units are not negative.")

    @api.constrains('asset_id', 'month')
    def _check_month(self):
        for reading in self:
            if reading.asset_id.method != 'units':
                raise ValidationError(self.env._(
                    "%(asset)s is not depreciated by units.", asset=reading.asset_id.display_name))
            if reading.month < reading.asset_id.date_start.replace(day=1):
                raise ValidationError(self.env._("Nothing is depreciated before it is commissioned."))

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [{**vals, 'month': fields.Date.to_date(vals['month']).replace(day=1)} if vals.get('month') else vals
                     for vals in vals_list]
        self._check_reader()
        readings = super().create(vals_list)
        readings._check_open()
        readings.asset_id._plan_readings()
        return readings

    def write(self, vals):
        if vals.get('month'):
            vals = {**vals, 'month': fields.Date.to_date(vals['month']).replace(day=1)}
        self._check_reader()
        self._check_open()
        assets = self.asset_id
        result = super().write(vals)
        self._check_open()
        (assets | self.asset_id)._plan_readings()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_posted(self):
        self._check_open()

    def unlink(self):
        assets = self.asset_id
        result = super().unlink()
        assets._plan_readings()
        return result

    def _check_reader(self):
        if not self.env.su and not any(map(self.env.user.has_group, (ACCOUNTANT, KEEPER))):
            raise AccessError(self.env._("Units are read by who keeps the assets or the accounts."))

    def _check_open(self):
        for reading in self:
            last = reading.asset_id._get_settled_lines()[-1:].line_date
            if last and reading.month <= last:
                raise UserError(self.env._(
                    "%(asset)s is depreciated up to %(date)s already.", asset=reading.asset_id.display_name,
                    date=format_date(self.env, last)))


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def _plan_readings(self):
        # lines are written by the plan alone, whoever reads the units
        self.sudo().filtered(lambda asset: asset.state in ('open', 'close'))._plan()
