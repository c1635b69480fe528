from odoo import fields, models


class PurchaseRequestLine(models.Model):
    _inherit = 'purchase.request.line'

    store_id = fields.Many2one('store.store', index='btree_not_null', ondelete='set null', copy=False,
                               help="The store whose article was low.")
