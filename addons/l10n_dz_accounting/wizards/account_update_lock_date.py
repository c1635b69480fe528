from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

LOCKS = ('sale_lock_date', 'purchase_lock_date', 'tax_lock_date', 'fiscalyear_lock_date', 'hard_lock_date')


class AccountUpdateLockDate(models.TransientModel):
    _inherit = 'account.update.lock_date'

    sale_lock_date = fields.Date(string="Sales Locked Until")
    purchase_lock_date = fields.Date(string="Purchases Locked Until")
    tax_lock_date = fields.Date(string="Taxes Locked Until")
    fiscalyear_lock_date = fields.Date(string="All Entries Locked Until")
    hard_lock_date = fields.Date(string="Locked For Ever Until", help="This lock cannot be taken back and knows no exception.")

    def execute(self):
        """Write the lock dates of the company.

        :raises UserError: for a day that has not come, or a user who does not administer accounting
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        for name in LOCKS:
            if self[name] and self[name] > today:
                raise UserError(self.env._(
                    "A period cannot be locked before it is over: %(date)s has not come.",
                    date=format_date(self.env, self[name])))
        return super().execute()
