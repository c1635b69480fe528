from odoo import api, fields, models

ACTUAL_FIELDS = (
    'held_sessions', 'accepted_people', 'trained_people', 'taught_hours', 'attended_hours', 'actual_cost')
PLANNED_FIELDS = ('planned_sessions', 'planned_people', 'planned_cost')


class ChamberTrainingPlanLine(models.Model):
    _inherit = 'chamber.training.plan.line'

    held_sessions = fields.Integer(compute='_compute_actual')
    accepted_people = fields.Integer(compute='_compute_actual')
    trained_people = fields.Integer(compute='_compute_actual')
    taught_hours = fields.Float(compute='_compute_actual')
    attended_hours = fields.Float(compute='_compute_actual')
    actual_cost = fields.Monetary(compute='_compute_actual')

    def _compute_actual(self):
        rows = {row.id: row for row in self.env['chamber.training.plan.report'].search([('id', 'in', self.ids)])}
        empty = self.env['chamber.training.plan.report']
        for line in self:
            row = rows.get(line.id, empty)
            for name in ACTUAL_FIELDS:
                line[name] = row[name]


class ChamberTrainingPlan(models.Model):
    _inherit = 'chamber.training.plan'

    planned_sessions = fields.Integer(compute='_compute_planned')
    planned_people = fields.Integer(compute='_compute_planned')
    planned_cost = fields.Monetary(string="Planned Spending", compute='_compute_planned')
    remaining_budget = fields.Monetary(compute='_compute_planned')
    is_over_budget = fields.Boolean(compute='_compute_planned')
    held_sessions = fields.Integer(compute='_compute_actual')
    accepted_people = fields.Integer(compute='_compute_actual')
    trained_people = fields.Integer(compute='_compute_actual')
    taught_hours = fields.Float(compute='_compute_actual')
    attended_hours = fields.Float(compute='_compute_actual')
    actual_cost = fields.Monetary(compute='_compute_actual')
    session_share = fields.Float(
        string="Sessions Held (%)", compute='_compute_actual', help="Sessions held out of those planned.")
    people_share = fields.Float(
        string="People Trained (%)", compute='_compute_actual', help="People trained out of those planned.")

    @api.depends('budget', 'line_ids.planned_sessions', 'line_ids.planned_people', 'line_ids.planned_cost')
    def _compute_planned(self):
        for plan in self:
            for name in PLANNED_FIELDS:
                plan[name] = sum(plan.line_ids.mapped(name))
            plan.remaining_budget = plan.budget - plan.planned_cost
            plan.is_over_budget = bool(plan.currency_id) and plan.currency_id.compare_amounts(plan.planned_cost, plan.budget) > 0

    def _compute_actual(self):
        aggregates = [f'{name}:sum' for name in (*ACTUAL_FIELDS, *PLANNED_FIELDS[:2])]
        sums = {
            plan.id: values for plan, *values in self.env['chamber.training.plan.report']._read_group(
                [('plan_id', 'in', self.ids)], ['plan_id'], aggregates)
        }
        for plan in self:
            *actual, sessions, people = sums.get(plan.id, [0] * len(aggregates))
            for name, value in zip(ACTUAL_FIELDS, actual, strict=True):
                plan[name] = value
            plan.session_share = 100 * plan.held_sessions / sessions if sessions else 0
            plan.people_share = 100 * plan.trained_people / people if people else 0
