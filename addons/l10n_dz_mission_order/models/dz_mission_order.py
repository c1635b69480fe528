from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .dz_mission import IDLE

STATES = [
    ('draft', "Draft"), ('asked', "Asked for"), ('approved', "Approved"), ('ordered', "Ordered"), ('progress', "In progress"),
    ('reported', "Reported"), ('settled', "Settled"), ('closed', "Closed"), ('refused', "Refused"), ('cancelled', "Cancelled")]
ADVANCE_STATES = [
    ('none', "None"), ('asked', "Asked for"), ('granted', "To be paid"), ('paid', "Paid"), ('returned', "Given back")]


class DzMissionOrder(models.Model):
    """One traveller's order of a mission, from the request to the settlement."""
    _name = 'dz.mission.order'
    _description = "Mission Order"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin']
    _inherits = {'dz.mission': 'mission_id'}
    _order = 'date_from desc, id desc'
    _tier_validation_manual_config = False
    _state_from = ['asked']
    _state_to = ['approved']
    _cancel_state = 'cancelled'

    name = fields.Char("Number", readonly=True, copy=False)
    mission_id = fields.Many2one('dz.mission', required=True, index=True, ondelete='restrict', copy=False)
    employee_id = fields.Many2one(
        'hr.employee', "Traveller", required=True, index=True, ondelete='restrict', tracking=True,
        default=lambda self: self.env.user.employee_id)
    company_id = fields.Many2one(
        'res.company', required=True, index=True, compute='_compute_traveller', store=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    user_id = fields.Many2one('res.users', compute='_compute_user_id', store=True, index='btree_not_null', precompute=True)
    department_id = fields.Many2one(
        'hr.department', compute='_compute_traveller', store=True, index='btree_not_null', precompute=True)
    group_id = fields.Many2one(
        'dz.mission.group', "Group of Grades", compute='_compute_group_id', store=True, readonly=False, precompute=True,
        ondelete='restrict', help="Which allowances apply.")
    grade = fields.Char(compute='_compute_traveller', store=True, precompute=True)
    job_title = fields.Char("Function", compute='_compute_traveller', store=True, precompute=True)
    residence = fields.Char(compute='_compute_traveller', store=True, readonly=False, precompute=True)
    date_from = fields.Datetime("Away from", compute='_compute_away', store=True, precompute=True)
    date_to = fields.Datetime("Away until", compute='_compute_away', store=True, precompute=True)
    budget_label = fields.Char("Budget Line", help="Chapter and article that bear the expense, as printed on the order.")
    analytic_account_id = fields.Many2one(
        'account.analytic.account', groups='l10n_dz_mission_order.l10n_dz_mission_order_group_finance',
        index='btree_not_null', ondelete='restrict', check_company=True)
    state = fields.Selection(
        STATES, string="Status", default='draft', required=True, readonly=True, copy=False, index=True, tracking=True,
        group_expand='_expand_states')
    date_asked = fields.Datetime("Asked on", readonly=True, copy=False)
    asked_by_id = fields.Many2one('res.users', "Asked by", readonly=True, copy=False, ondelete='restrict')
    date_approved = fields.Datetime("Approved on", readonly=True, copy=False)
    date_ordered = fields.Date("Ordered on", readonly=True, copy=False)
    ordered_by_id = fields.Many2one('res.users', "Ordered by", readonly=True, copy=False, ondelete='restrict')
    actual_start = fields.Datetime("Departed", copy=False)
    actual_end = fields.Datetime("Returned", copy=False)
    report = fields.Text("Mission Report", copy=False)
    date_reported = fields.Datetime("Reported on", readonly=True, copy=False)
    date_report_due = fields.Date("Report Due", readonly=True, copy=False, index='btree_not_null')
    is_report_late = fields.Boolean(compute='_compute_is_report_late', search='_search_is_report_late')
    day_ids = fields.One2many('dz.mission.day', 'order_id', string="Days", copy=False)
    visa_ids = fields.One2many('dz.mission.visa', 'order_id', string="Visas", copy=False)
    expense_ids = fields.One2many('dz.mission.expense', 'order_id', string="Expenses", copy=False)
    fellow_order_ids = fields.One2many(related='mission_id.order_ids', string="Orders of the Mission")
    approver_ids = fields.Many2many('res.users', compute='_compute_approver_ids', string="Approvers")

    _actual_order = models.Constraint(
        'CHECK (actual_start IS NULL OR actual_end IS NULL OR actual_end > actual_start)',
        "The return comes after the departure.")
    _away_order = models.Constraint('CHECK (date_to > date_from)', "The return comes after the departure.")
    _number_unique = models.UniqueIndex(
        "(company_id, name) WHERE name IS NOT NULL", "Two mission orders cannot have the same number.")
    _employee_once = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH =, tsrange(date_from, date_to, '[)') WITH &&)"
        " WHERE (state NOT IN ('draft', 'refused', 'cancelled'))",
        "This employee is on another mission at that time.")
    _employee_once_a_mission = models.UniqueIndex(
        "(mission_id, employee_id) WHERE state NOT IN ('refused', 'cancelled')",
        "This employee has an order of this mission already.")

    @api.model
    def _expand_states(self, states, domain):
        return [state for state, _label in STATES[:8]]

    @api.depends('name', 'employee_id', 'purpose')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for order in self:
            # the name of a colleague is no secret, his file is
            order.display_name = " — ".join(filter(None, [
                order.name, order.employee_id.sudo().display_name, not order.name and order.purpose]))

    @api.depends('employee_id')
    def _compute_traveller(self):
        for order in self:
            # the file of the traveller is taken over as it is when the order is written
            employee = order.employee_id.sudo()
            order.company_id = employee.company_id or self.env.company
            order.department_id = employee.department_id
            order.grade = employee._get_mission_grade()
            order.job_title = employee.job_title or employee.job_id.name
            order.residence = employee.address_id.city or order.company_id.city

    @api.depends('employee_id.user_id')
    def _compute_user_id(self):
        for order in self:
            # see above
            order.user_id = order.employee_id.sudo().user_id

    @api.depends('employee_id', 'mission_id.is_abroad')
    def _compute_group_id(self):
        for order in self:
            # see above
            order.group_id = order.employee_id.sudo()._get_mission_group(order.is_abroad)

    @api.depends('mission_id.date_start', 'mission_id.date_end', 'actual_start', 'actual_end')
    def _compute_away(self):
        for order in self:
            order.date_from = order.actual_start or order.date_start
            order.date_to = order.actual_end or order.date_end

    @api.depends('date_report_due', 'state')
    def _compute_is_report_late(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_report_late = bool(
                order.state in ('ordered', 'progress') and order.date_report_due and order.date_report_due < today)

    @api.model
    def _search_is_report_late(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return [('state', 'in', ('ordered', 'progress')), ('date_report_due', '<', fields.Date.context_today(self))]

    @api.constrains('employee_id', 'mission_id', 'company_id')
    def _check_one_company(self):
        for order in self.sudo():  # all orders of the mission count
            if len(order.mission_id.order_ids.company_id) > 1:
                raise ValidationError(self.env._("All travellers of a mission belong to one company."))
            vehicle = order.mission_id.vehicle_id
            if vehicle.company_id and vehicle.company_id not in order.company_id.parent_ids:
                raise ValidationError(self.env._("The vehicle belongs to another company."))

    @api.constrains('state', 'date_from', 'date_to')
    def _check_leave(self):
        for order in self.filtered(lambda order: order.state not in IDLE):
            leave = order._get_leaves()[:1]
            if leave:
                raise ValidationError(self.env._(
                    "%(employee)s is on leave from %(start)s to %(end)s.", employee=order.employee_id.sudo().display_name,
                    start=format_date(self.env, leave.request_date_from), end=format_date(self.env, leave.request_date_to)))

    def _get_leaves(self):
        """Approved leave of the traveller within the mission."""
        self.ensure_one()
        # whether a colleague is away on leave matters, its reason is not told
        return self.env['hr.leave'].sudo().search([
            ('employee_id', '=', self.employee_id.id), ('state', '=', 'validate'),
            ('date_from', '<', self.date_to), ('date_to', '>', self.date_from)])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(order.state != 'draft' for order in self):
            raise UserError(self.env._("Only a draft can be deleted."))

    def unlink(self):
        # what the orders had in common goes with the last of them
        missions = self.mission_id.sudo()
        result = super().unlink()
        missions.filtered(lambda mission: not mission.order_ids).unlink()
        return result
