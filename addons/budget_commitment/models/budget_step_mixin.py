from odoo import api, models
from odoo.exceptions import UserError

from ..tools import engine


class BudgetStepMixin(models.AbstractModel):
    """Papers of the budget: approved by steps, then they take effect at once; what was decided does not change."""
    _name = 'budget.step.mixin'
    _description = "Paper of the Budget"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin']
    _tier_validation_manual_config = False
    _state_from = ['draft']
    _state_to = ['approved']

    # names of stored fields that the steps alone write, besides the state
    _step_fields = frozenset({'state'})
    # names of fields that may be written once it is approved, until the next step
    _open_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_step_fields({
                name for name in self._step_fields & set(vals)
                if vals[name] and not (name == 'state' and vals[name] == 'draft')})
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_step_fields(self._step_fields & set(vals))
        if engine.current() != self._name:
            late = self.filtered(lambda paper: paper.state != 'draft')
            for paper in late:
                if any(paper._is_fixed(name) for name in vals):
                    raise UserError(self.env._("%(paper)s is decided: it does not change.", paper=paper.display_name))
        return super().write(vals)

    def _is_fixed(self, name):
        """Whether a field of a decided paper does not change any more."""
        self.ensure_one()
        is_open = name in self._open_fields and self.state == 'approved'
        return not is_open and self._fields[name].store and not name.startswith(('message_', 'activity_', 'review_'))

    def _refuse_step_fields(self, names):
        if names and engine.current() != self._name:
            labels = ", ".join(self._fields[name]._description_string(self.env) for name in sorted(names))
            raise UserError(self.env._("%(fields)s: written by the steps of the paper only.", fields=labels))

    def _get_under_validation_exceptions(self):
        # the steps' own fields have a stricter guard: ``write`` lets only the steps change them
        return [*super()._get_under_validation_exceptions(), *self._step_fields, 'activity_ids', 'message_ids']

    def _write_step(self, vals):
        """Write what only the steps may write."""
        with engine.step(self._name):
            self.write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(paper.state != 'draft' for paper in self):
            raise UserError(self.env._("Only a draft can be deleted."))

    def action_submit(self):
        """Ask for the approval; where no approval is defined, a manager of budgets decides by this.

        :raise AccessError: no approval is defined and the user is not a manager
        :raise UserError: the paper is not a draft, or not complete
        """
        self.check_access('write')
        for paper in self:
            if paper.state != 'draft':
                raise UserError(self.env._("%(paper)s is decided: it does not change.", paper=paper.display_name))
            paper._check_complete()
            if paper.need_validation:
                paper.request_validation()
            elif not paper._get_reviews():
                self.env['budget.year']._check_manager()
                paper._check_duty()
                paper._approve()

    @api.model
    def _add_tier_validation_buttons(self, node, params):
        """Without the general button that asks for the approval: ``action_submit`` asks, after its own checks."""
        buttons = super()._add_tier_validation_buttons(node, params)
        for button in buttons.xpath("//button[@name='request_validation']"):
            button.getparent().remove(button)
        return buttons

    def _get_tier_validation_readonly_domain(self):
        """Closed while it is being approved; after that the form and ``write`` say what is still open."""
        return f"({super()._get_tier_validation_readonly_domain()}) and state == 'draft'"

    def _check_complete(self):
        """Refuse a paper that cannot take effect. To be overridden."""

    def _check_duty(self):
        """Who asks does not approve, where that is a rule."""
        self.env['budget.duty.rule']._check('approve', self.env.user, {'request': self.create_uid})

    def _on_tier_validated(self):
        result = super()._on_tier_validated()
        # the approvals were checked one by one
        self.sudo()._approve()
        return result

    def _on_tier_rejected(self, comment):
        result = super()._on_tier_rejected(comment)
        # the refusal was checked
        self.sudo()._write_step({'state': 'refused'})
        return result

    def _approve(self):
        """Let the papers take effect, then note that they are approved."""
        for paper in self:
            paper._apply()
            paper._write_step({'state': 'approved'})

    def _apply(self):
        """What follows from the approval. To be overridden."""

    def action_cancel(self):
        """Give up drafts, whether or not their approval was asked for.

        :raise UserError: for a paper that was decided
        """
        self.check_access('write')
        for paper in self:
            if paper.state != 'draft':
                raise UserError(self.env._("%(paper)s is decided: it does not change.", paper=paper.display_name))
        self._write_step({'state': 'cancel'})
