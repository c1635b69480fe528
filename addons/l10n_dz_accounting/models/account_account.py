from odoo import fields, models


class AccountAccount(models.Model):
    _inherit = 'account.account'

    usable_until = fields.Date(
        tracking=True, help="No entry dated after this day can be posted with this account. Empty: no limit.")
