from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    plan_line_id = fields.Many2one(
        compute='_compute_plan_line_id', store=True, readonly=False,
        help="The line of the approved plan that the session carries out: found by programme and quarter, unless another is"
             " chosen.")

    @api.depends('programme_id', 'company_id', 'date_begin')
    def _compute_plan_line_id(self):
        lines = self.env['chamber.training.plan.line'].search([
            ('plan_state', '=', 'approved'), ('programme_id', 'in', self.programme_id.ids),
            ('company_id', 'in', self.company_id.ids)])
        by_quarter = {(line.company_id, line.programme_id, line.year, line.quarter): line for line in reversed(lines)}
        for session in self:
            if session.plan_line_id or not session.date_begin:
                session.plan_line_id = session.plan_line_id
                continue
            day = day_in_algeria(session.date_begin)
            session.plan_line_id = by_quarter.get(
                (session.company_id, session.programme_id, day.year, str((day.month + 2) // 3)), False)

    @api.constrains('plan_line_id', 'programme_id')
    def _check_plan_line(self):
        for session in self.filtered('plan_line_id'):
            line = session.plan_line_id
            if line.company_id != session.company_id or line.programme_id != session.programme_id:
                raise ValidationError(self.env._("A session carries out a line of its own chamber and programme."))
