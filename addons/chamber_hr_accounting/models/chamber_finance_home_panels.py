from collections import Counter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, formatLang

from odoo.addons.chamber_registry.tools import panels
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

CHAPTERS_SHOWN = 8
JOURNALS_SHOWN = 8
BUDGET, BOOKS = 'budget_commitment.budget_commitment_group_user', 'account.group_account_readonly'
FULL, HIGH = 100, 90


class ChamberFinanceHome(models.AbstractModel):
    """Figures of the year: credits, receipts and expenses, cash."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_panels(self):
        result = []
        if self._has_group(BUDGET) or self._has_role('overseer'):
            result.append(self._prepare_credits())
        if self._has_group(BOOKS):
            result += [self._prepare_months(), self._prepare_cash()]
        return [*result, *super()._get_panels()]

    @api.model
    def _format(self, amount):
        return format_amount(self.env, amount, self.env.company.currency_id)

    @api.model
    def _format_share(self, share):
        """A percentage with the decimal sign of the reader's language, as the amounts beside it."""
        return f'{formatLang(self.env, share, digits=1)} %'

    @api.model
    def _get_year_domain(self, field='date'):
        year = today_in_algeria().year
        return Domain(field, '>=', f'{year}-01-01') & Domain(field, '<=', f'{year}-12-31')

    @api.model
    def _prepare_credits(self):
        """Credits committed by chapter; a bar is full where the credit is used up."""
        today = today_in_algeria()
        domain = Domain('year_id.date_start', '<=', today) & Domain('year_id.date_end', '>=', today)
        found = self.env['budget.chapter.situation']._read_group(
            domain, ['chapter_id'], ['credit:sum', 'committed:sum'], order='credit:sum DESC, chapter_id', limit=CHAPTERS_SHOWN)
        rows = []
        for chapter, credit, committed in found:
            share = round(100 * committed / credit, 1) if credit else 0.0
            rows.append({
                'key': chapter.id, 'name': chapter.display_name, 'value': committed, 'share': share,
                'text': f'{self._format(committed)} · {self._format_share(share)}', 'model': 'budget.situation',
                'level': 'danger' if share >= FULL else 'warning' if share >= HIGH else 'success',
                'domain': list(domain & Domain('chapter_id', '=', chapter.id))})
        return panels.bars(
            'credits', self.env._("Credits committed, by chapter"), rows, self.env._("No budget is open for today."),
            self._format(sum(row['value'] for row in rows)))

    @api.model
    def _get_accounts(self, domain):
        """Accounts whose entries are summed: named one by one, PostgreSQL finds their lines much faster than by a join."""
        # the lines themselves are those that the user may read
        return self.env['account.account'].sudo().with_context(active_test=False).search(domain)

    @api.model
    def _get_month_sums(self):
        """{(group, month): debit less credit} of the posted entries of the year on accounts of income and of expenses."""
        accounts = self._get_accounts(Domain('internal_group', 'in', ('income', 'expense')))
        groups, sums = {account.id: account.internal_group for account in accounts}, Counter()
        domain = self._get_year_domain() & Domain('parent_state', '=', 'posted') & Domain('account_id', 'in', accounts.ids)
        for day, account, balance in self.env['account.move.line']._read_group(
                domain, ['date:month', 'account_id'], ['balance:sum']):
            sums[groups[account.id], day.month] += balance
        return sums

    @api.model
    def _prepare_months(self):
        """Income and expenses of the year by month, as the books say."""
        year = today_in_algeria().year
        sums, rows = self._get_month_sums(), []
        for month in range(1, 13):
            values = [-sums['income', month], sums['expense', month]]
            rows.append({
                'key': month, 'name': f'{month:02}', 'values': values,
                'title': f'{month:02}/{year}: {self._format(values[0])} / {self._format(values[1])}'})
        names = (self.env._("Income"), self.env._("Expenses"))
        return panels.columns(
            'months', self.env._("Income and expenses in %s, by month", year), rows,
            [{'name': name, 'total': self._format(sum(row['values'][place] for row in rows))}
             for place, name in enumerate(names)],
            self.env._("No entry has been posted this year yet."))

    @api.model
    def _prepare_cash(self):
        """What the books say is in each cash desk and bank account."""
        journals = self.env['account.journal'].search([('type', 'in', ('bank', 'cash')), ('default_account_id', '!=', False)])
        names = {}
        for journal in journals:
            names.setdefault(journal.default_account_id.id, journal.name)
        posted = Domain('parent_state', '=', 'posted')
        sums = dict(self.env['account.move.line']._read_group(
            posted & Domain('account_id', 'in', list(names)), ['account_id'], ['balance:sum']))
        rows = [{
            'key': account.id, 'name': names[account.id], 'value': balance, 'text': self._format(balance),
            'level': 'danger' if balance < 0 else 'success', 'model': 'account.move.line',
            'domain': list(posted & Domain('account_id', '=', account.id)),
        } for account, balance in sorted(sums.items(), key=lambda item: -item[1])[:JOURNALS_SHOWN]]
        return panels.bars(
            'cash', self.env._("Cash and banks"), rows, self.env._("No money is in the books yet."),
            self._format(sum(sums.values())))
