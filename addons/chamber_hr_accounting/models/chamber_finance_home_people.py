from odoo import api, models
from odoo.fields import Domain

from odoo.addons.chamber_registry.tools import panels
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

LEAVE_ASKED = ('confirm', 'validate1')
KINDS_SHOWN = 6
HR, LEAVE, PAYROLL = 'hr.group_hr_user', 'hr_holidays.group_hr_holidays_user', 'payroll.group_payroll_user'
MISSIONS = 'l10n_dz_mission_order.l10n_dz_mission_order_group_officer'


class ChamberFinanceHome(models.AbstractModel):
    """What human resources see, and whoever decides on leave."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_subjects(self):
        return [
            *super()._get_subjects(), *self._get_presence_subjects(), *self._get_leave_subjects(),
            *self._get_deadline_subjects(), *self._get_payroll_subjects(), *self._get_mission_subjects()]

    @api.model
    def _get_presence_subjects(self):
        if not (self._has_group(HR) or self._has_role('overseer')):
            return []
        Person = 'hr.employee' if self._has_group(HR) else 'hr.employee.public'
        return [
            {'key': 'present', 'name': self.env._("Not on leave today"), 'model': Person, 'level': 'success',
             'domain': Domain('is_absent', '=', False)},
            {'key': 'away', 'name': self.env._("On leave today"), 'model': Person, 'level': 'info',
             'domain': Domain('is_absent', '=', True)},
        ]

    @api.model
    def _get_leave_subjects(self):
        """Leave that waits: for human resources, else for who decides on that of his people."""
        asked = Domain('state', 'in', LEAVE_ASKED)
        if not self._has_group(LEAVE):
            if not self._has_group('hr_holidays.group_hr_holidays_responsible'):
                return []
            asked &= Domain('employee_id.leave_manager_id', '=', self.env.uid)
        return [{
            'key': 'leave', 'name': self.env._("Leave to decide"), 'model': 'hr.leave', 'domain': asked, 'level': 'warning',
            'order': 'request_date_from', 'deadline': lambda leave: leave.request_date_from}]

    @api.model
    def _get_deadline_subjects(self):
        officer = self._has_group(HR)
        if not (officer or self._has_role('overseer')):
            return []
        return [{
            'key': 'deadlines', 'name': self.env._("Contracts, papers and returns that end"), 'model': 'dz.hr.deadline',
            'domain': Domain('date_notice', '<=', today_in_algeria()), 'level': 'warning', 'order': 'date',
            'deadline': (lambda deadline: deadline.date) if officer else None}]

    @api.model
    def _get_payroll_subjects(self):
        if not (self._has_group(PAYROLL) or self._has_role('overseer')):
            return []
        month = today_in_algeria().replace(day=1)
        domain = Domain('is_dz', '=', True) & Domain('date_start', '=', month)
        run = self.env['hr.payslip.run'].search(domain, order='id desc', limit=1)
        states = dict(run._fields['dz_state']._description_selection(self.env))
        return [{
            'key': 'payroll', 'name': self.env._("Payroll of %(month)s", month=f'{month:%m/%Y}'), 'model': 'hr.payslip.run',
            'domain': domain, 'level': 'success' if run.dz_state == 'confirmed' else 'warning',
            'text': states[run.dz_state] if run else self.env._("Not begun")}]

    @api.model
    def _get_mission_subjects(self):
        officer = self._has_group(MISSIONS)
        if not (officer or self._has_role('overseer')):
            return []
        Order = 'dz.mission.order'
        return [
            {'key': 'missions', 'name': self.env._("On a mission"), 'model': Order, 'level': 'info',
             'domain': Domain('state', '=', 'progress')},
            *([{'key': 'missions_order', 'name': self.env._("Mission orders to give"), 'model': Order, 'level': 'warning',
                'domain': Domain('state', '=', 'approved'), 'order': 'date_from',
                'deadline': lambda order: order.date_from.date() if order.date_from else False}] if officer else []),
        ]

    @api.model
    def _get_panels(self):
        if not (self._has_group(LEAVE) or self._has_role('overseer')):
            return super()._get_panels()
        return [*super()._get_panels(), self._prepare_leave_kinds()]

    @api.model
    def _prepare_leave_kinds(self):
        """Days of leave granted this year, by kind."""
        year = today_in_algeria().year
        domain = (Domain('state', '=', 'validate') & Domain('request_date_from', '>=', f'{year}-01-01')
                  & Domain('request_date_from', '<=', f'{year}-12-31'))
        found = self.env['hr.leave']._read_group(
            domain, ['holiday_status_id'], ['number_of_days:sum'], order='number_of_days:sum DESC', limit=KINDS_SHOWN)
        return panels.bars('leave_kinds', self.env._("Days of leave in %s, by kind", year), [
            {'key': kind.id, 'name': kind.name, 'value': days, 'text': f'{days:g}', 'model': 'hr.leave',
             'domain': list(domain & Domain('holiday_status_id', '=', kind.id))}
            for kind, days in found
        ], self.env._("No leave was granted this year yet."))
