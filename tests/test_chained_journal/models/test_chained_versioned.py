from odoo import api, fields, models


class TestChainedVersioned(models.Model):
    """Version 1 held a label and a code; version 2 calls the label a name, has an amount, and no code."""
    _name = 'test.chained.versioned'
    _description = "Test Versioned"
    _inherit = 'chained.journal.mixin'

    _chain_payload_version = 2
    _chain_fields = ('name', 'amount')

    name = fields.Char()
    amount = fields.Float(default=5.0)

    @api.model
    def _chain_columns_of_payload(self, version):
        if version == 1:
            return {'label': 'name', 'code': None}
        return super()._chain_columns_of_payload(version)
