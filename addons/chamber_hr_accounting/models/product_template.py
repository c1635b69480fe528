from odoo import api, models
from odoo.fields import Domain

TICKET = Domain('service_tracking', '=', 'event')


class ProductTemplate(models.Model):
    """What a chamber sells at its events is no article that it buys."""
    _inherit = 'product.template'

    @api.model_create_multi
    def create(self, vals_list):
        products = super().create(vals_list)
        products.filtered_domain(TICKET).purchase_ok = False
        return products

    @api.model
    def _withhold_tickets(self):
        """Take the tickets of events that were there before out of the articles to buy."""
        self.with_context(active_test=False).search(TICKET & Domain('purchase_ok', '=', True)).purchase_ok = False
