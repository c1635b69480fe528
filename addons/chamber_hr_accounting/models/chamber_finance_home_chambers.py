from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberFinanceHome(models.AbstractModel):
    """The chambers side by side, for whoever answers for more than one."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _prepare_chambers(self):
        companies = self.env.user.company_ids
        if len(companies) < 2 or not (self._has_role('overseer') or self._has_role('finance_manager')):
            return super()._prepare_chambers()
        self = self.with_context(allowed_company_ids=companies.ids)  # noqa: PLW0642  (all that the user may see)
        due, bills, cash = self._get_due_counts(), self._get_bill_sums(), self._get_cash_sums()
        credit, currency = self._get_credit_rates(), self.env.company.currency_id
        return [{
            'id': company.id, 'name': company._get_chamber_name(self.env.lang), 'due': due.get(company.id, 0),
            'bills': format_amount(self.env, bills.get(company.id, 0.0), currency),
            'cash': format_amount(self.env, cash.get(company.id, 0.0), currency),
            'credit': self._format_share(credit[company.id]) if company.id in credit else '—',
        } for company in companies.sorted('chamber_code')]

    @api.model
    def _get_due_counts(self):
        return {company.id: count for company, count in self.env['chamber.fee.due']._read_group(
            [], ['company_id'], ['__count'])}

    @api.model
    def _get_bill_sums(self):
        domain = (Domain('move_type', '=', 'in_invoice') & Domain('state', '=', 'posted')
                  & Domain('payment_state', 'in', ('not_paid', 'partial')))
        return {company.id: -total for company, total in self.env['account.move']._read_group(
            domain, ['company_id'], ['amount_residual_signed:sum'])}

    @api.model
    def _get_cash_sums(self):
        accounts = self._get_accounts(Domain('account_type', '=', 'asset_cash'))
        domain = Domain('parent_state', '=', 'posted') & Domain('account_id', 'in', accounts.ids)
        return {company.id: total for company, total in self.env['account.move.line']._read_group(
            domain, ['company_id'], ['balance:sum'])}

    @api.model
    def _get_credit_rates(self):
        """{company: hundredths of the credits of today's budget that are committed}, where there is a budget."""
        today = today_in_algeria()
        domain = Domain('year_id.date_start', '<=', today) & Domain('year_id.date_end', '>=', today)
        return {company.id: round(100 * committed / credit, 1) for company, credit, committed in self.env[
            'budget.chapter.situation']._read_group(domain, ['company_id'], ['credit:sum', 'committed:sum']) if credit}
