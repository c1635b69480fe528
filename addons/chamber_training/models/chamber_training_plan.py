from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

PLAN_STATES = [
    ('draft', "Draft"), ('approval', "In approval"), ('approved', "Approved"), ('replaced', "Replaced"),
    ('cancelled', "Cancelled"),
]


class ChamberTrainingPlan(models.Model):
    """What a chamber teaches in a year. A plan that was approved changes by a new version only, itself approved."""
    _name = 'chamber.training.plan'
    _description = "Yearly Training Plan"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin']
    _order = 'year desc, company_id, version desc'
    _check_company_auto = True

    # written by the steps of a plan only
    ENGINE_FIELDS = frozenset({
        'state', 'version', 'previous_id', 'submitted_by_id', 'submitted_datetime', 'approved_datetime',
    })
    # what is approved: fixed from the moment that approval is asked for
    CONTENT_FIELDS = frozenset({'name', 'company_id', 'year', 'budget', 'line_ids', 'note'})

    name = fields.Char(compute='_compute_name', store=True, readonly=False, required=True, precompute=True, copy=False)
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    year = fields.Integer(required=True, index=True, aggregator=None, default=lambda self: today_in_algeria().year + 1)
    version = fields.Integer(required=True, readonly=True, copy=False, default=1, aggregator=None)
    previous_id = fields.Many2one(
        'chamber.training.plan', string="Version Before", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    next_ids = fields.One2many('chamber.training.plan', 'previous_id', string="Later Versions")
    state = fields.Selection(
        PLAN_STATES, string="Status", required=True, default='draft', readonly=True, index=True, copy=False, tracking=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    budget = fields.Monetary(tracking=True)
    note = fields.Text(string="Grounds", help="Why this plan, or what changes against the version before.")
    line_ids = fields.One2many('chamber.training.plan.line', 'plan_id', copy=True)
    submitted_by_id = fields.Many2one('res.users', string="Proposed By", readonly=True, copy=False)
    submitted_datetime = fields.Datetime(string="Proposed On", readonly=True, copy=False)
    approved_datetime = fields.Datetime(string="Approved On", readonly=True, copy=False)

    _approved_once = models.UniqueIndex(
        "(company_id, year) WHERE state = 'approved'", "This chamber already has an approved plan for that year.")
    _prepared_once = models.UniqueIndex(
        "(company_id, year) WHERE state IN ('draft', 'approval')",
        "A plan of this chamber for that year is already being prepared.")
    _year_range = models.Constraint('CHECK (year BETWEEN 2000 AND 2100)', "The year has four digits.")
    _budget_positive = models.Constraint('CHECK (budget >= 0)', "A budget cannot be negative.")

    @api.depends('company_id', 'year', 'version')
    def _compute_name(self):
        for plan in self:
            parts = ['PF', plan.company_id.chamber_code, str(plan.year or '')]
            if plan.version > 1:
                parts.append(str(plan.version))
            plan.name = '-'.join(filter(None, parts))

    @api.depends('name', 'company_id')
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = ' — '.join(filter(None, [plan.name, plan.company_id.name]))

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            for vals in vals_list:
                self._refuse_engine_fields(vals)
        # a plan that has just left its preparation leaves its place in the table first
        self.flush_model(['state'])
        plans = super().create(vals_list)
        plans._check_company_year()
        return plans

    def write(self, vals):
        if not is_engine(self):
            self._refuse_engine_fields(vals)
            self._refuse_late_changes(vals)
        return super().write(vals)

    def _check_company_year(self):
        """Refuse a second first version where the year already has an approved plan: that one is amended.

        :raises UserError: naming the approved plan
        """
        for plan in self.filtered(lambda plan: not plan.previous_id):
            approved = self.search([
                ('company_id', '=', plan.company_id.id), ('year', '=', plan.year), ('state', '=', 'approved')], limit=1)
            if approved:
                raise UserError(self.env._(
                    "%(plan)s is approved for that year: amend it instead.", plan=approved.display_name))

    def _refuse_engine_fields(self, names):
        # the web client sends the status of a new record back as it was given
        forbidden = self.ENGINE_FIELDS & set(names)
        if forbidden:
            raise UserError(self.env._(
                "%(fields)s: changed by the steps of the plan only.",
                fields=', '.join(self._fields[name]._description_string(self.env) for name in sorted(forbidden))))

    def _refuse_late_changes(self, names):
        changed = self.CONTENT_FIELDS & set(names)
        for plan in self:
            if changed and plan.state != 'draft':
                raise UserError(self.env._(
                    "%(plan)s can no longer be changed: an approved plan is amended by a new version.",
                    plan=plan.display_name))
            if plan.previous_id and changed & {'company_id', 'year'}:
                raise UserError(self.env._("An amendment is of the same chamber and year as the plan that it changes."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(plan.state != 'draft' for plan in self):
            raise UserError(self.env._("Only a draft plan can be deleted."))

    def _write_step(self, values):
        as_engine(self).write(values)
