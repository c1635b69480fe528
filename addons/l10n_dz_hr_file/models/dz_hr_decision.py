from odoo import api, fields, models
from odoo.exceptions import UserError

from .dz_hr_decision_kind import EFFECTS

CONFIDENTIAL = 'hr.group_hr_manager,l10n_dz_hr_file.l10n_dz_hr_file_group_auditor'
# what stays open on a signed decision
FREE_FIELDS = {'activity_ids', 'message_ids', 'message_follower_ids', 'message_main_attachment_id'}
# what signing, applying and undoing write
ENGINE_FIELDS = {
    'name', 'year', 'state', 'date', 'signed_by_id', 'applied_on', 'undone_by_id', 'trace', 'title_ar', 'title_fr', 'text_ar',
    'text_fr', 'content_hash', 'verifiable_id', 'old_job_id', 'old_department_id', 'old_grade_id', 'old_step'}


class DzHrDecision(models.Model):
    _name = 'dz.hr.decision'
    _description = "Personnel Decision"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin', 'verifiable.document.mixin']
    _order = 'date_effect desc, id desc'
    _check_company_auto = True
    _tier_validation_manual_config = False
    _state_from = ['draft']
    _state_to = ['signed']
    _verifiable_type = 'hr_decision'

    name = fields.Char(string="Number", readonly=True, copy=False, index='trigram')
    year = fields.Integer(readonly=True, copy=False, aggregator=None)
    kind_id = fields.Many2one('dz.hr.decision.kind', required=True, index=True, ondelete='restrict', tracking=True)
    effect = fields.Selection(EFFECTS, compute='_compute_effect', store=True, precompute=True)
    is_fixed_term = fields.Boolean(related='kind_id.is_fixed_term')
    needs_reason = fields.Boolean(related='kind_id.needs_reason')
    is_confidential = fields.Boolean(compute='_compute_effect', store=True, precompute=True)
    company_id = fields.Many2one(
        'res.company', required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    currency_id = fields.Many2one(related='company_id.currency_id')
    employee_id = fields.Many2one(
        'hr.employee', required=True, index=True, ondelete='restrict', check_company=True, tracking=True)
    date = fields.Date(string="Signed on", readonly=True, copy=False)
    date_effect = fields.Date(string="Takes Effect on", required=True, default=fields.Date.context_today, tracking=True)
    date_end = fields.Date(string="Last Day", tracking=True)
    trial_date_end = fields.Date(string="End of Trial")
    state = fields.Selection(
        [('draft', "Draft"), ('signed', "Signed"), ('applied', "In Effect"), ('undone', "Undone"), ('cancel', "Given Up")],
        string="Status", default='draft', required=True, readonly=True, copy=False, index=True, tracking=True)

    department_id = fields.Many2one('hr.department', string="New Department", index=True, check_company=True, ondelete='restrict')
    job_id = fields.Many2one('hr.job', string="New Post", index=True, check_company=True, ondelete='restrict')
    address_id = fields.Many2one(
        'res.partner', string="New Place of Work", index='btree_not_null', check_company=True, ondelete='restrict')
    grade_id = fields.Many2one('dz.hr.grade', string="New Grade", index='btree_not_null', ondelete='restrict')
    step = fields.Integer(string="New Step", aggregator=None)
    wage = fields.Monetary(
        string="New Base Wage", groups=CONFIDENTIAL, aggregator=None, help="0: by the grid, or as it was.")
    degree = fields.Integer(aggregator=None, help="Degree of the sanction, by the internal rules.")
    reason = fields.Text(string="Reason (Arabic)")
    reason_fr = fields.Text(string="Reason (French)")
    undoes_id = fields.Many2one(
        'dz.hr.decision', string="Decision Undone", index='btree_not_null', ondelete='restrict', check_company=True, copy=False,
        domain="[('employee_id', '=', employee_id), ('state', 'in', ('signed', 'applied')), ('effect', '!=', 'undo')]")

    old_department_id = fields.Many2one(
        'hr.department', string="Department Before", readonly=True, copy=False, ondelete='restrict')
    old_job_id = fields.Many2one('hr.job', string="Post Before", readonly=True, copy=False, ondelete='restrict')
    old_grade_id = fields.Many2one('dz.hr.grade', string="Grade Before", readonly=True, copy=False, ondelete='restrict')
    old_step = fields.Integer(string="Step Before", readonly=True, copy=False, aggregator=None)
    title_ar = fields.Char(string="Arabic Title", readonly=True, copy=False)
    title_fr = fields.Char(string="French Title", readonly=True, copy=False)
    text_ar = fields.Text(string="Arabic Text", readonly=True, copy=False)
    text_fr = fields.Text(string="French Text", readonly=True, copy=False)
    signed_by_id = fields.Many2one(
        'res.users', string="Signed by", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    applied_on = fields.Datetime(string="In Effect Since", readonly=True, copy=False)
    undone_by_id = fields.Many2one(
        'dz.hr.decision', string="Undone by", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    content_hash = fields.Char(string="Hash", readonly=True, copy=False)
    is_intact = fields.Boolean(string="As Signed", compute='_compute_is_intact')
    # what was changed in the file, so that it can be undone
    trace = fields.Json(readonly=True, copy=False, groups=fields.NO_ACCESS)

    _date_order = models.Constraint(
        'CHECK (date_end IS NULL OR date_end >= date_effect)', "A decision cannot end before it starts.")
    _number_once = models.UniqueIndex('(company_id, name) WHERE name IS NOT NULL', "This number is already taken.")
    _undone_once = models.UniqueIndex(
        "(undoes_id) WHERE undoes_id IS NOT NULL AND state IN ('signed', 'applied')", "This decision is already undone.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH =,"
        " int4range(hashtext(effect), hashtext(effect), '[]') WITH =,"
        " daterange(date_effect, CASE WHEN effect IN ('interim', 'absence') THEN COALESCE(date_end, date_effect)"
        " ELSE date_effect END, '[]') WITH &&)"
        " WHERE (state IN ('signed', 'applied') AND effect NOT IN ('none', 'sanction', 'undo'))",
        "Another signed decision of the same effect already covers these days.")

    @api.depends('kind_id')
    def _compute_effect(self):
        for decision in self.filtered(lambda decision: decision.state == 'draft'):
            decision.effect = decision.kind_id.effect
            decision.is_confidential = decision.kind_id.is_confidential

    @api.depends('name', 'kind_id.name', 'employee_id')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for decision in self:
            # a draft has no number yet: who decides on it knows it by the person
            parts = [decision.kind_id.name, decision.name or decision.employee_id.display_name]
            decision.display_name = (' ' if decision.name else ' — ').join(filter(None, parts))

    @api.onchange('undoes_id')
    def _onchange_undoes_id(self):
        if self.undoes_id:
            self.date_effect = self.undoes_id.date_effect

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
                values[name] for values in vals_list for name in ENGINE_FIELDS & values.keys()
                if (name, values[name]) != ('state', 'draft')):
            raise UserError(self.env._("A decision moves on by its buttons only."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if ENGINE_FIELDS & vals.keys():
                raise UserError(self.env._("A decision moves on by its buttons only."))
            if vals.keys() - FREE_FIELDS and any(decision.state != 'draft' for decision in self):
                raise UserError(self.env._("A signed decision does not change: sign another one that undoes it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(decision.state not in ('draft', 'cancel') for decision in self):
            raise UserError(self.env._("A signed decision stays on file."))

    def _get_under_validation_exceptions(self):
        return [*super()._get_under_validation_exceptions(), *ENGINE_FIELDS, *FREE_FIELDS]

    def _tier_requesters(self):
        """Who is concerned does not approve, nor who prepared it."""
        # the user of the person may be out of the reader's reach
        return super()._tier_requesters() | self.sudo().employee_id.user_id

    def _write_engine(self, values):
        """Write what only signing, applying and undoing may write."""
        with self._tier_unlocked():
            self.sudo().write(values)  # who may sign has been checked by the button
