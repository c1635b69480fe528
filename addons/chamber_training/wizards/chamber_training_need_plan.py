from math import ceil

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberTrainingNeedPlan(models.TransientModel):
    _name = 'chamber.training.need.plan'
    _description = "Turn Needs into Lines of a Plan"

    need_ids = fields.Many2many('chamber.training.need', required=True)
    company_id = fields.Many2one('res.company', string="Chamber", compute='_compute_company_id')
    plan_id = fields.Many2one(
        'chamber.training.plan', required=True, domain="[('state', '=', 'draft'), ('company_id', '=', company_id)]",
        compute='_compute_plan_id', store=True, readonly=False)
    quarter = fields.Selection(
        [('1', "1st quarter"), ('2', "2nd quarter"), ('3', "3rd quarter"), ('4', "4th quarter")], required=True, default='1')
    line_ids = fields.One2many(
        'chamber.training.need.plan.line', 'wizard_id', compute='_compute_line_ids', store=True, readonly=False)

    @api.depends('need_ids')
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.need_ids.company_id[:1]

    @api.depends('need_ids')
    def _compute_plan_id(self):
        for wizard in self:
            wizard.plan_id = self.env['chamber.training.plan'].search(
                [('state', '=', 'draft'), ('company_id', '=', wizard.company_id.id)], order='year', limit=1)

    @api.depends('need_ids')
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [Command.clear()] + [
                Command.create({
                    'programme_id': programme.id, 'people': sum(needs.mapped('headcount')),
                    'sessions': ceil(sum(needs.mapped('headcount')) / (programme.seats or 1)),
                })
                for programme, needs in wizard.need_ids.grouped('programme_id').items() if programme
            ]

    def action_apply(self):
        """Add the needs to the plan: one line for each programme; a line of that programme and quarter grows.

        :raises UserError: where the needs are not open, name no programme or are of several chambers
        """
        self.ensure_one()
        self._check_needs()
        for line in self.line_ids:
            needs = self.need_ids.filtered(lambda need, line=line: need.programme_id == line.programme_id)
            as_engine(needs).write({'plan_line_id': line._add_to(self.plan_id, self.quarter).id})
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.training.plan', 'res_id': self.plan_id.id,
            'views': [(False, 'form')],
        }

    def _check_needs(self):
        if any(need.state != 'open' for need in self.need_ids):
            raise UserError(self.env._("Only open needs are planned."))
        if len(self.need_ids.company_id) > 1 or self.plan_id.company_id != self.need_ids.company_id:
            raise UserError(self.env._("A plan answers the needs of its own chamber."))
        if any(not need.programme_id for need in self.need_ids):
            raise UserError(self.env._("Choose the programme of each need first: a plan is made of programmes."))


class ChamberTrainingNeedPlanLine(models.TransientModel):
    _name = 'chamber.training.need.plan.line'
    _description = "Line to Add to a Plan"

    wizard_id = fields.Many2one('chamber.training.need.plan', required=True, ondelete='cascade')
    programme_id = fields.Many2one('chamber.training.programme', required=True)
    people = fields.Integer(required=True)
    sessions = fields.Integer(required=True)
    currency_id = fields.Many2one('res.currency', default=lambda self: self.env.ref('base.DZD'))
    cost = fields.Monetary(string="Budget")

    def _add_to(self, plan, quarter):
        """Add this line to a plan and return the line of the plan."""
        self.ensure_one()
        existing = plan.line_ids.filtered(
            lambda line: line.programme_id == self.programme_id and line.quarter == quarter)[:1]
        if existing:
            existing.write({
                'planned_people': existing.planned_people + self.people, 'planned_cost': existing.planned_cost + self.cost,
                'planned_sessions': existing.planned_sessions + self.sessions,
            })
            return existing
        return existing.create({
            'plan_id': plan.id, 'programme_id': self.programme_id.id, 'quarter': quarter, 'planned_people': self.people,
            'planned_sessions': self.sessions, 'planned_cost': self.cost,
        })
