from odoo import api, fields, models

from ..tools import credit

KINDS = [
    ('open', "Initial Credit"), ('amend', "Amendment"), ('transfer', "Transfer"), ('carry', "Carry-Over"),
    ('commit', "Commitment"), ('adjust', "Adjustment"), ('release', "Release"), ('liquidate', "Billing"),
    ('pay', "Payment"),
]
PREFIX = 'budget:'


class BudgetMovement(models.Model):
    """One change of one budget line, for ever; each holds the totals of its line after it.

    That no credit is exceeded holds in the table too: the totals are checked row by row, and of two movements that
    start from the same totals only one finds its place.
    """
    _name = 'budget.movement'
    _description = "Budget Movement"
    _inherit = ['chained.journal.mixin']
    _order = 'id desc'

    _chain_fields = (
        'year_id', 'line_id', 'line_sequence', 'company_id', 'article_id', 'commitment_id', 'kind', 'date', 'credit',
        'transfer', 'carry', 'committed', 'liquidated', 'paid', 'opened_total', 'credit_total', 'tolerance_amount',
        'committed_total', 'liquidated_total', 'paid_total', 'cause_model', 'cause_id', 'cause_name')

    year_id = fields.Many2one('budget.year', required=True, readonly=True, index=True, ondelete='restrict')
    line_id = fields.Many2one('budget.line', required=True, readonly=True, index=True, ondelete='restrict')
    line_sequence = fields.Integer("Number on the Line", required=True, readonly=True, aggregator=None)
    company_id = fields.Many2one('res.company', required=True, readonly=True, index=True, ondelete='restrict')
    currency_id = fields.Many2one('res.currency', required=True, readonly=True, ondelete='restrict')
    article_id = fields.Many2one('budget.article', required=True, readonly=True, index=True, ondelete='restrict')
    commitment_id = fields.Many2one('budget.commitment', readonly=True, index='btree_not_null', ondelete='restrict')
    kind = fields.Selection(KINDS, required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    credit = fields.Monetary("Opened", readonly=True)
    transfer = fields.Monetary("Transferred", readonly=True)
    carry = fields.Monetary("Carried Over", readonly=True)
    committed = fields.Monetary(readonly=True)
    liquidated = fields.Monetary("Billed", readonly=True)
    paid = fields.Monetary(readonly=True)
    opened_total = fields.Monetary("Opened, Total", required=True, readonly=True, aggregator=None)
    credit_total = fields.Monetary("Credit, Total", required=True, readonly=True, aggregator=None)
    tolerance_amount = fields.Monetary("Tolerance", required=True, readonly=True, aggregator=None)
    committed_total = fields.Monetary("Committed, Total", required=True, readonly=True, aggregator=None)
    liquidated_total = fields.Monetary("Billed, Total", required=True, readonly=True, aggregator=None)
    paid_total = fields.Monetary("Paid, Total", required=True, readonly=True, aggregator=None)
    cause_model = fields.Char("Kind of Cause", readonly=True)
    cause_id = fields.Many2oneReference("Cause ID", model_field='cause_model', readonly=True)
    cause_name = fields.Char("Cause", readonly=True)

    _line_sequence_unique = models.UniqueIndex(
        '(line_id, line_sequence)', "Another movement was written on this line at the same moment. Try again.")
    _line_date_idx = models.Index('(line_id, date)')
    _cause_idx = models.Index('(cause_model, cause_id)')
    _never_exceeded = models.Constraint(
        'CHECK (COALESCE(committed, 0) - COALESCE(credit, 0) - COALESCE(transfer, 0) - COALESCE(carry, 0) <= 0'
        ' OR committed_total <= credit_total + tolerance_amount)', "The credit cannot be exceeded.")
    _billed_committed = models.Constraint(
        'CHECK (COALESCE(liquidated, 0) - COALESCE(committed, 0) <= 0 OR liquidated_total <= committed_total)',
        "No more is billed than is committed.")
    _paid_billed = models.Constraint(
        'CHECK (COALESCE(paid, 0) <= 0 OR paid_total <= liquidated_total)',
        "No more is paid than is billed.")
    _totals_positive = models.Constraint(
        'CHECK (LEAST(opened_total, credit_total, committed_total, liquidated_total, paid_total) >= 0)',
        "No total of a line is below zero.")

    @api.model_create_multi
    def create(self, vals_list):
        movements = super().create(vals_list)
        for name in ('budget.situation', 'budget.chapter.situation'):
            self.env[name].invalidate_model(flush=False)
        return movements

    @api.model
    def _get_key(self, year):
        return f'{PREFIX}{year.id}'

    @api.model
    def _get_chain_key(self, vals):
        return f"{PREFIX}{vals.get('year_id') or 0}"

    @api.model
    def _get_chain_names(self, keys):
        """The name of the budget that each chain is of."""
        # sudo: auditors read names of budgets whose amounts they may not see
        years = self.env['budget.year'].sudo().search([('id', '!=', False)])
        names = {self._get_key(year): year.display_name for year in years}
        return {key: names.get(key, key) for key in keys}

    @api.model
    def _prepare_values(self, line, kind, day, commitment, cause, deltas, after, tolerance):
        """Values of a movement, from decimals that were checked."""
        if cause is None and commitment:
            cause = commitment._get_document()
        return {
            'year_id': line.year_id.id, 'line_id': line.id, 'line_sequence': after.sequence,
            'company_id': line.company_id.id, 'currency_id': line.currency_id.id, 'article_id': line.article_id.id,
            'commitment_id': commitment.id if commitment else False, 'kind': kind, 'date': day,
            **{name: float(deltas.get(name, 0)) for name in credit.MEASURES},
            'opened_total': float(after.opened), 'credit_total': float(after.credit),
            'tolerance_amount': float(tolerance), 'committed_total': float(after.committed),
            'liquidated_total': float(after.liquidated), 'paid_total': float(after.paid),
            'cause_model': cause._name if cause else False, 'cause_id': cause.id if cause else False,
            'cause_name': cause.display_name if cause else commitment.name if commitment else False,
        }

    @api.model
    def _get_opened(self, year):
        """{line: credit opened by the versions approved so far} of a budget."""
        rows = self._read_group([('year_id', '=', year.id)], ['line_id'], ['credit:sum'])
        return dict(rows)

    def action_open_cause(self):
        """Open the document that made the movement."""
        self.ensure_one()
        self.check_access('read')
        cause = self.env[self.cause_model].browse(self.cause_id).exists() if self.cause_model in self.env else None
        return cause._get_records_action() if cause else False
