from odoo import fields, models


class DzHrDiploma(models.Model):
    _name = 'dz.hr.diploma'
    _description = "Diploma of an Employee"
    _order = 'employee_id, date desc, id'

    name = fields.Char(string="Diploma", required=True)
    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='employee_id.company_id', store=True, index=True, precompute=True)
    school = fields.Char(string="Institution")
    date = fields.Date(string="Obtained on")
