from odoo import api, fields, models
from odoo.exceptions import UserError


class DzHrGrid(models.Model):
    _name = 'dz.hr.grid'
    _description = "Grid of Wages"
    _inherit = ['dated.value.mixin']
    _order = 'company_id, date_from desc'

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        required=True, default=lambda self: self.env.company, help="Holds for its branches, too, that have no grid of their own.")
    currency_id = fields.Many2one(related='company_id.currency_id')
    point_value = fields.Float(string="Value of a Point", digits=(16, 4), required=True, help="DA for one point of index.")
    source = fields.Char(required=True, translate=True, help="Collective agreement or decision that lays it down.")
    line_ids = fields.One2many('dz.hr.grid.line', 'grid_id', string="Steps", copy=True)

    _point_positive = models.Constraint('CHECK (point_value > 0)', "The value of a point is above zero.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH =, daterange(date_from, date_to, '[]') WITH &&)",
        "The company already has a grid in that period: end it first.")

    @api.model
    def _get_wage(self, company, grade, step, day):
        """The base wage of a grade and step on a day, DA a month; 0.0 where no grid is in force on that day.

        The company's own grid counts alone where it has one, else that of its parent company.

        :raises UserError: for a grade and step that are not in the grid
        """
        grid = self._get_in_force(company, day)[-1:]
        if not grid:
            return 0.0
        line = grid.line_ids.filtered(lambda line: line.grade_id == grade and line.step == step)
        if not line:
            raise UserError(self.env._(
                "The grid “%(grid)s” has no step %(step)s of the grade %(grade)s.", grid=grid.name, step=step,
                grade=grade.name))
        return line.wage


class DzHrGridLine(models.Model):
    _name = 'dz.hr.grid.line'
    _description = "Step of a Grid of Wages"
    _order = 'grid_id, grade_id, step'
    _rec_name = 'grade_id'

    grid_id = fields.Many2one('dz.hr.grid', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='grid_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    grade_id = fields.Many2one('dz.hr.grade', required=True, index=True, ondelete='restrict')
    step = fields.Integer(required=True)
    index = fields.Float(required=True, digits=(16, 2))
    wage = fields.Monetary(compute='_compute_wage')

    _once = models.UniqueIndex('(grid_id, grade_id, step)', "This step is already in the grid.")
    _positive = models.Constraint('CHECK (step >= 0 AND index > 0)', "Steps start at 0, and an index is above zero.")

    @api.depends('index', 'grid_id.point_value')
    def _compute_wage(self):
        for line in self:
            line.wage = round(line.index * line.grid_id.point_value, 2)

    def write(self, vals):
        # rights look at the grid that a step leaves, not at the one that it would enter
        if 'grid_id' in vals and any(line.grid_id.id != vals['grid_id'] for line in self):
            raise UserError(self.env._("A step stays in its grid: enter it anew in the other one."))
        return super().write(vals)
