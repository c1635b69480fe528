from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang


class AccountMove(models.Model):
    _inherit = 'account.move'

    def _post(self, soft=True):
        self._check_accounts_usable()
        self._check_period_open()
        return super()._post(soft=soft)

    def _check_period_open(self):
        """Refuse entries dated in a locked period, which core would post on another day without a word.

        :raises UserError: naming the entry's day and the lock
        """
        for move in self:
            if refusal := move._get_lock_refusal(move.date, move._affect_tax_report()):
                raise UserError(refusal)

    def _get_lock_refusal(self, day, has_tax):
        """Why an entry of that day is not posted; nothing where it is.

        Invoices are left to core, which has a date of their own for them besides that of the entry.
        """
        if self.move_type != 'entry' or self.company_id.chart_template != 'dz':
            return False
        locks = self._get_violated_lock_dates(day, has_tax)
        return bool(locks) and self.env._(
            "An entry dated %(date)s cannot be posted: the period is locked (%(locks)s).",
            date=format_date(self.env, day), locks=self.env['res.company']._format_lock_dates(locks))

    def _get_lock_date_message(self, invoice_date, has_tax):
        # the draft says beforehand what posting it would answer
        return self._get_lock_refusal(invoice_date, has_tax) or super()._get_lock_date_message(invoice_date, has_tax)

    def _check_accounts_usable(self):
        """Refuse entries dated after the last day of one of their accounts.

        :raises UserError: naming the entry's account and that day
        """
        for line in self.line_ids:
            until = line.account_id.usable_until
            if until and line.move_id.date > until:
                raise UserError(self.env._(
                    "Account %(account)s cannot be used in entries after %(date)s: this entry is of %(entry_date)s.",
                    account=line.account_id.display_name, date=format_date(self.env, until),
                    entry_date=format_date(self.env, line.move_id.date)))

    def _get_unbalanced_moves(self, container):
        unbalanced = super()._get_unbalanced_moves(container)
        if unbalanced and len(unbalanced) == 1:
            move_id, debit, credit = unbalanced[0]
            move = self.browse(move_id)
            if move.company_id.chart_template == 'dz':
                currency = move.company_currency_id
                raise UserError(self.env._(
                    "The entry is not balanced: debit %(debit)s, credit %(credit)s, difference %(difference)s.",
                    debit=formatLang(self.env, debit, currency_obj=currency),
                    credit=formatLang(self.env, credit, currency_obj=currency),
                    difference=formatLang(self.env, abs(debit - credit), currency_obj=currency)))
        return unbalanced
