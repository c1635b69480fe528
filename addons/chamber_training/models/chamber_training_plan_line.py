from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.chamber_registry.models.engine import is_engine


class ChamberTrainingPlanLine(models.Model):
    _name = 'chamber.training.plan.line'
    _description = "Line of a Training Plan"
    _order = 'plan_id, quarter, sequence, id'

    plan_id = fields.Many2one('chamber.training.plan', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='plan_id.company_id', store=True, precompute=True, index=True)
    year = fields.Integer(related='plan_id.year', store=True, precompute=True, aggregator=None)
    plan_state = fields.Selection(related='plan_id.state', store=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    sequence = fields.Integer(default=10)
    programme_id = fields.Many2one('chamber.training.programme', required=True, index=True, ondelete='restrict')
    theme_id = fields.Many2one(related='programme_id.theme_id', store=True, precompute=True, index='btree_not_null')
    quarter = fields.Selection([('1', "1st quarter"), ('2', "2nd quarter"), ('3', "3rd quarter"), ('4', "4th quarter")],
                               required=True, default='1')
    planned_sessions = fields.Integer(string="Sessions", required=True, default=1)
    planned_people = fields.Integer(string="People", required=True, default=20)
    planned_cost = fields.Monetary(string="Budget")
    origin_id = fields.Many2one(
        'chamber.training.plan.line', string="Line Before", readonly=True, copy=False, index='btree_not_null',
        ondelete='set null', help="The line of the version before that this one takes the place of.")
    need_ids = fields.One2many('chamber.training.need', 'plan_line_id')
    session_ids = fields.One2many('chamber.training.session', 'plan_line_id')
    is_changed = fields.Boolean(compute='_compute_is_changed', help="Differs from the version before.")

    _positive = models.Constraint(
        'CHECK (planned_sessions > 0 AND planned_people > 0 AND planned_cost >= 0)',
        "A line plans at least one session and one person, at no negative cost.")

    @api.depends('programme_id.name', 'quarter', 'plan_id.name')
    def _compute_display_name(self):
        quarters = dict(self._fields['quarter']._description_selection(self.env))
        for line in self:
            line.display_name = ' — '.join(filter(None, [
                line.plan_id.name, quarters.get(line.quarter), line.programme_id.name]))

    @api.depends('plan_id.previous_id', 'origin_id', 'quarter', 'planned_sessions', 'planned_people', 'planned_cost')
    def _compute_is_changed(self):
        compared = ('programme_id', 'quarter', 'planned_sessions', 'planned_people', 'planned_cost')
        for line in self:
            line.is_changed = bool(line.plan_id.previous_id) and any(
                line[name] != line.origin_id[name] for name in compared)

    @api.constrains('plan_id', 'programme_id')
    def _check_programme(self):
        for line in self:
            # a programme of another chamber may be hidden from the user: it is refused all the same
            owner = line.programme_id.sudo().company_id
            if owner and owner != line.company_id:
                raise ValidationError(self.env._(
                    "A plan holds programmes of the national catalogue and of its own chamber."))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_plan_is_draft()
        return lines

    def write(self, vals):
        self._check_plan_is_draft()
        result = super().write(vals)
        if 'plan_id' in vals:
            self._check_plan_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_plan_is_draft()

    def _check_plan_is_draft(self):
        """Refuse to change what was proposed or approved.

        :raises UserError: naming the plan
        """
        for plan in self.plan_id:
            if plan.state != 'draft' and not is_engine(self):
                raise UserError(self.env._(
                    "%(plan)s can no longer be changed: an approved plan is amended by a new version.",
                    plan=plan.display_name))

    def action_view_sessions(self):
        """Open the sessions that carry the line out."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Sessions"), 'res_model': 'chamber.training.session',
            'view_mode': 'list,form', 'domain': [('plan_line_id', '=', self.id)],
            'context': {'default_plan_line_id': self.id, 'default_programme_id': self.programme_id.id},
        }
