from odoo import api, fields, models
from odoo.exceptions import UserError


class DzAssetCoefficient(models.Model):
    _name = 'dz.asset.coefficient'
    _description = "Coefficients of Declining Depreciation"
    _inherit = ['l10n_dz.dated.setting']
    _rec_name = 'date_start'

    bracket_ids = fields.One2many('dz.asset.coefficient.bracket', 'coefficient_id', copy=True)

    _one_edition = models.UniqueIndex('(date_start) WHERE active', "Two editions cannot start on the same day.")

    @api.model
    def _get_coefficient(self, years, date):
        """The coefficient for a life in years, of assets commissioned on a day.

        :raises UserError: no edition applies on that day, or no bracket holds that life
        """
        brackets = self._get_on(date).bracket_ids
        found = brackets.filtered(
            lambda bracket: bracket.years_from <= years and (not bracket.years_to or years <= bracket.years_to))
        if not found:
            raise UserError(self.env._(
                "Nothing of %(years)s years of life is depreciated by the declining method.", years=years))
        return found[0].coefficient


class DzAssetCoefficientBracket(models.Model):
    _name = 'dz.asset.coefficient.bracket'
    _description = "Coefficient for Some Lives"
    _order = 'coefficient_id, years_from'
    _rec_name = 'years_from'

    coefficient_id = fields.Many2one(
        'dz.asset.coefficient', string="Table of Coefficients", required=True, index=True, ondelete='cascade')
    years_from = fields.Integer("From (Years)", required=True)
    years_to = fields.Integer("To (Years)", help="0: no limit.")
    coefficient = fields.Float(digits=(6, 3), required=True)

    _one_bound = models.UniqueIndex('(coefficient_id, years_from)', "Two coefficients cannot begin with the same life.")
    _above_one = models.Constraint(
        'CHECK (coefficient > 1 AND years_from > 0 AND (years_to = 0 OR years_to >= years_from))',
        "A coefficient is above 1, and its lives go upwards.")


class DzAssetThreshold(models.Model):
    _name = 'dz.asset.threshold'
    _description = "Value below Which an Item May Be Expensed"
    _inherit = ['l10n_dz.dated.setting']
    _rec_name = 'date_start'

    currency_id = fields.Many2one('res.currency', default=lambda self: self.env.ref('base.DZD'), required=True)
    amount = fields.Monetary("Value Net of Tax", required=True)

    _one_edition = models.UniqueIndex('(date_start) WHERE active', "Two thresholds cannot start on the same day.")
    _positive = models.Constraint('CHECK (amount > 0)', "A threshold is above zero.")


class DzAssetPostingDay(models.Model):
    _name = 'dz.asset.posting.day'
    _description = "Day on Which the Depreciation Is Posted"
    _inherit = ['l10n_dz.dated.setting']
    _rec_name = 'day'

    day = fields.Integer("Day of the Next Month", required=True, default=5)

    _one_edition = models.UniqueIndex('(date_start) WHERE active', "Two editions cannot start on the same day.")
    _in_month = models.Constraint('CHECK (day BETWEEN 1 AND 28)', "The day is one of 1 to 28.")
