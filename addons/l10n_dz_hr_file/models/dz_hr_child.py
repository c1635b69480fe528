from odoo import api, fields, models


class DzHrChild(models.Model):
    _name = 'dz.hr.child'
    _description = "Child of an Employee"
    _order = 'employee_id, birth_date'

    name = fields.Char(string="First Name", required=True)
    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='employee_id.company_id', store=True, index=True, precompute=True)
    birth_date = fields.Date(required=True)
    is_dependent = fields.Boolean(string="Dependent", default=True)

    @api.model_create_multi
    def create(self, vals_list):
        children = super().create(vals_list)
        children.employee_id._dz_count_children()
        return children

    def write(self, vals):
        result = super().write(vals)
        self.employee_id._dz_count_children()
        return result

    def unlink(self):
        employees = self.employee_id
        result = super().unlink()
        employees._dz_count_children()
        return result
