from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_list

from ..tools import nin

# of one's own file: shown to the person alone
OWN = {
    'dz_own_matricule': 'dz_matricule', 'dz_own_hired': 'dz_hired_date', 'dz_own_seniority': 'dz_seniority',
    'dz_own_grade': 'dz_grade_id', 'dz_own_step': 'dz_step', 'dz_own_birthday': 'birthday',
    'dz_own_children': 'children',
}


class HrEmployeePublic(models.Model):
    _inherit = 'hr.employee.public'
    _rec_names_search = ['name', 'dz_name_ar']

    dz_name_ar = fields.Char(string="Arabic Name", readonly=True)
    dz_own_matricule = fields.Char(string="Registration Number", compute='_compute_dz_own')
    dz_own_hired = fields.Date(string="Recruited on", compute='_compute_dz_own')
    dz_own_seniority = fields.Char(string="Seniority", compute='_compute_dz_own')
    dz_own_grade = fields.Char(string="Grade", compute='_compute_dz_own')
    dz_own_step = fields.Integer(string="Step", compute='_compute_dz_own')
    dz_own_birthday = fields.Date(string="Born on", compute='_compute_dz_own')
    dz_own_children = fields.Integer(string="Dependent Children", compute='_compute_dz_own')
    dz_own_nin = fields.Char(string="NIN", compute='_compute_dz_own')
    dz_own_missing = fields.Char(string="Missing Papers", compute='_compute_dz_own')
    dz_own_leave_left = fields.Float(string="Days of Leave Left", compute='_compute_dz_own', digits=(16, 2))
    dz_own_balance = fields.Html(string="Balance of Leave", compute='_compute_dz_own_balance', sanitize=False)
    dz_own_decision_ids = fields.One2many('dz.hr.decision', string="My Decisions", compute='_compute_dz_own')

    @api.depends('name', 'dz_name_ar')
    @api.depends_context('lang')
    def _compute_display_name(self):  # pylint: disable=missing-return  # nothing to return
        super()._compute_display_name()
        if (self.env.lang or '').startswith('ar'):
            for employee in self.filtered('dz_name_ar'):
                employee.display_name = employee.dz_name_ar

    @api.depends_context('uid', 'lang')
    def _compute_dz_own(self):
        for person in self:
            # the person reads the own file, nobody else gets anything from these fields
            own = person.sudo().employee_id if person.user_id == self.env.user else self.env['hr.employee'].sudo()
            for name, source in OWN.items():
                value = own[source]
                person[name] = value.display_name if isinstance(value, models.BaseModel) else value
            person.dz_own_nin = nin.masked(own.dz_nin)
            missing = own.dz_missing_kind_ids.mapped('name')
            person.dz_own_missing = format_list(self.env, missing) if missing else False
            person.dz_own_leave_left = sum(row['left'] for row in own._dz_leave_rows()) if own else 0.0
            person.dz_own_decision_ids = self.env['dz.hr.decision'].search(
                [('employee_id', '=', own.id), ('state', 'in', ('signed', 'applied', 'undone'))]) if own else False

    @api.depends_context('uid', 'lang')
    def _compute_dz_own_balance(self):
        for person in self:
            person.dz_own_balance = False
            if person.is_manager or person.user_id == self.env.user:
                rows = person.sudo().employee_id._dz_leave_rows()  # the person, or a manager above
                person.dz_own_balance = self.env['ir.qweb']._render('l10n_dz_hr_file.balance_table', {'rows': rows})

    @api.model
    def action_dz_my_file(self):
        """Open the user's own file.

        :raises UserError: for a user who is no employee
        """
        person = self.search([('user_id', '=', self.env.uid)], limit=1)
        if not person:
            raise UserError(self.env._("No personnel file is tied to your login: ask human resources."))
        return {
            'type': 'ir.actions.act_window', 'res_model': self._name, 'res_id': person.id, 'name': self.env._("My File"),
            'views': [(self.env.ref('l10n_dz_hr_file.hr_employee_public_view_form_own').id, 'form')],
        }

    def action_dz_print_balance(self):
        """Print the balance of leave of persons.

        :raises AccessError: for who may not read the leave of one of them
        """
        self.env['hr.employee'].browse(self.ids)._dz_check_balance_reader()
        return self.env.ref('l10n_dz_hr_file.balance_report').report_action(self)
