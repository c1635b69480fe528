from odoo import api, fields, models
from odoo.exceptions import UserError

from .budget_ledger import Ledger


class BudgetTransfer(models.Model):
    """Credit that goes from one article to another of the same budget, once it is approved."""
    _name = 'budget.transfer'
    _description = "Transfer of Credit"
    _inherit = ['budget.step.mixin']
    _order = 'id desc'
    _step_fields = frozenset({'state', 'name', 'date_applied'})

    name = fields.Char("Number", required=True, readonly=True, copy=False, default=lambda self: self.env._("New"))
    year_id = fields.Many2one(
        'budget.year', string="Budget", required=True, index=True, ondelete='restrict', domain=[('state', '=', 'open')],
        default=lambda self: self.env['budget.year']._get_open(self.env.company, fields.Date.context_today(self)))
    company_id = fields.Many2one(related='year_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    line_id = fields.Many2one(
        'budget.line', string="From", required=True, index=True, ondelete='restrict', domain="[('year_id', '=', year_id)]")
    available = fields.Monetary("Free on It", compute='_compute_available')
    article_id = fields.Many2one(
        'budget.article', string="To", required=True, index=True, ondelete='restrict',
        domain="[('kind', '=', 'article'), ('company_id', 'in', (False, company_id))]")
    analytic_account_id = fields.Many2one('account.analytic.account', index='btree_not_null', ondelete='restrict')
    amount = fields.Monetary(required=True)
    reason = fields.Text(required=True)
    date_applied = fields.Date("In Force From", readonly=True, copy=False)
    state = fields.Selection(
        [('draft', "Draft"), ('approved', "Approved"), ('refused', "Refused"), ('cancel', "Cancelled")],
        default='draft', required=True, readonly=True, copy=False, tracking=True, index=True)

    _amount_positive = models.Constraint('CHECK (amount > 0)', "The amount of a transfer is above zero.")

    @api.depends('name', 'state', 'line_id', 'article_id')
    def _compute_display_name(self):
        """The number; who approves a draft, which has none yet, sees from where to where the credit goes."""
        for transfer in self:
            giver, taker = transfer.line_id.article_id.display_name, transfer.article_id.display_name
            if transfer.state == 'approved' or not (giver and taker):
                transfer.display_name = transfer.name
            else:
                transfer.display_name = self.env._("From %(giver)s to %(taker)s", giver=giver, taker=taker)

    @api.depends('line_id')
    def _compute_available(self):
        situations = self.env['budget.situation'].with_context(budget_date=False).browse(self.line_id.ids)
        free = {situation.id: situation.available for situation in situations}
        for transfer in self:
            transfer.available = free.get(transfer.line_id.id, 0.0)

    @api.constrains('year_id', 'line_id', 'article_id', 'analytic_account_id')
    def _check_lines(self):
        for transfer in self:
            if transfer.line_id.year_id != transfer.year_id:
                raise UserError(self.env._("A transfer stays within one budget."))
            same = transfer.line_id.article_id == transfer.article_id
            if same and transfer.line_id.analytic_account_id == transfer.analytic_account_id:
                raise UserError(self.env._("A transfer goes to another article."))
            transfer.article_id._check_in_force(transfer.year_id.date_start)

    def _check_complete(self):
        result = super()._check_complete()
        if self.year_id.state != 'open':
            raise UserError(self.env._("%(budget)s is not open.", budget=self.year_id.display_name))
        return result

    def _apply(self):
        """Move the credit.

        :raise UserError: less is free on the article that gives
        """
        result = super()._apply()
        self._check_complete()
        if not self.date_applied:
            self._write_step({
                # users may not draw numbers themselves
                'name': self.env['ir.sequence'].sudo().with_company(self.company_id).next_by_code('budget.transfer'),
                'date_applied': min(fields.Date.context_today(self), self.year_id.date_end)})
        source = self.line_id
        target = source._get_or_make(self.year_id, self.article_id, self.analytic_account_id)
        ledger = Ledger(self.env, source | target)
        ledger.add(source, 'transfer', self.date_applied, cause=self, transfer=-self.amount)
        ledger.add(target, 'transfer', self.date_applied, cause=self, transfer=self.amount)
        ledger.enter()
        return result
