from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain


class DzHrPost(models.Model):
    _name = 'dz.hr.post'
    _description = "Authorised Posts"
    _order = 'company_id, year desc, department_id, job_id'
    _rec_name = 'job_id'
    _check_company_auto = True

    company_id = fields.Many2one('res.company', required=True, index=True, default=lambda self: self.env.company)
    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    department_id = fields.Many2one('hr.department', index=True, ondelete='restrict', check_company=True)
    job_id = fields.Many2one(
        'hr.job', string="Post", required=True, index=True, ondelete='restrict', check_company=True)
    planned = fields.Integer(string="Authorised", required=True, default=1)
    filled = fields.Integer(compute='_compute_filled')
    vacant = fields.Integer(compute='_compute_filled', search='_search_vacant')
    source = fields.Char(string="Text", help="Decision or budget that authorises the posts.")

    _once = models.UniqueIndex(
        '(company_id, year, job_id, COALESCE(department_id, 0))', "These posts are already in the list of the year.")
    _planned_not_negative = models.Constraint('CHECK (planned >= 0)', "The number of posts cannot be negative.")

    @api.depends('company_id', 'year', 'department_id', 'job_id', 'planned')
    def _compute_filled(self):
        counts = {
            (company, year): self._count_filled(company, self._reference_day(year))
            for company, year in {(post.company_id, post.year) for post in self}}
        for post in self:
            count = counts[post.company_id, post.year]
            post.filled = sum(
                number for (job, department), number in count.items()
                if job == post.job_id.id and (not post.department_id or department == post.department_id.id))
            post.vacant = post.planned - post.filled

    def _reference_day(self, year):
        """Today for the current year, else the last day of the year."""
        today = fields.Date.context_today(self)
        return today if year == today.year else fields.Date.to_date(f'{max(year, 1):04}-12-31')

    @api.model
    def _count_filled(self, company, day):
        """How many persons in contract hold each post on a day, {(job id, department id): number}."""
        versions = self.env['hr.version'].sudo().search(  # contract dates are hidden from officers
            Domain('company_id', '=', company.id) & Domain('employee_id.active', '=', True)
            & Domain('date_version', '<=', day), order='employee_id, date_version')
        latest = {version.employee_id: version for version in versions}
        return Counter(
            (version.job_id.id, version.department_id.id) for version in latest.values()
            if version.contract_date_start and version.contract_date_start <= day
            and not (version.contract_date_end and version.contract_date_end < day))

    @api.model
    def _search_vacant(self, operator, value):
        if operator not in ('>', '<', '>=', '<=', 'in'):
            return NotImplemented
        compare = {'>': int.__gt__, '<': int.__lt__, '>=': int.__ge__, '<=': int.__le__,
                   'in': lambda number, values: number in values}[operator]
        value = value if operator == 'in' else int(value)
        return [('id', 'in', [post.id for post in self.search([]) if compare(post.vacant, value)])]
