from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ChamberTrainingPrice(models.Model):
    _name = 'chamber.training.price'
    _description = "Price of a Programme"
    _inherit = ['chamber.dated.setting']
    _order = 'programme_id, kind, date_start desc'
    _rec_name = 'programme_id'

    programme_id = fields.Many2one('chamber.training.programme', required=True, index=True, ondelete='cascade')
    kind = fields.Selection(
        [('full', "Full price"), ('subsidised', "Subsidised")], required=True, default='full')
    amount = fields.Monetary(currency_field='currency_id', required=True)
    currency_id = fields.Many2one('res.currency', required=True, default=lambda self: self.env.ref('base.DZD'))
    source = fields.Char(translate=True)

    _amount_positive = models.Constraint('CHECK (amount >= 0)', "A price cannot be negative.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A price cannot end before it starts.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(programme_id, programme_id, '[]') WITH =,"
        " int8range(hashtext(kind)::bigint, hashtext(kind)::bigint, '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two prices of the same kind cannot apply on the same day.")

    @api.constrains('kind', 'amount', 'date_start', 'date_end', 'programme_id')
    def _check_subsidised_is_lower(self):
        for price in self:
            other = self.search(
                Domain('programme_id', '=', price.programme_id.id) & Domain('kind', '!=', price.kind)
                & (Domain('date_end', '=', False) | Domain('date_end', '>=', price.date_start))
                & (Domain('date_start', '<=', price.date_end) if price.date_end else Domain.TRUE))
            by_kind = (price | other).grouped('kind')
            if len(by_kind) == 2 and (
                    max(by_kind['subsidised'].mapped('amount')) > min(by_kind['full'].mapped('amount'))):
                raise ValidationError(self.env._(
                    "%(programme)s: the subsidised price is not above the full price.",
                    programme=price.programme_id.name))
