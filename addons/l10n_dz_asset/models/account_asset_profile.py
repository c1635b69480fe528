from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AccountAssetProfile(models.Model):
    _inherit = 'account.asset.profile'

    name = fields.Char(translate=True, index='trigram')
    dz_category_id = fields.Many2one(
        'dz.asset.category', string="SCF Category", index='btree_not_null', ondelete='restrict',
        help="Lives, coefficients and methods are then those of the Algerian rules.")
    time_basis = fields.Selection(
        [('month', "By month, that of commissioning whole"), ('day', "By day, from that of commissioning")],
        required=True, default='month')
    account_depreciation_id = fields.Many2one(required=False)
    account_expense_depreciation_id = fields.Many2one(required=False)

    @api.constrains('method', 'account_depreciation_id', 'account_expense_depreciation_id')
    def _check_depreciation_accounts(self):
        for profile in self:
            if profile.method != 'none' and not (
                    profile.account_depreciation_id and profile.account_expense_depreciation_id):
                raise ValidationError(self.env._(
                    "%(category)s is depreciated: it needs accounts for that.", category=profile.name))

    @api.constrains('method', 'dz_category_id')
    def _check_dz_method(self):
        methods = dict(self._selection_dz_method())
        for profile in self:
            if bool(profile.dz_category_id) != (profile.method in methods) and profile.method in ('units', 'none'):
                raise ValidationError(self.env._("This method needs a SCF category."))
            if profile.dz_category_id and profile.method not in methods:
                raise ValidationError(self.env._("This method is none of the Algerian rules."))

    @api.model
    def _selection_dz_method(self):
        return [
            ('linear', self.env._("Straight-line")), ('degr-linear', self.env._("Declining, then straight-line")),
            ('units', self.env._("Units of production")), ('none', self.env._("Not depreciated"))]

    @api.model
    def _selection_method(self):
        return list({**dict(super()._selection_method()), **dict(self._selection_dz_method())}.items())

    def _get_for_account(self, account, company):
        """Categories that a company may choose from for what it buys on an account."""
        return self.search([('account_asset_id', '=', account.id), ('dz_category_id', '!=', False),
                            *self._check_company_domain(company)])
