from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.chamber_registry.models.engine import as_engine

MANAGER = 'chamber_training.chamber_training_group_manager'
NATIONAL = 'chamber_training.chamber_training_group_national'


class ChamberTrainingPlan(models.Model):
    _inherit = 'chamber.training.plan'

    TRANSITIONS = {
        'draft': {'approval', 'cancelled'},
        'approval': {'draft', 'approved'},
        'approved': {'replaced'},
        'replaced': set(), 'cancelled': set(),
    }

    # approvals by tiers: asked for in one state, opening another
    _state_from = ['approval']
    _state_to = ['approved']
    _cancel_state = 'cancelled'

    director_ids = fields.Many2many('res.users', compute='_compute_director_ids', string="Directors")
    national_manager_ids = fields.Many2many('res.users', compute='_compute_national_manager_ids', string="National Managers")

    @api.depends('company_id')
    def _compute_director_ids(self):
        Request = self.env['chamber.request']
        for company, plans in self.grouped('company_id').items():
            role = 'director_general' if company.chamber_kind == 'national' else 'director'
            plans.director_ids = Request._get_role_users(role, company)

    def _compute_national_manager_ids(self):
        group_id = self.env['ir.model.data']._xmlid_to_res_id(NATIONAL)
        # a manager of a chamber does not read the users of the national chamber
        self.national_manager_ids = self.env['res.users'].sudo().search(
            [('all_group_ids', 'in', group_id), ('share', '=', False)], order='id')

    def _check_proposer(self):
        """Let pass who may change the plan as a training manager.

        :raises AccessError: for anyone else
        """
        self.check_access('write')
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Plans are proposed by the training manager of the chamber."))

    def _set_state(self, state, **values):
        """Move plans to a state; the only writer of ``state``.

        :raises UserError: where the step does not exist, or another user has just taken one
        """
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset(['state'])
        labels = dict(self._fields['state']._description_selection(self.env))
        for plan in self:
            if state not in self.TRANSITIONS[plan.state]:
                raise UserError(self.env._(
                    "%(plan)s: a plan that is “%(old)s” cannot become “%(new)s”.",
                    plan=plan.display_name, old=labels[plan.state], new=labels[state]))
        as_engine(self).write({'state': state, **values})

    def action_submit(self):
        """Propose plans: ask the director of the chamber, then the national training manager, to approve them.

        :raises AccessError: for anyone but a training manager of the chamber
        :raises UserError: for a plan without lines or over its budget, or where no approval is set up
        """
        self._check_proposer()
        for plan in self:
            plan._check_ready()
        self._set_state('approval', submitted_by_id=self.env.uid, submitted_datetime=fields.Datetime.now())
        for plan in self:
            if not plan.request_validation():
                raise UserError(self.env._("No approval is set up for training plans."))

    def _check_ready(self):
        """Refuse to propose a plan that could not be carried out.

        :raises UserError: with the reason
        """
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("%(plan)s has no line yet.", plan=self.display_name))
        self._check_budget()
        closed = self.line_ids.programme_id.filtered(lambda programme: not programme.active)
        if closed:
            raise UserError(self.env._(
                "These programmes are archived: %(programmes)s.", programmes=', '.join(closed.mapped('name'))))

    def _check_budget(self):
        """Refuse lines that cost more than the plan may spend.

        :raises UserError: with both amounts
        """
        for plan in self:
            total = sum(plan.line_ids.mapped('planned_cost'))
            if plan.currency_id.compare_amounts(total, plan.budget) > 0:
                raise UserError(self.env._(
                    "The lines of %(plan)s cost %(total)s, more than its budget of %(budget)s.", plan=plan.display_name,
                    total=plan.currency_id.format(total), budget=plan.currency_id.format(plan.budget)))

    def action_send_back(self):
        """Ask the approver for the reason, then return the plan to who proposed it."""
        self.ensure_one()
        return self.review_ids.filtered('is_waiting_for_me').action_reject()

    def action_withdraw(self):
        """Take a plan back from approval, to change it.

        :raises AccessError: for anyone but a training manager of the chamber
        :raises UserError: for a plan that is not in approval
        """
        self._check_proposer()
        self._set_state('draft')

    def action_cancel(self):
        """Give up drafts; the needs that they held are open again.

        :raises AccessError: for anyone but a training manager of the chamber
        :raises UserError: for a plan that is not a draft
        """
        self._check_proposer()
        self._set_state('cancelled')

    def action_amend(self):
        """Prepare a new version of an approved plan; the approved one holds until the new one is approved.

        :raises AccessError: for anyone but a training manager of the chamber
        :raises UserError: for a plan that is not in force, or where a version is already being prepared
        """
        self.ensure_one()
        self._check_proposer()
        if self.state != 'approved':
            raise UserError(self.env._("Only the approved plan of a year is amended."))
        prepared = self.search([
            ('company_id', '=', self.company_id.id), ('year', '=', self.year), ('state', 'in', ('draft', 'approval'))], limit=1)
        if prepared:
            raise UserError(self.env._("%(plan)s is already being prepared.", plan=prepared.display_name))
        amendment = as_engine(self).copy({
            'previous_id': self.id, 'version': self.version + 1, 'company_id': self.company_id.id, 'note': False,
        })
        for line, copied in zip(self.line_ids, amendment.line_ids, strict=True):
            as_engine(copied).write({'origin_id': line.id})
        return {
            'type': 'ir.actions.act_window', 'res_model': self._name, 'res_id': amendment.id, 'views': [(False, 'form')],
        }

    def action_print(self):
        """Return the plans as a PDF in Arabic and French."""
        self.check_access('read')
        return self.env.ref('chamber_training.chamber_training_plan_report').report_action(self)

    def action_view_versions(self):
        """Open all versions of the plan of that chamber and year."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Versions"), 'res_model': self._name,
            'view_mode': 'list,form', 'context': {'create': False},
            'domain': [('company_id', '=', self.company_id.id), ('year', '=', self.year)],
        }

    def action_view_sessions(self):
        """Open the sessions that carry the plan out."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Sessions"), 'res_model': 'chamber.training.session',
            'view_mode': 'list,form', 'domain': [('plan_line_id', 'in', self.line_ids.ids)], 'context': {'create': False},
        }
