from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tools import format_date

KINDS = ('balance_sheet', 'income_statement', 'trial_balance', 'general_ledger')


class FinancialReport(models.AbstractModel):
    """Reports that the screen, the PDF and the workbook show alike.

    A report is a table: ``columns`` and ``sections`` of ``lines``; a line has ``values``, one for each column, and
    ``children``, the accounts behind it.
    """
    _name = 'financial.report'
    _description = "Financial Report"

    @api.model
    @api.readonly
    def get_report(self, options):
        """Return a report as a table.

        :param options: ``kind`` (balance_sheet, income_statement, trial_balance, general_ledger), ``date_from`` and
            ``date_to`` (by default the current financial year), ``company_ids`` (by default those switched on),
            ``posted_only`` and ``comparison`` (by default True), ``prefix``: beginning of the account codes of a ledger
        :raises AccessError: for a user who may not read journal items, or for companies that are not switched on
        :raises UserError: for an unknown kind, or a period that ends before it starts
        """
        options = self._get_options(options)
        return {**self._get_header(options), **getattr(self, f"_build_{options['kind']}")(options)}

    @api.model
    def _check_may_read(self):
        self.env['account.move.line'].check_access('read')
        if not self.env.user.has_group('account.group_account_readonly'):
            raise AccessError(self.env._("Financial reports are for people who keep or check the accounts."))

    @api.model
    def _get_options(self, options):
        """Return the options complete and checked, with dates."""
        self._check_may_read()
        kind = options.get('kind')
        if kind not in KINDS:
            raise UserError(self.env._("There is no report “%s”.", kind))
        companies = self._get_companies(options)
        fiscal_year = companies[0].compute_fiscalyear_dates(
            Date.to_date(options.get('date_to')) or Date.context_today(self))
        date_to = Date.to_date(options.get('date_to')) or fiscal_year['date_to']
        # a balance sheet is drawn up at the end of a day, whatever period was looked at before
        asked_from = kind != 'balance_sheet' and Date.to_date(options.get('date_from'))
        date_from = asked_from or fiscal_year['date_from']
        if date_from > date_to:
            raise UserError(self.env._("The period ends before it starts."))
        return {
            'kind': kind, 'companies': companies, 'fiscal_start': fiscal_year['date_from'],
            'date_from': date_from, 'date_to': date_to,
            'posted_only': options.get('posted_only', True), 'comparison': options.get('comparison', True),
            'prefix': (options.get('prefix') or '').strip(),
        }

    @api.model
    def _get_companies(self, options):
        companies = self.env['res.company'].browse(options.get('company_ids') or self.env.companies.ids)
        if companies - self.env.companies:
            raise AccessError(self.env._("Switch on the companies whose accounts you want to see."))
        if len(companies.currency_id) > 1:
            raise UserError(self.env._("Companies that keep their accounts in different currencies cannot be added up."))
        return companies

    @api.model
    def _get_previous(self, options):
        """Return the same period one year before; the end of a month stays one."""
        before = []
        for day in (options['date_from'], options['date_to']):
            is_month_end = (day + relativedelta(days=1)).day == 1
            before.append(day - relativedelta(years=1) + (relativedelta(day=31) if is_month_end else relativedelta()))
        return tuple(before)

    @api.model
    def _get_report_balances(self, options, movements=True):
        return self.env['financial.balance']._get_balances(
            options['companies'].ids, (options['date_from'], options['date_to']), self._get_previous(options),
            options['fiscal_start'], options['posted_only'], movements)

    @api.model
    def _get_header(self, options):
        kind = options['kind']
        dates = {key: format_date(self.env, options[key]) for key in ('date_from', 'date_to')}
        return {
            'kind': kind,
            'title': self._get_titles()[kind],
            'companies': options['companies'].mapped('name'),
            'company_ids': options['companies'].ids,
            'currency': self._get_currency_label(options['companies'].currency_id),
            'date_from': Date.to_string(options['date_from']),
            'date_to': Date.to_string(options['date_to']),
            'period': self.env._("On %(date_to)s", **dates) if kind == 'balance_sheet'
            else self.env._("From %(date_from)s to %(date_to)s", **dates),
            'posted_only': options['posted_only'],
            'entries': self.env._("Posted entries") if options['posted_only'] else self.env._("Posted entries and drafts"),
            'warnings': [],
            'check': False,
        }

    @api.model
    def _get_currency_label(self, currency):
        return self.env._("In dinars (DA)") if currency.name == 'DZD' else currency.symbol

    @api.model
    def _get_titles(self):
        return {
            'balance_sheet': self.env._("Balance sheet"),
            'income_statement': self.env._("Income statement by nature"),
            'trial_balance': self.env._("Trial balance"),
            'general_ledger': self.env._("General ledger"),
        }

    @api.model
    def _get_account_names(self, balances, companies):
        """Return {(company, account): (code, name)}; the company is told where there are several."""
        accounts = self.env['account.account'].browse({balance.account_id for balance in balances})
        names = {account.id: account.name for account in accounts}
        company_names = {company.id: company.name for company in companies}
        return {
            (balance.company_id, balance.account_id): (
                balance.code,
                names[balance.account_id] if len(companies) == 1
                else f"{names[balance.account_id]} — {company_names[balance.company_id]}",
            ) for balance in balances
        }

    @api.model
    def _account_line(self, parent, key, names, values):
        """Line of an account below a row, which opens its journal items."""
        code, name = names[key]
        return {
            'id': f'{parent}-{key[0]}-{key[1]}', 'code': code, 'name': name, 'mark': '', 'level': 3, 'kind': 'account',
            'company_id': key[0], 'account_id': key[1], 'values': [float(value) for value in values], 'children': [],
        }

    @api.model
    def action_open_items(self, options, company_id, account_id):
        """Return the action that shows the journal items behind an account's figure.

        :raises AccessError: as ``get_report``
        """
        options = self._get_options({**options, 'company_ids': [company_id]})
        domain = [
            ('company_id', '=', company_id), ('account_id', '=', account_id), ('date', '<=', options['date_to']),
            ('parent_state', 'in', ['posted'] if options['posted_only'] else ['posted', 'draft']),
        ]
        if options['kind'] != 'balance_sheet':
            domain.append(('date', '>=', options['date_from']))
        account = self.env['account.account'].browse(account_id)
        return {
            'type': 'ir.actions.act_window', 'res_model': 'account.move.line', 'name': account.display_name,
            'views': [[False, 'list'], [False, 'form']], 'domain': domain, 'context': {'create': False},
        }
