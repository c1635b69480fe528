from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from odoo.addons.chamber_registry.models.engine import as_engine

from .desk_day import get_desk_day


class ChamberCashSession(models.Model):
    _inherit = 'chamber.cash.session'

    def action_close(self):
        """Open the count of notes and coins that closes the day.

        :raises AccessError: for anyone but a cashier of the chamber
        """
        self.ensure_one()
        self.env['chamber.receipt']._check_cashier(self.company_id)
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Close the Cash Day"), 'res_model': 'chamber.cash.close',
            'views': [(False, 'form')], 'target': 'new', 'context': {'default_session_id': self.id}}

    def _close(self, counts, other, note):
        """Close the day with what was counted. Nothing is received on it any more.

        :param counts: {denomination: how many}
        :param other: amount in centimes' coins, dinars
        :param note: why it is not what should be there; needed where there is a difference
        :raises UserError: where the day is closed already, or a difference is not explained
        """
        self.ensure_one()
        self.env['chamber.receipt']._check_cashier(self.company_id)
        self.check_access('read')
        # the desk is written by its steps, for cashiers who keep no accounts
        session = as_engine(self.sudo())
        session.company_id._lock_chamber_accounts()
        session.invalidate_recordset()
        if session.state == 'closed':
            raise UserError(self.env._("This cash day is closed already."))
        if any(quantity < 0 for quantity in counts.values()) or other < 0:
            raise UserError(self.env._("A count cannot be negative."))
        currency = session.currency_id
        counted = currency.round(sum(kind.value * quantity for kind, quantity in counts.items()) + other)
        difference = currency.round(counted - session.balance)
        note = (note or '').strip()
        if difference and not note:
            raise UserError(self.env._(
                "%(counted)s were counted, %(balance)s should be there: explain the difference of %(difference)s.",
                counted=format_amount(self.env, counted, currency), balance=format_amount(self.env, session.balance, currency),
                difference=format_amount(self.env, difference, currency)))
        session.write({
            'state': 'closed', 'counted_balance': counted, 'counted_other': other, 'difference': difference,
            'difference_note': note or False, 'is_difference_open': bool(difference), 'closed_by_id': self.env.uid,
            'closed_datetime': fields.Datetime.now(),
            'count_ids': [
                (0, 0, {'denomination_id': kind.id, 'quantity': quantity}) for kind, quantity in counts.items() if quantity],
        })
        self.env['chamber.money.act']._record([{
            'company_id': session.company_id.id, 'kind': 'closing', 'number': session.number, 'date': session.date,
            'amount': counted, 'session_id': session.id, 'note': note or False}])

    def action_book_difference(self):
        """Book the difference of a closed day: what is missing is a cost, what is too much a gain.

        The entry is of the miscellaneous journal, for the desk itself has counted already.

        :raises AccessError: for anyone but an accountant of the chamber
        :raises UserError: where there is none, it is booked, or the accountant closed the day himself
        """
        self.ensure_one()
        self._check_accountant(self.company_id)
        self.check_access('read')
        # the desk is written by its steps
        session = as_engine(self.sudo().with_company(self.company_id))
        session.company_id._lock_chamber_accounts()
        session.invalidate_recordset()
        if not session.is_difference_open:
            raise UserError(self.env._("There is no difference to book on this day."))
        if session.closed_by_id == self.env.user:
            raise UserError(self.env._("Who closed the day does not book its difference."))
        move = as_engine(self.env['account.move'].sudo().with_company(session.company_id)).create(
            session._prepare_difference())
        move.action_post()
        session.write({'difference_move_id': move.id, 'is_difference_open': False})
        self.env['chamber.money.act']._record([{
            'company_id': session.company_id.id, 'kind': 'difference', 'number': session.number, 'date': move.date,
            'amount': session.difference, 'session_id': session.id, 'move_id': move.id, 'note': session.difference_note}])

    def _prepare_difference(self):
        """Values of the entry; the accounts of gain and loss are those of the cash journal, else of the chart."""
        journal, amount = self.journal_id, self.difference
        account = (
            journal.profit_account_id or self.company_id._get_chamber_account('758') if amount > 0
            else journal.loss_account_id or self.company_id._get_chamber_account('657'))
        label = self.env._("Difference of the cash day %(number)s: %(note)s", number=self.number, note=self.difference_note)
        return {
            'move_type': 'entry', 'company_id': self.company_id.id, 'date': get_desk_day(self), 'ref': label,
            'journal_id': self.company_id._get_chamber_journal('general').id,
            'line_ids': [
                (0, 0, {'name': label, 'account_id': journal.default_account_id.id,
                        'debit': max(amount, 0), 'credit': max(-amount, 0)}),
                (0, 0, {'name': label, 'account_id': account.id, 'debit': max(-amount, 0), 'credit': max(amount, 0),
                        'analytic_distribution': self._get_difference_distribution()}),
            ],
        }

    def _get_difference_distribution(self):
        account = self.company_id._get_chamber_analytic(self.company_id)
        return {str(account.id): 100} if account else False

    def action_print(self):
        """Return the cash journal of the days as a PDF."""
        self.check_access('read')
        return self.env.ref('chamber_hr_accounting.chamber_cash_session_report').report_action(self)
