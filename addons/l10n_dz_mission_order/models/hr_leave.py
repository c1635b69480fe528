from odoo import api, models
from odoo.exceptions import ValidationError

from .dz_mission import IDLE


class HrLeave(models.Model):
    _inherit = 'hr.leave'

    @api.constrains('state', 'date_from', 'date_to', 'employee_id')
    def _check_mission(self):
        for leave in self.filtered(lambda leave: leave.state == 'validate'):
            # a mission stands in the way of leave, whoever may read it
            order = self.env['dz.mission.order'].sudo().search([
                ('employee_id', '=', leave.employee_id.id), ('state', 'not in', IDLE),
                ('date_from', '<', leave.date_to), ('date_to', '>', leave.date_from)], limit=1)
            if order:
                raise ValidationError(self.env._(
                    "%(employee)s is on a mission in these days: %(mission)s.",
                    employee=leave.employee_id.sudo().name, mission=order.display_name))  # the name only
