from odoo import fields, models

FILE = 'hr.group_hr_user,l10n_dz_mission_order.l10n_dz_mission_order_group_officer'


class HrEmployee(models.Model):
    _inherit = 'hr.employee'

    mission_grade = fields.Char("Grade on Mission Orders", groups=FILE, tracking=True)
    mission_group_id = fields.Many2one(
        'dz.mission.group', "Missions in the Country", groups=FILE, tracking=True, domain=[('scope', '=', 'inside')],
        ondelete='restrict', help="Group of grades whose allowances apply.")
    mission_group_abroad_id = fields.Many2one(
        'dz.mission.group', "Missions Abroad", groups=FILE, tracking=True, domain=[('scope', '=', 'abroad')],
        ondelete='restrict', help="Group of grades whose allowances apply.")
    mission_order_count = fields.Integer(compute='_compute_mission_order_count', groups=FILE)

    def _compute_mission_order_count(self):
        counts = dict(self.env['dz.mission.order']._read_group([('employee_id', 'in', self.ids)], ['employee_id'], ['__count']))
        for employee in self:
            employee.mission_order_count = counts.get(employee._origin, 0)

    def _get_mission_group(self, abroad):
        """The group of grades whose allowances apply, empty where the file names none."""
        return self.mission_group_abroad_id if abroad else self.mission_group_id

    def _get_mission_grade(self):
        """The grade as printed on mission orders."""
        return self.mission_grade

    def action_view_mission_orders(self):
        """Open the mission orders of the employee."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_mission_order.dz_mission_order_action')
        return {**action, 'domain': [('employee_id', '=', self.id)], 'context': {'default_employee_id': self.id}}
