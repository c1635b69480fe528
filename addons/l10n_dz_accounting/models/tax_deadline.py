from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class TaxDeadline(models.Model):
    _name = 'tax.deadline'
    _description = "Deadline of a Tax Return"
    _inherit = ['l10n_dz.dated.setting']
    _rec_name = 'tax_return'

    tax_return = fields.Selection([('g50', "G50: monthly return")], required=True, default='g50')
    day = fields.Integer(required=True, default=20, help="Day of the month by which the return is filed and paid.")
    months_after = fields.Integer(required=True, default=1, help="Months after the month of the return.")

    _one_edition = models.UniqueIndex(
        '(tax_return, date_start) WHERE active', "Two deadlines of a return cannot start on the same day.")
    _day_of_month = models.Constraint(
        'CHECK (day BETWEEN 1 AND 31 AND months_after >= 0)', "A deadline is a day of a month.")

    @api.model
    def _get_due_date(self, tax_return, date):
        """Return the day by which the return of the month of ``date`` is due.

        :raises UserError: where no deadline is set for that month
        """
        deadline = self._get_on(date, [('tax_return', '=', tax_return)])
        return date + relativedelta(months=deadline.months_after, day=deadline.day)
