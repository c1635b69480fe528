from odoo import fields, models


class AccountAnalyticAccount(models.Model):
    _inherit = 'account.analytic.account'

    chamber_id = fields.Many2one('res.company', copy=False, index='btree_not_null', ondelete='restrict')

    _one_chamber = models.UniqueIndex(
        '(chamber_id) WHERE chamber_id IS NOT NULL', "This chamber already has its analytic account.")
