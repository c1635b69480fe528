from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class DzPayrollAllowance(models.Model):
    _name = 'dz.payroll.allowance'
    _description = "Allowance of an Employee or a Structure"
    _inherit = ['dated.period.mixin']
    _order = 'employee_id, rule_id, date_from desc'
    _rec_name = 'rule_id'

    rule_id = fields.Many2one(
        'hr.salary.rule', string="Allowance", required=True, index=True, ondelete='restrict',
        domain=[('dz_method', '=', 'allowance')])
    employee_id = fields.Many2one('hr.employee', index=True, ondelete='cascade')
    structure_id = fields.Many2one('hr.payroll.structure', index=True, ondelete='cascade')
    company_id = fields.Many2one('res.company', compute='_compute_company_id', store=True, precompute=True, index=True)
    value = fields.Float(
        string="Amount or Percentage", required=True, digits=(16, 2),
        help="DA a month, DA a day worked or percentage of the base wage, as the allowance says.")
    dz_basis = fields.Selection(related='rule_id.dz_basis')
    date_from = fields.Date(default=fields.Date.context_today)

    _owner = models.Constraint(
        'CHECK (num_nonnulls(employee_id, structure_id) = 1)',
        "An allowance belongs to an employee or to a structure, not to both.")
    _value_not_negative = models.Constraint('CHECK (value >= 0)', "An allowance cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(rule_id, rule_id, '[]') WITH =,"
        " int4range(COALESCE(employee_id, 0), COALESCE(employee_id, 0), '[]') WITH =,"
        " int4range(COALESCE(structure_id, 0), COALESCE(structure_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)", "This allowance is already given in that period.")

    @api.depends('employee_id.company_id', 'structure_id.company_id')
    def _compute_company_id(self):
        for allowance in self:
            allowance.company_id = allowance.employee_id.company_id or allowance.structure_id.company_id

    @api.constrains('rule_id')
    def _check_rule(self):
        if any(allowance.rule_id.dz_method != 'allowance' for allowance in self):
            raise ValidationError(self.env._("Only a rule computed as an allowance can be given as one."))

    @api.model
    def _in_force(self, employees, structures, day):
        """Values on a day, {employee id: {rule id: value}} and {structure id: {rule id: value}}."""
        found = self.search(
            self._get_period_domain(day)
            & (Domain('employee_id', 'in', employees.ids) | Domain('structure_id', 'in', structures.ids)))
        by_employee, by_structure = {}, {}
        for allowance in found:
            if allowance.employee_id:
                by_employee.setdefault(allowance.employee_id.id, {})[allowance.rule_id.id] = allowance.value
            else:
                by_structure.setdefault(allowance.structure_id.id, {})[allowance.rule_id.id] = allowance.value
        return by_employee, by_structure
