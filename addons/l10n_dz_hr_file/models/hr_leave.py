from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools import counted

EVENTS = [
    ('marriage', "Marriage"), ('birth', "Birth of a child"), ('child_marriage', "Marriage of a child"),
    ('death', "Death of a close relative"), ('circumcision', "Circumcision of a child"),
]
PAPER_FIELDS = {'dz_title_number', 'dz_return_number', 'dz_return_date'}


class HrLeave(models.Model):
    _inherit = 'hr.leave'

    dz_is_family_event = fields.Boolean(related='holiday_status_id.dz_is_family_event')
    dz_family_event = fields.Selection(EVENTS, string="Event")
    dz_title_number = fields.Char(string="Leave Title", readonly=True, copy=False, index='btree_not_null')
    dz_return_number = fields.Char(string="Return Note", readonly=True, copy=False)
    dz_return_date = fields.Date(string="Back at Work on", readonly=True, copy=False, tracking=True)
    dz_late_days = fields.Integer(string="Days Late", compute='_compute_dz_late_days')

    @api.depends('dz_return_date', 'request_date_to')
    def _compute_dz_late_days(self):
        for leave in self:
            late = leave.dz_return_date and leave.request_date_to and (leave.dz_return_date - leave.request_date_to).days - 1
            leave.dz_late_days = max(late or 0, 0)

    @api.depends('employee_id.dz_name_ar')
    @api.depends_context('lang')
    def _compute_display_name(self):  # pylint: disable=missing-return  # nothing to return
        super()._compute_display_name()
        if (self.env.lang or '').startswith('ar'):
            for leave in self.filtered('employee_id'):
                person = leave.employee_id
                leave.display_name = (leave.display_name or '').replace(person.name, person.display_name)

    @api.constrains('employee_id', 'request_date_from', 'request_date_to', 'state')
    def _check_dz_contract(self):
        for leave in self.filtered(lambda leave: leave.state not in ('refuse', 'cancel')):
            contracts = leave.employee_id.sudo()._dz_contracts()  # contract dates are hidden from most users
            if not contracts or not leave.request_date_to or any(not end for _start, end in contracts):
                continue
            last = max(end for _start, end in contracts)
            if leave.request_date_to > last:
                raise ValidationError(self.env._(
                    "The contract of %(employee)s ends on %(day)s: no leave goes beyond it.",
                    employee=leave.employee_id.display_name, day=format_date(self.env, last)))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(PAPER_FIELDS & vals.keys() for vals in vals_list):
            raise UserError(self.env._("Numbers of leave papers are given by the system."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and PAPER_FIELDS & vals.keys():
            raise UserError(self.env._("Numbers of leave papers are given by the system."))
        if 'state' in vals and not self.env.su and self.env.context.get('leave_fast_create'):
            # this key leaves out the check of who decides, and a client may send it
            self._check_approval_update(vals['state'])
        return super().write(vals)

    def _validate_leave_request(self):  # pylint: disable=missing-return  # nothing to return
        self._check_dz_proof()
        super()._validate_leave_request()
        self._give_dz_title()

    def _check_dz_proof(self):
        """Refuse to approve what lacks its event or its proof.

        :raises UserError: naming the leave
        """
        for leave in self.sudo():  # attachments of others are hidden from some approvers
            kind = leave.holiday_status_id
            if kind.dz_is_family_event and not leave.dz_family_event:
                raise UserError(self.env._("Say which family event “%(leave)s” is for.", leave=leave.display_name))
            if kind.dz_needs_proof and not leave.supported_attachment_ids:
                raise UserError(self.env._("“%(leave)s” is approved once its proof is attached.", leave=leave.display_name))

    def _give_dz_title(self):
        year = today_in_algeria().year
        for leave in self.sudo():  # numbers come from the system, whoever approves
            company = leave.employee_id.company_id
            if company.country_id.code == 'DZ' and not leave.dz_title_number:
                number = self.env['dz.hr.counter'].sudo()._next(company, 'leave', year)
                leave.dz_title_number = f'{number:04}/{year}'

    def action_dz_return(self):
        """Note today as the day of return to work of approved leave that is over or shortened, and print the note.

        :raises AccessError: for anyone but an officer of leave or the approver of the person
        :raises UserError: for leave that is not approved, not begun, or whose return is noted
        """
        self.check_access('read')
        officer = self.env.user.has_group('hr_holidays.group_hr_holidays_user')
        today = today_in_algeria()
        for leave in self.sudo():  # rights checked here, for the approver who may not write approved leave
            if not officer and leave.employee_id.leave_manager_id != self.env.user:
                raise AccessError(self.env._("Only an officer of leave notes the return."))
            if leave.employee_id.user_id == self.env.user:
                raise AccessError(self.env._("Nobody notes his own return."))
            if leave.state != 'validate' or leave.dz_return_date or leave.request_date_from > today:
                raise UserError(self.env._("Only approved leave that has begun, once, has a return."))
            company = leave.employee_id.company_id
            number = self.env['dz.hr.counter'].sudo()._next(company, 'return', today.year)
            leave.write({'dz_return_date': today, 'dz_return_number': f'{number:04}/{today.year}'})
        return self.env.ref('l10n_dz_hr_file.return_report').report_action(self)

    def _get_dz_paper_values(self):
        """What the title of leave and the return note show.

        :raises UserError: for leave that is not approved
        """
        self.ensure_one()
        self.check_access('read')
        self.employee_id._dz_check_balance_reader()
        leave = self.sudo()  # the reader was checked above
        if leave.state != 'validate':
            raise UserError(self.env._("Only approved leave has a title."))
        texts = {code: leave.with_context(lang=self.env['hr.payslip']._dz_lang(code)) for code in ('ar', 'fr')}
        employee = leave.employee_id
        rows = employee._dz_leave_rows()
        left = round(sum(row['left'] for row in rows), 2)
        return {
            'company': employee.company_id, 'number': leave.dz_title_number, 'return_number': leave.dz_return_number,
            'name_ar': employee._dz_full_name('ar'), 'name_fr': employee._dz_full_name('fr'),
            'matricule': employee.dz_matricule, 'department_ar': texts['ar'].employee_id.department_id.name,
            'department_fr': texts['fr'].employee_id.department_id.name,
            'job_ar': texts['ar'].employee_id.job_id.name or employee.job_title,
            'job_fr': texts['fr'].employee_id.job_id.name or employee.job_title,
            'kind_ar': texts['ar'].holiday_status_id.name, 'kind_fr': texts['fr'].holiday_status_id.name,
            'days_ar': counted.counted(leave.number_of_days, counted.DAYS),
            'late_ar': counted.counted(leave.dz_late_days, counted.DAYS),
            'start': leave.request_date_from, 'end': leave.request_date_to, 'days': leave.number_of_days,
            'back': leave._get_dz_expected_return(), 'returned': leave.dz_return_date, 'late': leave.dz_late_days,
            'left': left, 'left_ar': counted.counted(left, counted.DAYS), 'with_balance': bool(rows),
        }

    def _get_dz_expected_return(self):
        """First working day after the leave."""
        self.ensure_one()
        employee = self.employee_id
        calendar = employee.resource_calendar_id or employee.company_id.resource_calendar_id
        worked = {int(day) for day in calendar.attendance_ids.mapped('dayofweek')} or set(range(7))
        day = fields.Date.add(self.request_date_to, days=1)
        while day.weekday() not in worked:
            day = fields.Date.add(day, days=1)
        return day
