from decimal import Decimal

from odoo import api, models

from ..tools import statements

ZERO = Decimal(0)


class FinancialReport(models.AbstractModel):
    _inherit = 'financial.report'

    @api.model
    def _build_balance_sheet(self, options):
        """Bilan: assets gross, depreciation, net, and net a year before; liabilities for both years."""
        statement = self._get_statement('balance_sheet', options)
        balances = self._get_report_balances(options, movements=False)
        now = self._place(statement, balances, 'closing', 'result')
        before = self._place(statement, balances, 'previous_closing', 'previous_result')
        names = self._get_account_names(balances, options['companies'])
        sections = [
            self._section(statement, 'assets', self.env._("Assets"), self._asset_columns(statement, now, before), names, options),
            self._section(
                statement, 'liabilities', self.env._("Liabilities"), self._plain_columns(statement, now, before), names,
                options),
        ]
        difference = sections[0]['lines'][-1]['values'][2] - sections[1]['lines'][-1]['values'][0]
        return {
            'sections': sections,
            'warnings': self._get_warnings(names, now, before),
            'check': {'label': self.env._("Assets less liabilities"), 'difference': round(difference, 2)},
        }

    @api.model
    def _build_income_statement(self, options):
        """TCR by nature: the flows of classes 6 and 7 in the period, closing entries left out."""
        statement = self._get_statement('income_statement', options)
        balances = [
            balance for balance in self._get_report_balances(options, movements=False) if balance.code[:1] in ('6', '7')]
        now = self._place(statement, balances, 'result')
        before = self._place(statement, balances, 'previous_result')
        names = self._get_account_names(balances, options['companies'])
        section = self._section(
            statement, 'result', self.env._("Income statement by nature"), self._plain_columns(statement, now, before), names,
            options)
        return {'sections': [section], 'warnings': self._get_warnings(names, now, before)}

    @api.model
    def _get_statement(self, kind, options):
        # the layout of statements is no secret: whoever may read the accounts may see it
        return self.env['financial.statement'].sudo()._get_on(options['date_to'], [('kind', '=', kind)])

    @api.model
    def _place(self, statement, balances, field, result_field=None):
        """Put each account's balance in its row.

        :param field: which amount of the balances
        :param result_field: for a bilan, which amount is the year's result; classes 6 and 7 then have no row of their own
        """
        amounts = {(balance.company_id, balance.account_id): getattr(balance, field) for balance in balances}
        flows = {
            (balance.company_id, balance.account_id) for balance in balances if result_field and balance.code[:1] in ('6', '7')}
        cells, places, unmapped = statements.spread(
            [((balance.company_id, balance.account_id), balance.code, getattr(balance, field)) for balance in balances
             if (balance.company_id, balance.account_id) not in flows],
            statement._get_rules())
        result = -sum((getattr(balance, result_field) for balance in balances
                       if (balance.company_id, balance.account_id) in flows), ZERO) if result_field else ZERO
        open_flows = -sum((amounts[key] for key in flows), ZERO)
        return {
            'amounts': amounts, 'cells': cells, 'places': places, 'unmapped': unmapped, 'result': result,
            'not_allocated': open_flows - result,
        }

    @api.model
    def _row_amount(self, row, placed, column):
        """Amount of a row in one column, with the sign it is shown with; None for a sum of rows."""
        sign = 1 if row.sense == 'debit' else -1
        if row.kind == 'result':
            return placed['result'] if column == 'amount' else ZERO
        if row.kind == 'unmapped':
            return sum(self._unmapped(row, placed).values(), ZERO) * sign if column == 'amount' else ZERO
        amount = placed['cells'].get((row.code, column), ZERO) * sign
        if row.kind == 'retained' and column == 'amount':
            amount += placed['not_allocated']
        return amount

    @api.model
    def _unmapped(self, row, placed):
        """Accounts without a row whose balance is on the side of this one: both sides where there is one row only."""
        rows = row.statement_id.row_ids.filtered(lambda other: other.kind == 'unmapped')
        return {
            key: placed['amounts'][key] for key in placed['unmapped']
            if len(rows) == 1 or (placed['amounts'][key] >= 0) == (row.sense == 'debit')
        }

    @api.model
    def _column(self, statement, placed, column):
        """Return {row code: amount} with the sums worked out."""
        rows = statement.row_ids.filtered(lambda row: row.kind != 'title')
        sums = rows.filtered(lambda row: row.kind == 'total')
        return statements.evaluate(
            {row.code: row.formula or '' for row in sums},
            {row.code: self._row_amount(row, placed, column) for row in rows - sums})

    @api.model
    def _asset_columns(self, statement, now, before):
        """Columns as (label, {row: amount}, amount of an account as a function of its key and row)."""
        gross, contra = self._column(statement, now, 'amount'), self._column(statement, now, 'contra')
        net_before = {
            code: amount + self._column(statement, before, 'contra')[code]
            for code, amount in self._column(statement, before, 'amount').items()}
        return [
            (self.env._("Gross N"), gross, lambda key, row: self._account_amount(now, key, row, 'amount')),
            (self.env._("Depreciation and losses N"), {code: -amount for code, amount in contra.items()},
             lambda key, row: -self._account_amount(now, key, row, 'contra')),
            (self.env._("Net N"), {code: amount + contra[code] for code, amount in gross.items()},
             lambda key, row: self._account_amount(now, key, row, 'amount', 'contra')),
            (self.env._("Net N-1"), net_before, lambda key, row: self._account_amount(before, key, row, 'amount', 'contra')),
        ]

    @api.model
    def _plain_columns(self, statement, now, before):
        return [
            (self.env._("N"), self._column(statement, now, 'amount'),
             lambda key, row: self._account_amount(now, key, row, 'amount')),
            (self.env._("N-1"), self._column(statement, before, 'amount'),
             lambda key, row: self._account_amount(before, key, row, 'amount')),
        ]

    @api.model
    def _account_amount(self, placed, key, row, *columns):
        sign = 1 if row.sense == 'debit' else -1
        rule = placed['places'].get(key)
        is_here = (rule and rule.row == row.code and rule.column in columns) or (
            row.kind == 'unmapped' and key in self._unmapped(row, placed))
        return placed['amounts'][key] * sign if is_here else ZERO

    @api.model
    def _section(self, statement, section, title, columns, names, options):
        if not options['comparison']:
            columns = columns[:-1]
        lines = [
            self._row_line(row, columns, names)
            for row in statement.row_ids.filtered(lambda row: row.section == section).sorted('sequence')
        ]
        return {
            'key': section, 'title': title, 'columns': [label for label, _amounts, _account in columns],
            'lines': [line for line in lines if line['kind'] != 'unmapped' or line['children']],
        }

    @api.model
    def _row_line(self, row, columns, names):
        # names of rows are read in the reader's language
        name = row.with_context(lang=self.env.lang).name
        children = []
        if row.kind in ('accounts', 'unmapped', 'retained'):
            for key in names:
                values = [account(key, row) for _label, _amounts, account in columns]
                if any(values):
                    children.append(self._account_line(row.code, key, names, values))
        values = [] if row.kind == 'title' else [float(amounts[row.code]) for _label, amounts, _account in columns]
        children += self._not_allocated_line(row, values, children)
        return {
            'id': row.code, 'code': '', 'name': name, 'mark': row.mark or '', 'level': row.level, 'kind': row.kind,
            'values': values, 'children': children,
        }

    @api.model
    def _not_allocated_line(self, row, values, children):
        """Below earlier results: what accounts 11 and 12 do not show yet, because classes 6 and 7 are not closed."""
        rest = [round(value - sum(child['values'][index] for child in children), 2) for index, value in enumerate(values)]
        if row.kind != 'retained' or not any(rest):
            return []
        return [{
            'id': f'{row.code}-open', 'code': '', 'name': self.env._("Classes 6 and 7 of other years, less the result shown"),
            'mark': '', 'level': 3, 'kind': 'note', 'values': rest, 'children': [],
        }]

    @api.model
    def _get_warnings(self, names, *placed):
        keys = sorted({key for one in placed for key in one['unmapped']}, key=lambda key: names[key])
        return [
            self.env._("Account %(code)s %(name)s has no row in this statement.", code=names[key][0], name=names[key][1])
            for key in keys
        ]
