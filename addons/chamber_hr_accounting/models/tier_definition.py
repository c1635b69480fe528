from odoo import fields, models


class TierDefinition(models.Model):
    """Where a power comes from: the text or decision that gives it, and how sure that is."""
    _inherit = 'tier.definition'

    power_source = fields.Char("Source", translate=True, help="The text or decision that gives this power and its threshold.")
    power_confidence = fields.Selection(
        [('high', "High"), ('medium', "Medium"), ('low', "Low: to be confirmed by the chamber")], string="Confidence")
