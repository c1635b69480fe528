from odoo import api, fields, models


class DatedSourceMixin(models.AbstractModel):
    """Where a value comes from, and how sure it is."""
    _name = 'dated.source.mixin'
    _description = "Value with Its Source"

    source = fields.Char(required=True, translate=True, help="Text of law, agreement or decision that gives the value.")
    # told when it is read: choices of a mixin have no translation of their own on the models of other addons
    confidence = fields.Selection(
        selection=lambda self: self._selection_confidence(), required=True, default='medium')

    @api.model
    def _selection_confidence(self):
        high, medium, low = self.env._("High"), self.env._("Medium"), self.env._("Low")
        return [('high', high), ('medium', medium), ('low', low)]
