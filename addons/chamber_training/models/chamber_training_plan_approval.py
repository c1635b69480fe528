from odoo import fields, models

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberTrainingPlan(models.Model):
    _inherit = 'chamber.training.plan'

    def _tier_requesters(self):
        """Who made or proposed the plan never approves it."""
        return self.create_uid | self.submitted_by_id

    def _prepare_tier_review_vals(self, definition, sequence):
        values = super()._prepare_tier_review_vals(definition, sequence)
        values['requested_by'] = self.submitted_by_id.id
        return values

    def _get_under_validation_exceptions(self):
        # the plan's own guard is stricter: ``write`` lets only the engine change these
        return [*super()._get_under_validation_exceptions(), *self.ENGINE_FIELDS, 'activity_ids', 'message_ids']

    def _on_tier_validated(self):  # pylint: disable=missing-return  # nothing to return
        """Put a plan in force once its last approval is given; the version before steps back."""
        super()._on_tier_validated()
        plans = self.sudo()  # the decision is taken: the engine writes what follows from it
        plans._check_budget()
        for plan in plans:
            replaced = plan.previous_id.filtered(lambda previous: previous.state == 'approved')
            replaced._set_state('replaced')
            # the old one leaves its place in the table before the new one takes it
            replaced.flush_recordset(['state'])
        plans._set_state('approved', approved_datetime=fields.Datetime.now())
        plans.line_ids._take_over()
        plans.line_ids._adopt_sessions()

    def _on_tier_rejected(self, comment):  # pylint: disable=missing-return  # nothing to return
        """Return a plan that an approver sends back to who proposed it."""
        super()._on_tier_rejected(comment)
        for plan in self.sudo():  # what follows from the rejection
            if plan.state == 'approval':
                plan._set_state('draft')


class ChamberTrainingPlanLine(models.Model):
    _inherit = 'chamber.training.plan.line'

    def _take_over(self):
        """Move the needs and sessions of the lines that these replace to them: there they are counted from now on."""
        for line in self.filtered('origin_id'):
            as_engine(line.origin_id.session_ids).write({'plan_line_id': line.id})
            as_engine(line.origin_id.need_ids).write({'plan_line_id': line.id})

    def _adopt_sessions(self):
        """Count the sessions prepared before the approval under the lines that they carry out."""
        waiting = self.env['chamber.training.session'].search([
            ('plan_line_id', '=', False), ('state', '!=', 'cancelled'), ('programme_id', 'in', self.programme_id.ids),
            ('company_id', 'in', self.company_id.ids)])
        self.env.add_to_compute(waiting._fields['plan_line_id'], waiting)
