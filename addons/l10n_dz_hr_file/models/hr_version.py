from odoo import fields, models
from odoo.exceptions import UserError

CLASSIFICATION = {'dz_grade_id', 'dz_step'}


class HrVersion(models.Model):
    _inherit = 'hr.version'

    dz_grade_id = fields.Many2one(
        'dz.hr.grade', string="Grade", tracking=True, index='btree_not_null', ondelete='restrict', groups='hr.group_hr_user')
    dz_step = fields.Integer(string="Step", tracking=True, groups='hr.group_hr_user', aggregator=None)
    dz_confirmed_date = fields.Date(
        string="Confirmed on", tracking=True, groups='hr.group_hr_user', help="End of the trial by decision.")

    def write(self, vals):
        if CLASSIFICATION & vals.keys() and not self.env.su:
            changed = self.filtered(lambda version: any(
                version._fields[name].convert_to_write(version[name], version) != vals[name]
                for name in CLASSIFICATION & vals.keys()))
            decided = changed.employee_id and self.env['dz.hr.decision'].sudo().search_count(  # whoever signed them
                [('employee_id', 'in', changed.employee_id.ids), ('state', 'in', ('signed', 'applied'))], limit=1)
            if decided:
                raise UserError(self.env._("Grade and step change by a signed decision."))
        return super().write(vals)
