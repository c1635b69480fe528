from odoo import fields, models


class DzHrGrade(models.Model):
    _name = 'dz.hr.grade'
    _description = "Grade"
    _order = 'sequence, category, id'

    name = fields.Char(required=True, translate=True)
    category = fields.Char(help="Category of the collective agreement, such as 12 or III/2.")
    sequence = fields.Integer(default=10)
    is_highly_qualified = fields.Boolean(string="Highly Qualified", help="A longer trial is allowed.")
    company_id = fields.Many2one('res.company', index=True, help="Empty: in every company.")
    active = fields.Boolean(default=True)
