from decimal import Decimal

from odoo import api, fields, models

from ..tools import stamp_duty


class StampDutyScale(models.Model):
    _name = 'stamp.duty.scale'
    _description = "Scale of the Stamp Duty on Cash"
    _inherit = ['l10n_dz.dated.setting']
    _rec_name = 'date_start'

    currency_id = fields.Many2one('res.currency', default=lambda self: self.env.ref('base.DZD'), required=True)
    minimum = fields.Monetary(help="Least duty where one is owed.")
    maximum = fields.Monetary(help="Greatest duty. 0: no limit.")
    bracket_ids = fields.One2many('stamp.duty.bracket', 'scale_id', copy=True)

    _one_edition = models.UniqueIndex('(date_start) WHERE active', "Two scales cannot start on the same day.")
    _positive = models.Constraint('CHECK (minimum >= 0 AND maximum >= 0)', "A duty cannot be negative.")

    @api.model
    def _get_duty(self, amount, date):
        """Return the duty on an amount received in cash on a day, in dinars.

        :param amount: dinars, tax included
        :raises UserError: where no scale applies on that day
        """
        scale = self._get_on(date)
        brackets = [(bracket.amount_to or None, bracket.rate) for bracket in scale.bracket_ids.sorted(
            lambda bracket: bracket.amount_to or float('inf'))]
        if not brackets or brackets[-1][0]:
            brackets.append((None, 0))
        return float(stamp_duty.duty(
            Decimal(str(round(amount, 2))), brackets, scale.minimum, scale.maximum or None))


class StampDutyBracket(models.Model):
    _name = 'stamp.duty.bracket'
    _description = "Bracket of the Stamp Duty on Cash"
    _order = 'scale_id, amount_to'
    _rec_name = 'amount_to'

    scale_id = fields.Many2one('stamp.duty.scale', required=True, index=True, ondelete='cascade')
    currency_id = fields.Many2one(related='scale_id.currency_id')
    amount_to = fields.Monetary(string="Up To", help="Greatest amount of the bracket. 0: no limit.")
    rate = fields.Float(string="Duty per 100 DA", digits=(8, 4), help="For each 100 dinars or part of 100, on the whole amount.")

    _one_bound = models.UniqueIndex('(scale_id, amount_to)', "Two brackets of a scale cannot end at the same amount.")
    _positive = models.Constraint('CHECK (amount_to >= 0 AND rate >= 0)', "Amounts and rates cannot be negative.")
