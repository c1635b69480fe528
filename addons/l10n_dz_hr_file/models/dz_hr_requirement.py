from odoo import api, fields, models
from odoo.fields import Domain

WHOM = [
    ('all', "Everybody"), ('men', "Men"), ('married', "Married persons"), ('parents', "Persons with children"),
    ('fixed', "Fixed-term contracts"),
]


class DzHrRequirement(models.Model):
    _name = 'dz.hr.requirement'
    _description = "Paper That a Personnel File Must Hold"
    _inherit = ['dated.value.mixin']
    _order = 'kind_id, date_from desc'
    _rec_name = 'kind_id'

    kind_id = fields.Many2one('dz.hr.document.kind', string="Paper", required=True, index=True, ondelete='cascade')
    whom = fields.Selection(WHOM, string="Of Whom", required=True, default='all')
    date_from = fields.Date(default=fields.Date.context_today)
    company_id = fields.Many2one(help="Empty: in every company. Else in this one and its branches.")
    source = fields.Char(required=True, translate=True)

    @api.model
    def _in_force(self, companies, day):
        """What is wanted on a day in some companies: by themselves, by their parents and everywhere."""
        return self._get_in_force(companies, day, domain=Domain('kind_id.active', '=', True))

    def _wants(self, employee):
        """Whether the paper is wanted of an employee, read with full rights."""
        self.ensure_one()
        if self.company_id and self.company_id not in employee.company_id.parent_ids:
            return False
        return {
            'all': True, 'men': employee.sex == 'male', 'married': employee.marital == 'married',
            'parents': bool(employee.dz_child_ids), 'fixed': bool(employee.contract_date_end),
        }[self.whom]
