from odoo import api, fields, models


class ChamberCashDenomination(models.Model):
    _name = 'chamber.cash.denomination'
    _description = "Note or Coin"
    _order = 'value desc, kind'

    value = fields.Monetary(required=True)
    kind = fields.Selection([('note', "Banknote"), ('coin', "Coin")], required=True)
    currency_id = fields.Many2one('res.currency', required=True, default=lambda self: self.env.ref('base.DZD'))
    active = fields.Boolean(default=True)

    _value_once = models.Constraint('UNIQUE (value, kind)', "This note or coin is listed already.")
    _value_positive = models.Constraint('CHECK (value > 0)', "A note or coin is worth more than nothing.")

    @api.depends('value', 'kind')
    @api.depends_context('lang')
    def _compute_display_name(self):
        kinds = dict(self._fields['kind']._description_selection(self.env))
        for denomination in self:
            denomination.display_name = f"{kinds.get(denomination.kind, '')} {denomination.value:g}"


class ChamberCashCount(models.Model):
    """How many notes and coins of a value were in the desk when the day was closed."""
    _name = 'chamber.cash.count'
    _description = "Notes and Coins Counted"
    _inherit = ['chamber.engine.mixin']
    _order = 'session_id, value desc, id'
    _rec_name = 'denomination_id'

    session_id = fields.Many2one('chamber.cash.session', required=True, readonly=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    denomination_id = fields.Many2one('chamber.cash.denomination', required=True, readonly=True, ondelete='restrict')
    value = fields.Monetary(related='denomination_id.value', store=True, precompute=True)
    currency_id = fields.Many2one(related='denomination_id.currency_id')
    quantity = fields.Integer(required=True, readonly=True)
    amount = fields.Monetary(compute='_compute_amount')

    _quantity_positive = models.Constraint('CHECK (quantity >= 0)', "A count cannot be negative.")

    @api.depends('value', 'quantity')
    def _compute_amount(self):
        for count in self:
            count.amount = count.value * count.quantity

    def _get_engine_refusal(self):
        return self.env._("What was counted is written when the day is closed only.")
