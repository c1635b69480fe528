from odoo import api, fields, models
from odoo.exceptions import UserError

from .account_chart_template import STAMP_DUTY_ACCOUNT


class AccountPayment(models.Model):
    _inherit = 'account.payment'

    stamp_duty_amount = fields.Monetary(
        string="Stamp Duty", compute='_compute_stamp_duty_amount', store=True, currency_field='company_currency_id',
        help="Stamp duty on cash, which the customer pays besides the amount.")
    amount_with_stamp_duty = fields.Monetary(
        string="Cash Received", compute='_compute_amount_with_stamp_duty', currency_field='company_currency_id')

    @api.depends('amount', 'date', 'journal_id', 'payment_type', 'partner_type', 'currency_id', 'company_id')
    def _compute_stamp_duty_amount(self):
        for payment in self:
            payment.stamp_duty_amount = payment._get_stamp_duty()

    @api.depends('stamp_duty_amount', 'amount', 'currency_id', 'date')
    def _compute_amount_with_stamp_duty(self):
        for payment in self:
            payment.amount_with_stamp_duty = payment._get_amount_company_currency() + payment.stamp_duty_amount

    def _get_aml_default_display_name_list(self):
        """What was paid, alone: paid by hand, the name of the method tells nothing and is in one language only."""
        terms = super()._get_aml_default_display_name_list()
        if self.payment_method_code == 'manual' and self.memo:
            return [term for term in terms if term[0] == 'memo']
        return terms

    def _get_amount_company_currency(self):
        currency = self.currency_id or self.company_id.currency_id
        return currency._convert(self.amount, self.company_id.currency_id, self.company_id, self.date) if self.date else 0.0

    def _is_cash_receipt(self):
        """Whether a customer pays in cash at an Algerian company: other means of payment bear no stamp duty."""
        return (
            self.payment_type == 'inbound' and self.partner_type == 'customer' and self.journal_id.type == 'cash'
            and self.company_id.chart_template == 'dz')

    def _get_stamp_duty(self):
        if not self._is_cash_receipt() or not self.amount or not self.date:
            return 0.0
        # whoever receives money needs the scale, which only accountants edit
        return self.env['stamp.duty.scale'].sudo()._get_duty(self._get_amount_company_currency(), self.date)

    def _get_stamp_duty_lines(self):
        chart = self.env['account.chart.template'].with_company(self.company_id.root_id)
        account = chart.ref(STAMP_DUTY_ACCOUNT, raise_if_not_found=False)
        return self.move_id.line_ids.filtered(lambda line: account and line.account_id == account)

    def _get_stamp_duty_account(self):
        """Return the account that the duty is owed on.

        :raises UserError: where the company has none
        """
        chart = self.env['account.chart.template'].with_company(self.company_id.root_id)
        account = chart.ref(STAMP_DUTY_ACCOUNT, raise_if_not_found=False)
        if not account:
            raise UserError(self.env._("%s has no account for the stamp duty on cash.", self.company_id.name))
        return account

    @api.depends('journal_id')
    def _compute_outstanding_account_id(self):
        """Cash is received at once: where nothing else is set, cash receipts go to the cash account itself."""
        res = super()._compute_outstanding_account_id()
        for payment in self:
            if payment._is_cash_receipt() and not payment.outstanding_account_id:
                payment.outstanding_account_id = payment.journal_id.default_account_id
        return res

    def _prepare_move_line_default_vals(self, write_off_line_vals=None, force_balance=None):
        lines = super()._prepare_move_line_default_vals(write_off_line_vals, force_balance)
        duty = self._get_stamp_duty()
        if not duty:
            return lines
        duty_currency = self.company_id.currency_id._convert(duty, self.currency_id, self.company_id, self.date)
        lines[0].update(
            debit=lines[0]['debit'] + duty, amount_currency=lines[0]['amount_currency'] + duty_currency)
        return [*lines, {
            'name': self.env._("Stamp duty on cash"),
            'date_maturity': self.date,
            'amount_currency': -duty_currency,
            'currency_id': self.currency_id.id,
            'debit': 0.0,
            'credit': duty,
            'partner_id': self.partner_id.id,
            'account_id': self._get_stamp_duty_account().id,
        }]

    def _synchronize_to_moves(self, changed_fields):
        """The duty's line is made anew, not kept as a write-off."""
        if any(name in changed_fields for name in self._get_trigger_fields_to_synchronize()):
            for payment in self.filtered(lambda payment: payment.move_id.state == 'draft'):
                payment._get_stamp_duty_lines().with_context(check_move_validity=False, dynamic_unlink=True).unlink()
        return super()._synchronize_to_moves(changed_fields)
