from odoo import api, fields, models


class TestBudgetDocument(models.Model):
    """A contract in small: it reserves, is billed, paid and cancelled by its own buttons."""
    _name = 'test.budget.document'
    _description = "Test Contract"
    _inherit = ['budget.commitment.mixin']

    name = fields.Char(required=True, default="Contract")
    company_id = fields.Many2one('res.company', required=True, default=lambda self: self.env.company)
    partner_id = fields.Many2one('res.partner')
    line_ids = fields.One2many('test.budget.document.line', 'document_id')
    date = fields.Date(default=fields.Date.context_today)
    state = fields.Selection([('draft', "Draft"), ('done', "Done"), ('cancel', "Cancelled")], default='draft')

    def _get_budget_needs(self):
        return self._budget_sum(
            self._budget_split(line.article_id, line.distribution, line.amount) for line in self.line_ids)

    def _get_budget_date(self):
        return self.date

    def action_confirm(self):
        self.state = 'done'
        self._budget_reserve()

    def action_cancel(self):
        self.state = 'cancel'
        self._budget_release()


class TestBudgetDocumentLine(models.Model):
    _name = 'test.budget.document.line'
    _description = "Test Contract Line"

    document_id = fields.Many2one('test.budget.document', required=True, ondelete='cascade')
    article_id = fields.Many2one('budget.article', required=True)
    distribution = fields.Json()
    amount = fields.Float()

    @api.depends('article_id')
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.article_id.display_name
