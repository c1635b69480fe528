from odoo import fields, models


class ChamberFeeTariff(models.Model):
    _inherit = 'chamber.fee.tariff'

    is_owed_back_cancelled = fields.Boolean(
        string="Paid Back When Withdrawn", help="Whether the fee is owed back to somebody who withdraws the request.")
    is_owed_back_refused = fields.Boolean(
        string="Paid Back When Refused", help="Whether the fee is owed back to somebody whose request is refused.")
