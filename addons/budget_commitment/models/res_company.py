from odoo import fields, models


class ResCompany(models.Model):
    _inherit = 'res.company'

    budget_is_required = fields.Boolean(
        "Expenses Need an Article", default=True,
        help="While a budget is open, no purchase is committed and no bill is posted without a budget article.")
    budget_is_order_required = fields.Boolean(
        "Bills Are Paid by Payment Orders Only", default=True,
        help="Bills charged to the budget are paid through an approved payment order.")
