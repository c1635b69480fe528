from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.credit import decimal
from .budget_ledger import Ledger


class BudgetVersion(models.Model):
    """The initial budget of a year, or an amended one: the whole of the credits, once more."""
    _name = 'budget.version'
    _description = "Version of a Budget"
    _inherit = ['budget.step.mixin']
    _order = 'year_id desc, number desc, id desc'
    _step_fields = frozenset({'state', 'number', 'date_applied'})

    year_id = fields.Many2one('budget.year', string="Budget", required=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='year_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    kind = fields.Selection([('initial', "Initial"), ('amended', "Amended")], required=True, default='initial')
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    reason = fields.Text()
    date_applied = fields.Date("In Force From", readonly=True, copy=False)
    state = fields.Selection(
        [('draft', "Draft"), ('approved', "Approved"), ('refused', "Refused"), ('cancel', "Cancelled")],
        default='draft', required=True, readonly=True, copy=False, tracking=True, index=True)
    line_ids = fields.One2many('budget.version.line', 'version_id', string="Credits", copy=True)
    amount_total = fields.Monetary("Total", compute='_compute_amount_total')

    _one_initial = models.UniqueIndex(
        "(year_id) WHERE kind = 'initial' AND state = 'approved'", "This budget has an initial version already.")
    _number_unique = models.UniqueIndex("(year_id, number) WHERE state = 'approved'", "This version was approved already.")

    @api.depends('line_ids.amount')
    def _compute_amount_total(self):
        for version in self:
            version.amount_total = sum(version.line_ids.mapped('amount'))

    @api.depends('year_id', 'kind', 'number')
    @api.depends_context('lang')
    def _compute_display_name(self):
        kinds = dict(self._fields['kind']._description_selection(self.env))
        for version in self:
            number = version.number or ''
            version.display_name = f'{version.year_id.display_name} — {kinds.get(version.kind, "")} {number}'.strip()

    def _check_complete(self):
        result = super()._check_complete()
        if not self.line_ids:
            raise UserError(self.env._("The version has no credit yet."))
        expected = 'initial' if self.year_id.state == 'draft' else 'amended'
        if self.kind != expected or self.year_id.state not in ('draft', 'open'):
            raise UserError(self.env._(
                "%(budget)s takes no such version in its present state.", budget=self.year_id.display_name))
        return result

    def _apply(self):
        """Open the budget with these credits, or move its credits to them.

        :raise UserError: a credit would fall below what is committed
        """
        result = super()._apply()
        self._check_complete()
        year, Line = self.year_id, self.env['budget.line']
        day = year.date_start if self.kind == 'initial' else self._get_day()
        amounts = {Line._get_or_make(year, line.article_id, line.analytic_account_id): decimal(line.amount)
                   for line in self.line_ids}
        ledger = Ledger(self.env, Line.union(year.sudo().line_ids, *amounts))
        for line in ledger.lines:
            difference = amounts.get(line, decimal(0)) - ledger.standing(line).opened
            ledger.add(line, 'open' if self.kind == 'initial' else 'amend', day, cause=self, credit=difference)
        ledger.enter()
        self._write_step({
            'date_applied': day, 'number': 1 + max(year.version_ids.mapped('number'), default=0)})
        if year.state == 'draft':
            year._set_state('open')
        return result

    def _get_day(self):
        today = fields.Date.context_today(self)
        return min(max(today, self.year_id.date_start), self.year_id.date_end)
