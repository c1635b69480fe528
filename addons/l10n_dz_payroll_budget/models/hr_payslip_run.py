from odoo import api, fields, models
from odoo.exceptions import UserError


class HrPayslipRun(models.Model):
    """A payroll takes its part of the budget when it is confirmed."""
    _name = 'hr.payslip.run'
    _inherit = ['hr.payslip.run', 'budget.commitment.mixin']

    dz_contributions_paid_date = fields.Date("Contributions and Tax Paid On", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        if any(values.get('dz_contributions_paid_date') for values in vals_list):
            self._check_contributions_by_button()
        return super().create(vals_list)

    def write(self, vals):
        if 'dz_contributions_paid_date' in vals:
            self._check_contributions_by_button()
        return super().write(vals)

    def _check_contributions_by_button(self):
        if not self.env.su:
            raise UserError(self.env._("That contributions are paid is noted by the button only."))

    def _dz_confirm(self):
        former = self.dz_line_ids.payslip_id.dz_corrects_id
        result = super()._dz_confirm()
        # what a correction replaces is no longer charged to its own month; it frees its credit first
        replaced = self.search([('dz_line_ids.payslip_id', 'in', former.ids), ('id', 'not in', self.ids)])
        (replaced | self)._budget_follow()
        return result

    def action_dz_mark_paid(self):
        """See there; the part of the wages counts as paid on the budget too."""
        result = super().action_dz_mark_paid()
        # the payroll manager notes payments without keeping the budget
        self.sudo()._budget_follow()
        return result

    def action_dz_mark_contributions_paid(self):
        """Note today as the day on which contributions, tax and what else was kept from wages were paid over.

        :raises AccessError: for anyone but a payroll manager
        :raises UserError: for a batch that is not confirmed, or already marked
        """
        self.check_access('write')
        self._check_dz_manager()
        self.lock_for_update()
        self.invalidate_recordset(['dz_state', 'dz_contributions_paid_date'])
        if any(run.dz_state != 'confirmed' or run.dz_contributions_paid_date for run in self):
            raise UserError(self.env._("Only a confirmed batch, once, has its contributions paid."))
        # rights and state were checked above
        runs = self.sudo()
        runs.dz_contributions_paid_date = fields.Date.context_today(self)
        runs._budget_follow()
