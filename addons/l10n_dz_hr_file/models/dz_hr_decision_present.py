from odoo import api, fields, models
from odoo.exceptions import UserError

from .dz_hr_decision import CONFIDENTIAL


class DzHrDecision(models.Model):
    """What a draft starts from, for who prepares it and who approves it."""
    _inherit = 'dz.hr.decision'

    present = fields.Char(string="At Present", compute='_compute_present', compute_sudo=True)
    wage_foreseen = fields.Monetary(
        string="Base Wage Afterwards", compute='_compute_wage_foreseen', compute_sudo=True, groups=CONFIDENTIAL, aggregator=None)

    @api.depends('employee_id', 'date_effect', 'state')
    @api.depends_context('lang')
    def _compute_present(self):
        for decision in self:
            version = decision._get_version_before()
            parts = [version.job_id.name or version.job_title, version.department_id.name]
            if version.dz_grade_id:
                parts.append(self.env._("%(grade)s, step %(step)s", grade=version.dz_grade_id.name, step=version.dz_step))
            decision.present = ' — '.join(filter(None, parts)) or False

    @api.depends('employee_id', 'date_effect', 'state', 'grade_id', 'step', 'wage')
    def _compute_wage_foreseen(self):
        for decision in self:
            version = decision._get_version_before()
            try:
                decision.wage_foreseen = (decision._get_new_wage() or version.wage) if version else 0.0
            except UserError:
                decision.wage_foreseen = 0.0  # the grid has no such step: told when the approval is asked for

    def _get_version_before(self):
        """What is in force on the day of a draft; of nobody for a decision that is signed: it keeps what was before."""
        versions = self.env['hr.version']
        if self.state != 'draft' or not (self.employee_id and self.date_effect):
            return versions
        return self.employee_id._origin._get_version(self.date_effect) if self.employee_id._origin else versions
