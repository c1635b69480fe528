from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.credit import rate

AMOUNTS = ('opened', 'transferred', 'carried', 'credit', 'committed', 'available', 'liquidated', 'to_bill', 'paid', 'to_pay')


class BudgetSituationMixin(models.AbstractModel):
    """Where credits stand at the end of a day: the context key ``budget_date``, or as of the last movement."""
    _name = 'budget.situation.mixin'
    _description = "Situation of Credits"
    _auto = False

    year_id = fields.Many2one('budget.year', string="Budget", readonly=True)
    company_id = fields.Many2one('res.company', readonly=True)
    currency_id = fields.Many2one('res.currency', readonly=True)
    chapter_id = fields.Many2one('budget.article', readonly=True)
    opened = fields.Monetary(readonly=True)
    transferred = fields.Monetary("Transfers", readonly=True)
    carried = fields.Monetary("Carried Over", readonly=True)
    credit = fields.Monetary(readonly=True)
    committed = fields.Monetary(readonly=True)
    available = fields.Monetary(readonly=True)
    liquidated = fields.Monetary("Billed", readonly=True)
    to_bill = fields.Monetary("To Be Billed", readonly=True)
    paid = fields.Monetary(readonly=True)
    to_pay = fields.Monetary("To Be Paid", readonly=True)
    commitment_rate = fields.Float("Committed, %", compute='_compute_rates')
    payment_rate = fields.Float("Paid, %", compute='_compute_rates')

    @api.depends('credit', 'committed', 'paid')
    def _compute_rates(self):
        for situation in self:
            situation.commitment_rate = rate(situation.committed, situation.credit)
            situation.payment_rate = rate(situation.paid, situation.credit)

    @api.model
    def _get_day(self):
        """The day of the situation, None for now.

        :raise ValueError: the context holds no date
        """
        day = self.env.context.get('budget_date')
        return fields.Date.to_date(day) if day else None

    @api.model
    def _at(self, day):
        """The model as of the end of a day (None: now); what was read for another day is forgotten."""
        self.env.invalidate_all()
        return self.with_context(budget_date=fields.Date.to_string(day) if day else False)

    @api.model
    def _line_query(self):
        """SQL of one row for each budget line; each line reads its own movements by the index."""
        day = self._get_day()
        until = SQL(" AND movement.date <= %s", day) if day else SQL()
        return SQL(
            """
            SELECT line.id, line.id AS line_id, line.year_id, line.company_id, company.currency_id, line.article_id,
                   line.chapter_id, line.analytic_account_id, sums.opened, sums.transferred, sums.carried,
                   sums.opened + sums.transferred + sums.carried AS credit, sums.committed,
                   sums.opened + sums.transferred + sums.carried - sums.committed AS available, sums.liquidated,
                   sums.committed - sums.liquidated AS to_bill, sums.paid, sums.liquidated - sums.paid AS to_pay
              FROM budget_line AS line
              JOIN res_company AS company ON company.id = line.company_id
             CROSS JOIN LATERAL (
                   SELECT COALESCE(SUM(credit), 0) AS opened, COALESCE(SUM(transfer), 0) AS transferred,
                          COALESCE(SUM(carry), 0) AS carried, COALESCE(SUM(committed), 0) AS committed,
                          COALESCE(SUM(liquidated), 0) AS liquidated, COALESCE(SUM(paid), 0) AS paid
                     FROM budget_movement AS movement WHERE movement.line_id = line.id%s) AS sums
            """, until)


class BudgetSituation(models.Model):
    _name = 'budget.situation'
    _description = "Situation of Credits"
    _inherit = ['budget.situation.mixin']
    _auto = False
    _order = 'year_id desc, chapter_id, article_id, id'
    _rec_name = 'article_id'
    _depends = {'budget.line': ['year_id', 'article_id'], 'budget.movement': ['line_id', 'date', 'committed']}

    line_id = fields.Many2one('budget.line', readonly=True)
    article_id = fields.Many2one('budget.article', readonly=True)
    analytic_account_id = fields.Many2one('account.analytic.account', readonly=True)

    @property
    def _table_query(self):
        return self._line_query()

    def action_view_movements(self):
        """Open the movements behind the figures, up to the day of the situation."""
        self.ensure_one()
        self.check_access('read')
        action = self.line_id.action_view_movements()
        day = self._get_day()
        return {**action, 'domain': [*action['domain'], *([('date', '<=', day)] if day else [])]}


class BudgetChapterSituation(models.Model):
    _name = 'budget.chapter.situation'
    _description = "Situation of Chapters"
    _inherit = ['budget.situation.mixin']
    _auto = False
    _order = 'year_id desc, chapter_id, id'
    _rec_name = 'chapter_id'
    _depends = {'budget.line': ['year_id', 'chapter_id'], 'budget.movement': ['line_id', 'date', 'committed']}

    @property
    def _table_query(self):
        sums = SQL(", ").join(SQL("SUM(%s) AS %s", SQL.identifier(name), SQL.identifier(name)) for name in AMOUNTS)
        return SQL(
            "SELECT MIN(id) AS id, year_id, company_id, currency_id, chapter_id, %s FROM (%s) AS line"
            " GROUP BY year_id, company_id, currency_id, chapter_id", sums, self._line_query())

    def action_view_lines(self):
        """Open the articles of the chapter."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('budget_commitment.budget_situation_action')
        return {**action, 'domain': [('year_id', '=', self.year_id.id), ('chapter_id', '=', self.chapter_id.id)],
                'context': {'budget_date': self.env.context.get('budget_date')}}
