from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .budget_ledger import Ledger

BATCH = 50


class BudgetYear(models.Model):
    """Carry-over: what is committed and not yet billed goes to the next budget with its credit."""
    _inherit = 'budget.year'

    def action_close(self):
        """Close budgets whose year is over; a scheduled job carries over what is open.

        :raise AccessError: for anyone but managers of budgets
        :raise UserError: before the end of the year, or while the next budget is not open
        """
        self.check_access('write')
        self._check_manager()
        for year in self:
            if year.state != 'open':
                raise UserError(self.env._("%(budget)s is not open.", budget=year.display_name))
            if year.date_end >= fields.Date.context_today(self):
                raise UserError(self.env._("%(budget)s is not over yet.", budget=year.display_name))
            year._get_next()
        self._set_state('closing')
        # users may not start jobs themselves
        self.env.ref('budget_commitment.ir_cron_carry_over').sudo()._trigger()

    def _get_next(self):
        """The budget that follows.

        :raise UserError: it is not open
        """
        self.ensure_one()
        following = self._get_open(self.company_id, fields.Date.add(self.date_end, days=1))
        if not following:
            raise UserError(self.env._(
                "The budget that follows %(budget)s is not open yet.", budget=self.display_name))
        return following

    @api.model
    def _cron_carry_over(self):
        """Carry over in batches, each committed: killed in the middle, the job goes on where it stopped."""
        for year in self.search([('state', '=', 'closing')]):
            while commitments := year._get_open_commitments(BATCH):
                year._carry_commitments(commitments)
                if not self.env['ir.cron']._commit_progress(len(commitments), remaining=1):
                    return
            year._finish_closing()
            self.env['ir.cron']._commit_progress(1)

    def _get_open_commitments(self, limit):
        """Commitments of the budget that hold more than was liquidated, in their order."""
        self.env['budget.movement'].flush_model()
        rows = self.env.execute_query(SQL(
            """
            SELECT commitment_id FROM budget_movement
             WHERE year_id = %s AND commitment_id IS NOT NULL
             GROUP BY commitment_id HAVING SUM(committed) > SUM(liquidated)
             ORDER BY commitment_id LIMIT %s
            """, self.id, limit))
        return self.env['budget.commitment'].browse(commitment_id for commitment_id, in rows)

    def _carry_commitments(self, commitments):
        """Move what these commitments still hold to the next budget, with as much credit."""
        following = self._get_next()
        Line = self.env['budget.line']
        pairs = [(commitment, Line._get_or_make(
            following, commitment.line_id.article_id, commitment.line_id.analytic_account_id))
            for commitment in commitments]
        ledger = Ledger(self.env, Line.union(commitments.line_id, *(line for _commitment, line in pairs)))
        for commitment, line in pairs:
            holding = ledger.holding(commitment)
            rest = holding.committed - holding.liquidated
            if rest <= 0:
                continue
            heir = commitment._get_or_make(
                line, commitment._get_document(), commitment.name, commitment.partner_id, previous=commitment)
            ledger.add(commitment.line_id, 'carry', self.date_end, commitment, carry=-rest, committed=-rest)
            ledger.add(line, 'carry', following.date_start, heir, carry=rest, committed=rest)
        ledger.enter()

    def _finish_closing(self):
        """Carry over the unspent credit of the articles that allow it, and close the budget."""
        following = self._get_next()
        lines = self.line_ids.filtered(lambda line: line.article_id.is_carried_over)
        targets = {line: line._get_or_make(following, line.article_id, line.analytic_account_id) for line in lines}
        # no line to carry: the lock of the budget is held all the same while it is closed
        ledger = Ledger(self.env, lines.union(*targets.values()), years=self)
        if self._get_open_commitments(1):
            return
        for line, target in targets.items():
            rest = ledger.standing(line).available
            if rest > 0:
                ledger.add(line, 'carry', self.date_end, carry=-rest)
                ledger.add(target, 'carry', following.date_start, carry=rest)
        ledger.enter()
        self._set_state('closed')
