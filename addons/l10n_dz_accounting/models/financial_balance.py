from collections import namedtuple
from datetime import timedelta
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

Balance = namedtuple('Balance', 'company_id account_id code closing previous_closing result previous_result opening debit credit')


class FinancialBalance(models.AbstractModel):
    _name = 'financial.balance'
    _description = "Balances of Accounts for Statements and Ledgers"

    @api.model
    def _get_balances(self, company_ids, period, previous, fiscal_start, posted_only=True, movements=True):
        """Return the balances of all accounts in one pass over the journal items.

        :param company_ids: companies, whose right to be read the caller has checked
        :param period: (first day, last day) of the period
        :param previous: (first day, last day) of the period it is compared with
        :param fiscal_start: first day of the financial year of the period's end: from there the opening balance of
            classes 6 and 7 is counted
        :param posted_only: leave drafts out
        :param movements: count ``debit`` and ``credit`` of the period as well; without them the pass takes half the time
        :return: a list of ``Balance``, one for each company and account; amounts are debit less credit, in the
            company's currency. ``closing``, ``previous_closing``: at the end of the periods. ``result``,
            ``previous_result``: within them, without closing entries (those that touch class 12)
        """
        self.env['account.move.line'].flush_model()
        self.env['account.account'].flush_model(['code_store'])
        rows = self.env.execute_query(
            self._get_balances_query(company_ids, period, previous, fiscal_start, posted_only, movements))
        return [Balance(*row[:3], *(Decimal(value or 0) for value in row[3:])) for row in rows]

    @api.model
    def _get_lines_condition(self, company_ids, date_to, posted_only):
        states = ['posted'] if posted_only else ['posted', 'draft']
        return SQL(
            "line.company_id IN %s AND line.parent_state IN %s AND line.date <= %s"
            " AND line.display_type NOT IN ('line_section', 'line_subsection', 'line_note')",
            tuple(company_ids), tuple(states), date_to)

    @api.model
    def _get_code(self):
        """Code of an account in the company of a line: codes are kept by root company."""
        return SQL("account.code_store ->> split_part(company.parent_path, '/', 1)")

    @api.model
    def _get_closing_move_ids(self, company_ids, date_to, posted_only):
        """Return the entries that carry a result over: those that touch class 12."""
        return [move_id for move_id, in self.env.execute_query(SQL(
            """
            SELECT DISTINCT line.move_id
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
              JOIN res_company company ON company.id = line.company_id
             WHERE %s LIKE '12%%' AND %s
            """, self._get_code(), self._get_lines_condition(company_ids, date_to, posted_only)))]

    @api.model
    def _get_balances_query(self, company_ids, period, previous, fiscal_start, posted_only, movements):
        """The items are summed up once, by account and by the stretch between two of the days that matter.

        The few hundred rows that remain are then put together: a sum with a condition for each column over all items
        took four times as long.
        """
        (date_from, date_to), (previous_from, previous_to) = period, previous
        days = sorted({date_from, previous_from, previous_to + timedelta(days=1), fiscal_start})

        def since(day):
            return SQL("stretch >= %s", days.index(day) + 1)

        def before(day):
            return SQL("stretch < %s", days.index(day) + 1)

        def total(*conditions, column='balance'):
            return SQL("SUM(%s) FILTER (WHERE %s)::text", SQL.identifier(column), SQL(" AND ").join([SQL("TRUE"), *conditions]))

        after_previous = previous_to + timedelta(days=1)
        is_open = SQL("NOT is_closing")
        return SQL(
            """
            WITH accounts AS MATERIALIZED (
                SELECT company.id AS company_id, account.id AS account_id, %(code)s AS code
                  FROM account_account account, res_company company
                 WHERE company.id IN %(companies)s AND %(code)s IS NOT NULL
            ), stretches AS MATERIALIZED (
                SELECT line.company_id, line.account_id, width_bucket(line.date, %(days)s::date[]) AS stretch,
                       line.move_id = ANY(%(closing_moves)s) AS is_closing,
                       SUM(line.balance) AS balance, %(sums)s
                  FROM account_move_line line
                 WHERE %(lines)s
              GROUP BY 1, 2, 3, 4
            ), totals AS (
                SELECT company_id, account_id,
                       %(closing)s AS closing, %(previous_closing)s AS previous_closing,
                       %(result)s AS result, %(previous_result)s AS previous_result,
                       %(opening)s AS opening, %(opening_year)s AS opening_year, %(debit)s AS debit, %(credit)s AS credit
                  FROM stretches
              GROUP BY company_id, account_id
            )
            SELECT totals.company_id, totals.account_id, COALESCE(accounts.code, ''),
                   closing, previous_closing, result, previous_result,
                   CASE WHEN accounts.code ~ '^[67]' THEN opening_year ELSE opening END, debit, credit
              FROM totals
         LEFT JOIN accounts ON accounts.account_id = totals.account_id AND accounts.company_id = totals.company_id
          ORDER BY accounts.code, totals.company_id
            """,
            code=self._get_code(), companies=tuple(company_ids), days=days,
            closing_moves=self._get_closing_move_ids(company_ids, date_to, posted_only),
            lines=self._get_lines_condition(company_ids, date_to, posted_only),
            sums=SQL("SUM(line.debit) AS debit, SUM(line.credit) AS credit" if movements else "0 AS debit, 0 AS credit"),
            closing=total(),
            previous_closing=total(before(after_previous)),
            result=total(since(date_from), is_open),
            previous_result=total(since(previous_from), before(after_previous), is_open),
            opening=total(before(date_from)),
            opening_year=total(since(fiscal_start), before(date_from)),
            debit=total(since(date_from), column='debit'),
            credit=total(since(date_from), column='credit'))
