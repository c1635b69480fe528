from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberActivity(models.Model):
    _name = 'chamber.activity'
    _description = "Planned Work"
    _order = 'date_start desc, id desc'
    _check_company_auto = True

    TRANSITIONS = {
        'planned': {'ongoing', 'done', 'cancelled'}, 'ongoing': {'done', 'cancelled'},
        'done': {'ongoing'}, 'cancelled': {'planned'},
    }

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company)
    responsible_id = fields.Many2one(
        'res.users', string="Person in Charge", index='btree_not_null', default=lambda self: self.env.user)
    date_start = fields.Date(string="Start date", index=True)
    date_end = fields.Date(string="End date")
    execution_state = fields.Selection(
        [('planned', "Planned"), ('ongoing', "Ongoing"), ('done', "Done"), ('cancelled', "Cancelled")],
        string="Progress", required=True, default='planned', index=True, copy=False)
    unit = fields.Char(help="What is counted: participants, exhibitors, visits…")
    planned_quantity = fields.Float(string="Target")
    achieved_quantity = fields.Float(string="Achieved", copy=False)
    progress = fields.Float(string="Progress (%)", compute='_compute_progress', store=True, aggregator='avg')
    currency_id = fields.Many2one(related='company_id.currency_id')
    planned_amount = fields.Monetary(string="Planned cost")
    actual_amount = fields.Monetary(string="Actual cost", copy=False)
    owner_model = fields.Char(string="Kind of record", readonly=True, copy=False, index=True)
    owner_id = fields.Many2oneReference(string="Record", model_field='owner_model', readonly=True, copy=False)

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "Planned work cannot end before it starts.")
    _quantities = models.Constraint(
        'CHECK (planned_quantity >= 0 AND achieved_quantity >= 0)', "Quantities cannot be negative.")
    _owner_unique = models.UniqueIndex(
        '(owner_model, owner_id) WHERE owner_id IS NOT NULL', "A record has one piece of planned work.")

    @api.depends('planned_quantity', 'achieved_quantity')
    def _compute_progress(self):
        for activity in self:
            activity.progress = (
                100 * activity.achieved_quantity / activity.planned_quantity if activity.planned_quantity else 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_owned(self):
        owned = self.filtered(lambda activity: activity.owner_model in self.env and activity._get_owner())
        if owned:
            raise UserError(self.env._("“%(name)s” is deleted with the record it belongs to.", name=owned[0].name))

    def action_open_owner(self):
        """Open the course, fair, study… that this piece of work is."""
        self.ensure_one()
        owner = self._get_owner()
        if not owner:
            raise UserError(self.env._("No record is linked to “%(name)s”.", name=self.name))
        owner.check_access('read')
        return {'type': 'ir.actions.act_window', 'res_model': owner._name, 'res_id': owner.id, 'views': [(False, 'form')]}

    def _get_owner(self):
        """Return the record that delegates to this one, or nothing."""
        self.ensure_one()
        if not self.owner_id or self.owner_model not in self.env:
            return None
        return self.env[self.owner_model].browse(self.owner_id).exists() or None

    def action_begin(self):
        """Begin planned work, or take up again what was said to be done.

        :raises UserError: for work that was cancelled
        """
        self._change_execution_state('ongoing')

    def action_finish(self):
        """Say that the work is done.

        :raises UserError: for work that was cancelled
        """
        self._change_execution_state('done')

    def action_cancel(self):
        """Give the work up.

        :raises UserError: for work that is done
        """
        self._change_execution_state('cancelled')

    def action_plan_again(self):
        """Plan again what had been cancelled.

        :raises UserError: for work that was not cancelled
        """
        self._change_execution_state('planned')

    def _change_execution_state(self, state):
        self.check_access('write')
        self._set_execution_state(state)

    def _set_execution_state(self, state):
        for current, activities in self.grouped('execution_state').items():
            if state != current and state not in self.TRANSITIONS[current]:
                raise UserError(self.env._(
                    "Planned work cannot go from %(old)s to %(new)s.", old=current, new=state))
            activities.execution_state = state
