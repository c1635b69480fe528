from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class DzAssetRunStart(models.TransientModel):
    _name = 'dz.asset.run.start'
    _description = "Post the Depreciation of a Month"

    company_id = fields.Many2one('res.company', required=True, default=lambda self: self.env.company)
    month = fields.Date("Any Day of the Month", required=True, compute='_compute_month', store=True, readonly=False)
    due_count = fields.Integer("Lines Due", compute='_compute_due')
    due_amount = fields.Monetary("Depreciation", compute='_compute_due')
    currency_id = fields.Many2one(related='company_id.currency_id')

    @api.depends('company_id')
    def _compute_month(self):
        runs = self.env['dz.asset.run']
        for start in self:
            last = runs.search([('company_id', '=', start.company_id.id)], limit=1).month
            first = self.env['account.asset.line'].search(
                [*runs._get_due_domain(start.company_id, fields.Date.context_today(self)),
                 ('line_date', '>', last or fields.Date.to_date('1900-01-01'))], order='line_date, id', limit=1).month
            start.month = max(filter(None, (first, last and last + relativedelta(months=1))), default=None) if last else (
                first or fields.Date.context_today(self).replace(day=1))

    @api.depends('company_id', 'month')
    def _compute_due(self):
        for start in self:
            [[start.due_count, start.due_amount]] = self.env['account.asset.line']._read_group(
                self.env['dz.asset.run']._get_due_domain(start.company_id, start.month.replace(day=1)) if start.month
                else [('id', '=', False)], [], ['__count', 'amount:sum'])

    def action_start(self):
        """Post the month in the background and show the progress."""
        self.ensure_one()
        return self.env['dz.asset.run'].action_start(self.company_id.id, self.month)
