from odoo import api, fields, models


class TestChainedEntry(models.Model):
    """One field of each type that a payload may hold, a chain for each book."""
    _name = 'test.chained.entry'
    _description = "Test Entry"
    _inherit = 'chained.journal.mixin'

    _chain_fields = (
        'book', 'name', 'note', 'body', 'kind', 'count', 'rate', 'weight', 'amount', 'is_urgent', 'date', 'moment',
        'partner_id', 'details', 'title',
    )
    _chain_mutable_fields = ('comment',)

    book = fields.Char(required=True)
    name = fields.Char()
    note = fields.Text()
    body = fields.Html()
    kind = fields.Selection([('first', "First"), ('second', "Second")])
    count = fields.Integer()
    rate = fields.Float()
    weight = fields.Float(digits=(12, 3))
    currency_id = fields.Many2one('res.currency')
    amount = fields.Monetary()
    is_urgent = fields.Boolean()
    date = fields.Date(default=lambda self: fields.Date.today())
    moment = fields.Datetime()
    partner_id = fields.Many2one('res.partner', ondelete='restrict')
    details = fields.Json()
    title = fields.Char(compute='_compute_title', store=True, precompute=True)
    comment = fields.Char()

    @api.depends('book', 'name')
    def _compute_title(self):
        for entry in self:
            entry.title = f'{entry.book}: {entry.name}'

    @api.model
    def _get_chain_key(self, vals):
        return vals['book']
