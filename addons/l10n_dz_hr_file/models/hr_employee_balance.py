from datetime import date, timedelta

from odoo import models
from odoo.exceptions import AccessError

from odoo.addons.l10n_dz_payroll.tools.leave import reference_start
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools import balance


class HrEmployee(models.Model):
    _inherit = 'hr.employee'

    def _dz_check_balance_reader(self):
        """Refuse who is neither the person, nor a manager above, nor of human resources.

        :raises AccessError: naming nobody
        """
        if self.env.su or self.env.user.has_group('hr.group_hr_user') \
                or self.env.user.has_group('hr_holidays.group_hr_holidays_user'):
            return
        own = self.env.user.employee_ids
        for employee in self.sudo():  # looks up the line of managers, tells nothing of them
            above = employee
            while above and above not in own.sudo():
                above = above.parent_id
            if not above and employee.leave_manager_id != self.env.user:
                raise AccessError(self.env._("The leave of others is not yours to read."))

    def _dz_leave_rows(self, day=None):
        """Balance of the annual leave by reference period up to a day, oldest first.

        :returns: [{'start', 'end', 'earned', 'taken', 'left'}], days as numbers
        """
        self.ensure_one()
        day = day or today_in_algeria()
        employee = self.sudo()  # the reader was checked; contracts and allocations are hidden from the person
        leave_type = self.env.ref('l10n_dz_payroll.leave_type_annual')
        allocations = employee.env['hr.leave.allocation'].search([
            ('employee_id', '=', employee.id), ('holiday_status_id', '=', leave_type.id), ('state', '=', 'validate'),
            ('date_from', '<=', day)])
        earned = {}
        for allocation in allocations:
            for start, days in allocation._dz_earned_by_period(day):
                earned[start] = earned.get(start, 0) + days
        leaves = employee.env['hr.leave'].search([
            ('employee_id', '=', employee.id), ('holiday_status_id', '=', leave_type.id), ('state', '=', 'validate')])
        rows = balance.by_period(sorted(earned.items()), sum(leaves.mapped('number_of_days')))
        return [{
            'start': start, 'end': date(start.year + 1, start.month, start.day) - timedelta(days=1),
            'earned': round(days, 2), 'taken': round(taken, 2), 'left': round(left, 2),
        } for start, days, taken, left in rows]

    def _get_dz_balance_values(self):
        """What the statement of the balance shows.

        :raises AccessError: for who may not read the leave of the person
        """
        self.ensure_one()
        self._dz_check_balance_reader()
        rows = self._dz_leave_rows()
        employee = self.sudo()  # checked above
        return {
            'rows': rows, 'left': round(sum(row['left'] for row in rows), 2), 'day': today_in_algeria(),
            'name_ar': employee._dz_full_name('ar'), 'name_fr': employee._dz_full_name('fr'),
            'matricule': employee.dz_matricule, 'job': employee.job_title or employee.job_id.name,
            'department': employee.department_id.name, 'company': employee.company_id,
        }


class HrLeaveAllocation(models.Model):
    _inherit = 'hr.leave.allocation'

    def _dz_earned_by_period(self, day):
        """Days of an allocation by reference period, [(first day of the period, days)]."""
        self.ensure_one()
        if not self.accrual_plan_id.dz_annual_leave:
            return [(reference_start(self.date_from), self.number_of_days)]
        periods, start, rest = [], reference_start(self.date_from), self.number_of_days
        while start < reference_start(day):
            following = date(start.year + 1, start.month, start.day)
            days = min(float(self._dz_earned(following - timedelta(days=1))), rest)
            periods.append((start, days))
            rest -= days
            start = following
        return [*periods, (start, rest)]


class HrEmployeeBalanceReport(models.AbstractModel):
    _name = 'report.l10n_dz_hr_file.balance_document'
    _description = "Balance of Leave"

    def _get_report_values(self, docids, data=None):
        """The persons whose balance is printed, each checked when it is filled."""
        employees = self.env['hr.employee.public'].browse(docids).exists()
        employees.check_access('read')
        return {'docs': employees, 'doc_model': 'hr.employee.public'}
