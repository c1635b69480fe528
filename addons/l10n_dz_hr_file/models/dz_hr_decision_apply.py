from datetime import date, timedelta

from odoo import models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError

ONE_DAY = timedelta(days=1)
# of the decision: of the version
CARRIED = {
    'department_id': 'department_id', 'job_id': 'job_id', 'address_id': 'address_id', 'grade_id': 'dz_grade_id'}


class DzHrDecision(models.Model):
    """What decisions do to the file. Each change is traced, so that another decision can undo it.

    The trace: versions ``created`` (ids), versions ``written`` ([id, {field: value before}], in order), the ``leave`` made
    and the ``manager`` before.
    """
    _inherit = 'dz.hr.decision'

    def _apply_effect(self):
        """Do what the decision says, with full rights.

        :returns: the trace
        """
        self.ensure_one()
        self._check_complete()
        decision = self.with_user(SUPERUSER_ID).with_company(self.company_id).with_context(
            tracking_disable=True, allowed_company_ids=self.company_id.ids)  # the signer was checked when he signed
        trace = {'created': [], 'written': []}
        apply = getattr(decision, f'_apply_{self.effect}', None)
        if apply:
            apply(trace)
        return trace

    def _get_values(self):
        """What the decision changes in the version of the person."""
        values = {target: self[source].id for source, target in CARRIED.items() if self[source]}
        if self.grade_id:
            values['dz_step'] = self.step
        if self._get_new_wage():
            values['wage'] = self._get_new_wage()
        return values

    def _apply_recruit(self, trace):
        values = {
            **self._get_values(), 'contract_date_start': self.date_effect, 'contract_date_end': self.date_end,
            'trial_date_end': self.trial_date_end, 'dz_confirmed_date': False, 'departure_reason_id': False,
            'departure_date': False}
        if self.kind_id.contract_type_id:
            values['contract_type_id'] = self.kind_id.contract_type_id.id
        versions = self.employee_id.version_ids
        if len(versions) == 1 and not versions.contract_date_start:
            self._write_version(versions, {**values, 'date_version': self.date_effect}, trace)
        else:
            self._write_at(self.date_effect, values, trace)
        self._cover_later(trace)
        self._follow_manager(trace)

    def _cover_later(self, trace):
        """What the file already foresees within the new contract belongs to it."""
        later = self.employee_id.version_ids.filtered(
            lambda version: version.date_version > self.date_effect and not version.contract_date_start
            and not (self.date_end and version.date_version > self.date_end))
        self._write_version(
            later, {'contract_date_start': self.date_effect, 'contract_date_end': self.date_end}, trace)

    def _apply_contract(self, trace):
        start, _end = self._get_contract(self.date_effect)
        if start:
            self._close_contract(start, self.date_effect - ONE_DAY, trace)
        self._apply_recruit(trace)

    def _apply_confirm(self, trace):
        self._write_at(self.date_effect, {**self._get_values(), 'dz_confirmed_date': self.date_effect}, trace)

    def _apply_advance(self, trace):
        self._write_at(self.date_effect, self._get_values(), trace)

    def _apply_transfer(self, trace):
        self._write_at(self.date_effect, self._get_values(), trace)
        self._follow_manager(trace)

    def _apply_interim(self, trace):
        _start, end = self._get_contract(self.date_effect)
        if not end or self.date_end < end:
            # made first, so that it takes up what was before
            self._write_at(self.date_end + ONE_DAY, {}, trace)
        self._write_at(self.date_effect, self._get_values(), trace, until=self.date_end)

    def _apply_absence(self, trace):
        leave_type = self.env.ref('l10n_dz_payroll.leave_type_unpaid')
        leave = self.env['hr.leave'].with_context(mail_create_nosubscribe=True, leave_skip_date_check=True).create({
            'name': self.display_name, 'employee_id': self.employee_id.id, 'holiday_status_id': leave_type.id,
            'request_date_from': self.date_effect, 'request_date_to': self.date_end})
        if leave.state != 'validate':
            leave._action_validate(check_state=False)
        trace['leave'] = leave.id

    def _apply_sanction(self, trace):
        if self.date_end:
            self._apply_absence(trace)

    def _apply_end(self, trace):
        start, _end = self._get_contract(self.date_effect)
        last = self._close_contract(start, self.date_effect, trace)
        self._write_version(last, {
            'departure_reason_id': self.kind_id.departure_reason_id.id, 'departure_date': self.date_effect}, trace)

    def _apply_undo(self, trace):
        other = self.undoes_id
        if other.state == 'applied':
            other._revert()
        other._write_engine({'state': 'undone', 'undone_by_id': self.id})
        other._set_verifiable_state('revoked', self.env._("Undone by %(number)s", number=self.name))
        other._record('undone')

    def _follow_manager(self, trace):
        """The head of the new department becomes the manager."""
        manager = self.department_id.manager_id
        if manager and manager != self.employee_id and manager != self.employee_id.parent_id:
            trace['manager'] = self.employee_id.parent_id.id
            self.employee_id.parent_id = manager

    def _close_contract(self, start, last_day, trace):
        """End the contract that began on a day; what the file foresaw after that is without contract.

        :returns: the version in force on the last day
        """
        versions = self.employee_id.version_ids.filtered(lambda version: version.contract_date_start == start)
        after = versions.filtered(lambda version: version.date_version > last_day)
        if after:
            self._write_version(after, {'contract_date_start': False, 'contract_date_end': False}, trace)
        self._write_version(versions - after, {'contract_date_end': last_day}, trace)
        return self.employee_id._get_version(last_day)

    def _write_at(self, day, values, trace, until=None):
        """Have values from a day on: in a new version, or in the one of that day; carried into later ones.

        :param until: last day for which later versions take the values over; none: for ever
        """
        employee = self.employee_id
        base = employee._get_version(day)
        later = employee.version_ids.filtered(
            lambda version: version.date_version > day and (not until or version.date_version <= until))
        for version in later:
            same = {name: value for name, value in values.items()
                    if name in version._fields and not name.startswith('contract_date')
                    and version[name] == base[name]}
            if same:
                self._write_version(version, same, trace)
        if base.date_version == day:
            self._write_version(base, values, trace)
            return base
        version = employee.create_version({'date_version': day, **values})
        trace['created'].append(version.id)
        return version

    def _write_version(self, versions, values, trace):
        """Write versions at once and note what was there before."""
        if not values or not versions:
            return
        for version in versions:
            trace['written'].append([version.id, {name: self._get_plain(version, name) for name in values}])
        # dates of contracts are set here for the versions that are meant, no others
        versions.with_context(sync_contract_dates=True).write(values)

    def _get_plain(self, version, name):
        value = version[name]
        if isinstance(value, models.BaseModel):
            return value.id
        return value.isoformat() if isinstance(value, date) else value

    def _check_leave_room(self):
        """Refuse where the leave of the person is in the way."""
        clash = self.env['hr.leave'].sudo().search_count([  # leave of the person concerned
            ('employee_id', '=', self.employee_id.id), ('state', 'in', ('confirm', 'validate1', 'validate')),
            ('request_date_from', '<=', self.date_end), ('request_date_to', '>=', self.date_effect)], limit=1)
        if clash:
            raise UserError(self.env._("The person has leave on these days: refuse it first."))
