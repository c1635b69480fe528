from odoo import fields, models


class DzHrLanguage(models.Model):
    _name = 'dz.hr.language'
    _description = "Language of an Employee"
    _order = 'employee_id, id'

    name = fields.Char(string="Language", required=True)
    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='employee_id.company_id', store=True, index=True, precompute=True)
    level = fields.Selection(
        [('basic', "Basic"), ('good', "Good"), ('fluent', "Fluent"), ('native', "Native")], required=True, default='good')
