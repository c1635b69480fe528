from odoo import fields, models


class BudgetPaymentOrder(models.Model):
    _inherit = 'budget.payment.order'

    # a chamber pays from its own accounts, not from those of the national chamber
    journal_id = fields.Many2one(domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]")
