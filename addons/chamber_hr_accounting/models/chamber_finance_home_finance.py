from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

MISSION_FINANCE = 'l10n_dz_mission_order.l10n_dz_mission_order_group_finance'


class ChamberFinanceHome(models.AbstractModel):
    """What the accountant, the budget officer, the payer and the finance manager see."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_subjects(self):
        return [
            *super()._get_subjects(), *self._get_bill_subjects(), *self._get_payment_order_subjects(),
            *self._get_month_subjects(), *self._get_settlement_subjects()]

    @api.model
    def _get_bill_subjects(self):
        if not self._has_group('account.group_account_readonly'):
            return []
        unpaid = (Domain('move_type', '=', 'in_invoice') & Domain('state', '=', 'posted')
                  & Domain('payment_state', 'in', ('not_paid', 'partial')))
        return [
            {'key': 'bills', 'name': self.env._("Bills to pay"), 'model': 'account.move', 'domain': unpaid, 'level': 'warning',
             'order': 'invoice_date_due', 'amount': 'amount_residual',
             'deadline': (lambda move: move.invoice_date_due) if self._has_role('accountant') else None},
            {'key': 'bills_late', 'name': self.env._("Bills past their date"), 'model': 'account.move', 'level': 'danger',
             'domain': unpaid & Domain('invoice_date_due', '<', today_in_algeria())},
        ]

    @api.model
    def _get_payment_order_subjects(self):
        payer = self._has_role('payer')
        if not (payer or self._has_group('budget_commitment.budget_commitment_group_user') or self._has_role('overseer')):
            return []
        Order = 'budget.payment.order'
        return [
            {'key': 'orders_draft', 'name': self.env._("Payment orders in preparation"), 'model': Order, 'level': 'info',
             'domain': Domain('state', '=', 'draft')},
            {'key': 'orders_pay', 'name': self.env._("Payment orders to pay"), 'model': Order, 'level': 'warning',
             'domain': Domain('state', '=', 'approved'), 'order': 'date', 'amount': 'amount_total',
             'deadline': (lambda order: order.date_payment or order.date) if payer else None},
        ]

    @api.model
    def _get_month_subjects(self):
        """The month that ended: its VAT return, and its entries that are not posted."""
        if not self._has_role('accountant'):
            return []
        last = today_in_algeria() + relativedelta(day=1, days=-1)
        closed = self.env['vat.return'].search_count(
            [('date_to', '=', last), ('state', '=', 'closed'), ('company_id', '=', self.env.company.id)])
        try:
            due = self.env['tax.deadline']._get_due_date('g50', last + relativedelta(day=1))
        except UserError:  # no deadline is set for that month
            due = False
        return [
            {'key': 'vat', 'name': self.env._("VAT return of %(month)s, due", month=f'{last:%m/%Y}'), 'model': 'vat.return',
             'domain': Domain('date_to', '=', last),
             'level': 'success' if closed else 'danger' if due and due < today_in_algeria() else 'warning',
             'text': self.env._("Closed") if closed else f'{due:%d/%m}' if due else '—'},
            {'key': 'month', 'name': self.env._("Entries of %(month)s not posted", month=f'{last:%m/%Y}'),
             'model': 'account.move', 'level': 'danger',
             'domain': Domain('state', '=', 'draft') & Domain('date', '<=', last) & Domain('date', '>=', last.replace(day=1))},
        ]

    @api.model
    def _get_settlement_subjects(self):
        if not self._has_group(MISSION_FINANCE):
            return []
        Order = 'dz.mission.order'
        return [
            {'key': 'advances', 'name': self.env._("Mission advances to pay"), 'model': Order, 'level': 'warning',
             'domain': Domain('advance_state', '=', 'granted') & Domain('state', 'in', ('ordered', 'progress'))},
            {'key': 'settle', 'name': self.env._("Missions to settle"), 'model': Order, 'level': 'warning',
             'domain': Domain('state', '=', 'reported')},
        ]
