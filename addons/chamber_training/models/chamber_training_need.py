from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingNeed(models.Model):
    _name = 'chamber.training.need'
    _description = "Training Need"
    _order = 'date desc, id desc'
    _check_company_auto = True
    # written by the steps of a need only: where it comes from, and which line of a plan answers it
    ENGINE_FIELDS = frozenset({'channel', 'plan_line_id', 'is_dropped'})

    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    date = fields.Date(required=True, default=lambda self: today_in_algeria(), index=True)
    channel = fields.Selection(
        [('counter', "Counter"), ('portal', "Portal"), ('register', "Register")], required=True, default='counter',
        readonly=True)
    partner_id = fields.Many2one('res.partner', string="Asked By", index='btree_not_null', ondelete='restrict')
    programme_id = fields.Many2one('chamber.training.programme', index='btree_not_null', ondelete='restrict', check_company=True)
    theme_id = fields.Many2one(
        'chamber.training.theme', index='btree_not_null', ondelete='restrict', compute='_compute_theme_id', store=True,
        readonly=False, precompute=True)
    craft_activity_id = fields.Many2one(
        'chamber.craft.activity', string="Craft", index='btree_not_null', ondelete='restrict',
        compute='_compute_from_partner', store=True, readonly=False, precompute=True)
    state_id = fields.Many2one(
        'res.country.state', string="Wilaya", index='btree_not_null', ondelete='restrict',
        compute='_compute_from_partner', store=True, readonly=False, precompute=True, domain=[('country_id.code', '=', 'DZ')])
    headcount = fields.Integer(string="People", required=True, default=1)
    note = fields.Text()
    is_dropped = fields.Boolean(readonly=True, copy=False)
    state = fields.Selection(
        [('open', "Open"), ('planned', "Planned"), ('met', "Met"), ('dropped', "Dropped")], string="Status",
        compute='_compute_state', store=True, precompute=True, index=True, copy=False)
    plan_line_id = fields.Many2one(
        'chamber.training.plan.line', readonly=True, copy=False, index='btree_not_null', ondelete='set null')

    _headcount_positive = models.Constraint('CHECK (headcount > 0)', "A need is of at least one person.")
    # several people at the counter may take the needs of the register over at once: it is counted once
    _register_once = models.UniqueIndex(
        "(company_id, programme_id, craft_activity_id, state_id)"
        " WHERE channel = 'register' AND plan_line_id IS NULL AND is_dropped IS NOT TRUE",
        "The register has already given this need.")

    @api.depends('programme_id')
    def _compute_theme_id(self):
        for need in self:
            need.theme_id = need.programme_id.theme_id or need.theme_id

    @api.depends('partner_id', 'company_id')
    def _compute_from_partner(self):
        for need in self:
            entry = self.env['chamber.entry']._find_live(need.partner_id) if need.partner_id else self.env['chamber.entry']
            need.craft_activity_id = need.craft_activity_id or entry.main_activity_id
            covered = need.company_id.sudo().coverage_ids[:1].state_id  # coverage of chambers is public
            need.state_id = need.state_id or entry.exercise_state_id or covered

    @api.depends('is_dropped', 'plan_line_id.plan_id.state', 'plan_line_id.session_ids.state')
    def _compute_state(self):
        for need in self:
            line = need.plan_line_id
            if need.is_dropped:
                need.state = 'dropped'
            elif not line or line.plan_id.state == 'cancelled':
                need.state = 'open'
            elif any(session.state in ('done', 'closed') for session in line.session_ids):
                need.state = 'met'
            else:
                need.state = 'planned'

    @api.depends('programme_id.name', 'theme_id.name', 'headcount')
    def _compute_display_name(self):
        for need in self:
            subject = need.programme_id.name or need.theme_id.name or need.craft_activity_id.display_name
            need.display_name = ' — '.join(filter(None, [subject, need.state_id.name]))

    @api.constrains('programme_id', 'theme_id')
    def _check_subject(self):
        for need in self:
            if not need.programme_id and not need.theme_id:
                raise ValidationError(self.env._("Say which programme, or at least which theme, is needed."))

    @api.constrains('partner_id', 'headcount')
    def _check_one_person(self):
        for need in self:
            if need.partner_id and need.headcount != 1:
                raise ValidationError(self.env._("A need asked for by a person is that of one person."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # a need typed at the counter says so by default
            self._refuse_engine_fields(name for name in vals if vals[name] and vals[name] != 'counter')
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_engine_fields(vals)
        return super().write(vals)

    def _refuse_engine_fields(self, names):
        """Refuse by hand what the steps of a need write.

        :raises UserError: naming the fields
        """
        forbidden = self.ENGINE_FIELDS & set(names)
        if forbidden and not is_engine(self):
            raise UserError(self.env._(
                "%(fields)s: changed by the steps of the need only.",
                fields=', '.join(self._fields[name]._description_string(self.env) for name in sorted(forbidden))))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        if any(need.plan_line_id for need in self):
            raise UserError(self.env._("A need that stands in a plan is not deleted."))

    def action_drop(self):
        """Give needs up, that nobody plans for.

        :raises UserError: for a need that stands in a plan
        """
        self.check_access('write')
        if any(need.state != 'open' for need in self):
            raise UserError(self.env._("Only an open need can be dropped."))
        as_engine(self).is_dropped = True

    def action_reopen(self):
        """Take dropped needs up again.

        :raises UserError: for a need that was not dropped
        """
        self.check_access('write')
        if any(need.state != 'dropped' for need in self):
            raise UserError(self.env._("Only a dropped need can be opened again."))
        as_engine(self).is_dropped = False

    def action_plan(self):
        """Open the dialogue that turns the needs into lines of a plan."""
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_need_plan_action')
        return {**action, 'context': {'default_need_ids': self.ids}}
