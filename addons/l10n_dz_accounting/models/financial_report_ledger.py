from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

ZERO = Decimal(0)
PAGE = 100
PDF_LIMIT = 5000


class FinancialReport(models.AbstractModel):
    _inherit = 'financial.report'

    @api.model
    def _build_trial_balance(self, options):
        """Balances at the start, movements and balances at the end of the period, debit and credit, of each account."""
        everything = self._get_report_balances(options)
        balances, names = self._get_ledger_balances(options, everything)
        lines, totals = [], [ZERO] * 6
        for number in sorted({balance.code[:1] for balance in balances}):
            children, sums = [], [ZERO] * 6
            for balance in (balance for balance in balances if balance.code[:1] == number):
                values = self._trial_values(balance.opening, balance.debit, balance.credit)
                sums = [one + other for one, other in zip(sums, values, strict=True)]
                children.append(self._account_line(number, (balance.company_id, balance.account_id), names, values))
            totals = [one + other for one, other in zip(totals, sums, strict=True)]
            lines.append(self._sum_line(f'class-{number}', self.env._("Class %s", number), sums, children))
        earlier = ZERO if options['prefix'] else self._get_earlier_results(everything)
        if earlier:
            values = self._trial_values(earlier, ZERO, ZERO)
            totals = [one + other for one, other in zip(totals, values, strict=True)]
            lines.append(self._sum_line('earlier', self.env._("Results of earlier years, not closed"), values, []))
        lines.append(self._sum_line('total', self.env._("Total"), totals, [], kind='total'))
        columns = [
            self.env._("Opening debit"), self.env._("Opening credit"), self.env._("Debit"), self.env._("Credit"),
            self.env._("Closing debit"), self.env._("Closing credit"),
        ]
        section = {'key': 'trial_balance', 'title': self.env._("Trial balance"), 'columns': columns, 'lines': lines}
        return {
            'sections': [section],
            'check': False if options['prefix'] else {
                'label': self.env._("Debit less credit"), 'difference': float(round(totals[4] - totals[5], 2))},
        }

    @api.model
    def _trial_values(self, opening, debit, credit):
        closing = opening + debit - credit
        return [max(opening, ZERO), max(-opening, ZERO), debit, credit, max(closing, ZERO), max(-closing, ZERO)]

    @api.model
    def _sum_line(self, line_id, name, values, children, kind='accounts'):
        return {
            'id': line_id, 'code': '', 'name': name, 'mark': '', 'level': 0 if kind == 'total' else 1, 'kind': kind,
            'values': [float(value) for value in values], 'children': children,
        }

    @api.model
    def _get_ledger_balances(self, options, everything=None):
        """Accounts that have an opening balance or movements in the period, of the codes asked for."""
        balances = [
            balance for balance in everything or self._get_report_balances(options)
            if (balance.opening or balance.debit or balance.credit) and balance.code.startswith(options['prefix'])
        ]
        return balances, self._get_account_names(balances, options['companies'])

    @api.model
    def _get_earlier_results(self, balances):
        """Debit less credit of classes 6 and 7 before the financial year: nothing once the years are closed."""
        return sum((
            balance.closing - balance.opening - balance.debit + balance.credit
            for balance in balances if balance.code[:1] in ('6', '7')), ZERO)

    @api.model
    def _build_general_ledger(self, options):
        """Accounts with their opening balance, movements and closing balance; the items are read account by account."""
        balances, names = self._get_ledger_balances(options)
        lines = [
            {**self._account_line('gl', (balance.company_id, balance.account_id), names, [
                balance.opening, balance.debit, balance.credit, balance.opening + balance.debit - balance.credit]),
             'level': 1, 'kind': 'ledger'}
            for balance in balances
        ]
        totals = [sum(line['values'][index] for line in lines) for index in range(4)]
        lines.append(self._sum_line('total', self.env._("Total"), totals, [], kind='total'))
        columns = [self.env._("Opening balance"), self.env._("Debit"), self.env._("Credit"), self.env._("Balance")]
        return {'sections': [
            {'key': 'general_ledger', 'title': self.env._("General ledger"), 'columns': columns, 'lines': lines}]}

    @api.model
    @api.readonly
    def get_account_items(self, options, company_id, account_id, offset=0):
        """Return journal items of an account in the period, with the balance after each, a page at a time.

        :return: ``items`` and ``next_offset`` (False at the end)
        :raises AccessError: as ``get_report``
        """
        options = self._get_options({**options, 'company_ids': [company_id]})
        rows = self._query_items(options, company_id, account_id)[offset:offset + PAGE + 1]
        return {
            'items': [self._item_line(row) for row in rows[:PAGE]],
            'next_offset': offset + PAGE if len(rows) > PAGE else False,
        }

    @api.model
    def _query_items(self, options, company_id=None, account_id=None):
        """Rows of the journal items of the period, by account and date, with the running balance."""
        balances, names = self._get_ledger_balances(options)
        keys = [
            (balance.company_id, balance.account_id) for balance in balances
            if account_id is None or (balance.company_id, balance.account_id) == (company_id, account_id)
        ]
        opening = {(balance.company_id, balance.account_id): balance.opening for balance in balances}
        if not keys:
            return []
        rows = self.env.execute_query_dict(SQL(
            """
            SELECT line.id, line.company_id, line.account_id, line.date, line.move_name, line.move_id, line.name AS label,
                   line.ref, partner.name AS partner, line.debit::text AS debit, line.credit::text AS credit
              FROM account_move_line line
         LEFT JOIN res_partner partner ON partner.id = line.partner_id
             WHERE %s AND line.date >= %s AND line.account_id IN %s AND (line.company_id, line.account_id) IN %s
          ORDER BY line.date, line.move_name, line.id
            """,
            self.env['financial.balance']._get_lines_condition(
                options['companies'].ids, options['date_to'], options['posted_only']),
            options['date_from'], tuple({account for _company, account in keys}), tuple(keys)))
        rows.sort(key=lambda row: names[row['company_id'], row['account_id']])
        for row in rows:
            key = (row['company_id'], row['account_id'])
            row['debit'], row['credit'] = Decimal(row['debit']), Decimal(row['credit'])
            opening[key] += row['debit'] - row['credit']
            row['balance'] = opening[key]
        return rows

    @api.model
    def _item_line(self, row):
        label = ' — '.join(part for part in (row['partner'], row['label'] or row['ref']) if part)
        return {
            'id': f"item-{row['id']}", 'code': row['move_name'] or '', 'name': label, 'mark': '', 'level': 3, 'kind': 'item',
            'date': format_date(self.env, row['date']), 'move_id': row['move_id'], 'children': [],
            'values': [None, float(row['debit']), float(row['credit']), float(row['balance'])],
        }

    @api.model
    def _get_full_report(self, options, limit=None):
        """Return a report for paper or a workbook: as ``get_report``, a ledger with all its items.

        :param limit: most journal items that are taken
        :raises UserError: beyond the limit
        """
        report = self.get_report(options)
        if report['kind'] == 'general_ledger':
            rows = self._query_items(self._get_options(options))
            if limit and len(rows) > limit:
                raise UserError(self.env._(
                    "A ledger of %(count)s journal items is too long to print: choose a shorter period or fewer accounts, or"
                    " take the workbook.", count=len(rows)))
            items = {}
            for row in rows:
                items.setdefault((row['company_id'], row['account_id']), []).append(self._item_line(row))
            for line in report['sections'][0]['lines']:
                line['children'] = items.get((line.get('company_id'), line.get('account_id')), [])
        return report
