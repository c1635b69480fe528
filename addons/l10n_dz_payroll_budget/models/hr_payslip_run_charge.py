from decimal import Decimal

from odoo import models

from odoo.addons.budget_commitment.tools import credit
from odoo.addons.budget_commitment.tools.credit import ZERO, decimal


class HrPayslipRun(models.Model):
    """What a payroll is charged to the budget with, and what of it is paid."""
    _inherit = 'hr.payslip.run'

    def _get_budget_date(self):
        return self.date_end

    def _get_budget_slips(self):
        """The payslips in force of the batch: those that were corrected are no longer its own."""
        return self.dz_line_ids.payslip_id.filtered(lambda slip: slip.state == 'done')

    def _get_budget_needs(self):
        """The wages and contributions of the payslips in force, by article."""
        self.ensure_one()
        slips = self._get_budget_slips()
        costs = {}
        for (account, _name), balance in self._get_dz_balances(slips, slips.browse()).items():
            code = account.with_company(self.company_id).code
            if code.startswith('6'):
                costs[code] = costs.get(code, ZERO) + decimal(Decimal(balance.numerator) / Decimal(balance.denominator))
        articles = self.env['dz.payroll.budget.article']._get_articles(self.company_id, self.date_end, list(costs))
        return self._budget_sum([
            {(articles[code], self.env['account.analytic.account']): amount} for code, amount in costs.items()])

    def _get_budget_paid(self, needs):
        """What of it was paid, by article: the net wages transferred, and the rest once it was paid over."""
        slips, total = self._get_budget_slips(), sum(needs.values(), ZERO)
        net = decimal(sum(slips.mapped('dz_net')))
        paid = decimal(sum(slips.filtered('paid').mapped('dz_net')))
        if self.dz_contributions_paid_date:
            paid += total - net
        return dict(zip(needs, credit.prorate(min(paid, total), list(needs.values())), strict=True)) if total else {}

    def _budget_follow(self):
        """Let commitments, bills and payments on the budget follow the batches.

        :raises UserError: no article bears an account, or a credit would be exceeded
        """
        Commitment = self.env['budget.commitment']
        required = {
            run: self.env['account.move']._is_budget_required(run.company_id, run.date_end) for run in self}
        # a month before the budget was kept holds nothing
        for run in self.filtered(lambda run: required[run] or Commitment._get_of(run)):
            day, needs = run._get_budget_date(), run._get_budget_needs()
            billed = run._get_budget_gaps('liquidated', needs)
            paid = run._get_budget_gaps('paid', run._get_budget_paid(needs))
            run._budget_pay({key: gap for key, gap in paid.items() if gap < 0}, day)
            run._budget_liquidate({key: gap for key, gap in billed.items() if gap < 0}, day)
            run._budget_reserve()
            run._budget_liquidate({key: gap for key, gap in billed.items() if gap > 0}, day)
            run._budget_pay({key: gap for key, gap in paid.items() if gap > 0}, day)

    def _get_budget_gaps(self, measure, wanted):
        """What is missing on a measure, by article; negative where there is too much."""
        gaps = dict(wanted)
        for commitment in self.env['budget.commitment']._get_of(self):
            key = commitment.article_id, commitment.line_id.analytic_account_id
            gaps[key] = gaps.get(key, ZERO) - decimal(commitment[measure])
        return {key: gap for key, gap in gaps.items() if gap}
