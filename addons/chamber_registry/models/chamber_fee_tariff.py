from odoo import api, fields, models


class ChamberFeeTariff(models.Model):
    _name = 'chamber.fee.tariff'
    _description = "Fee Tariff"
    _inherit = ['chamber.dated.setting']
    _order = 'kind, registrant_type, date_start desc'
    _rec_name = 'kind'

    kind = fields.Selection(
        lambda self: self.env['chamber.request']._fields['kind']._description_selection(self.env), required=True)
    registrant_type = fields.Selection(
        lambda self: self.env['res.partner']._fields['registrant_type']._description_selection(self.env), required=True)
    amount = fields.Monetary(currency_field='currency_id', required=True)
    currency_id = fields.Many2one('res.currency', required=True, default=lambda self: self.env.ref('base.DZD'))
    legal_text_id = fields.Many2one('chamber.legal.text', ondelete='restrict', index='btree_not_null')
    source = fields.Char(translate=True)
    confidence = fields.Selection([('high', "High"), ('medium', "Medium"), ('low', "Low")], default='low', required=True)

    _amount_positive = models.Constraint('CHECK (amount >= 0)', "A fee cannot be negative.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A tariff cannot end before it starts.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int8range(hashtext(kind || ':' || registrant_type)::bigint,"
        " hashtext(kind || ':' || registrant_type)::bigint, '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two tariffs of the same kind cannot apply on the same day.")

    @api.model
    def _get_amount(self, kind, registrant_type, on_date):
        """Return the fee in the tariff's currency on a day; 0 where no tariff is set."""
        return self._get_on(on_date, kind=kind, registrant_type=registrant_type).amount
