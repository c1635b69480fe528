from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date, format_list

# told by identity: no context sent from outside can hold it
LATER = object()


class CalendarPublicHoliday(models.Model):
    """What follows where a public holiday is added, moved or taken away after leave was asked for or wages computed."""
    _inherit = 'calendar.public.holiday'

    def write(self, vals):
        if 'line_ids' not in vals:
            return super().write(vals)
        # the days of a feast take each other's place: the whole list is judged once all of them are written
        before = self._dz_days()
        result = super(CalendarPublicHoliday, self._dz_following_later()).write(vals)
        self.line_ids._check_date_state()
        self._dz_follow_changes(before)
        return result

    def _dz_days(self):
        return self.line_ids._dz_own_days()

    def _dz_following_later(self):
        """These lists, whose days are judged and followed by the caller, once all are written."""
        return self.with_context(dz_follow_later=LATER)

    def _dz_is_followed_later(self):
        return self.env.context.get('dz_follow_later') is LATER

    def _dz_follow_changes(self, before):
        if not self._dz_is_followed_later():
            self._dz_follow({day for day, _states in before ^ self._dz_days()})

    @api.model
    def _dz_follow(self, days):
        """Count leave on these days anew, and tell whoever keeps the payslips of their months.

        :param days: {day} that became or ceased to be public holidays
        """
        if not days:
            return
        leaves, runs = self._dz_recount_leaves(days), self._dz_tell_runs(days)
        parts = []
        if leaves:
            parts.append(self.env._("Leave counted anew: %(leaves)s.", leaves=self._dz_list(leaves, 'display_name')))
        if runs:
            parts.append(self.env._("Payrolls to look at: %(runs)s.", runs=self._dz_list(runs, 'name')))
        if parts:
            self.env.user._bus_send('simple_notification', {
                'type': 'warning', 'sticky': True, 'title': self.env._("A public holiday changed"), 'message': ' '.join(parts)})

    @api.model
    def _dz_list(self, records, name):
        """Names of the first ten records that the user may read; the others are counted."""
        readable = records.sudo(False)._filtered_access('read') if records.sudo(False).has_access('read') else records.browse()
        names = [f'{record[name]} ({record.company_id.name})' for record in readable.sudo()[:10]]
        if others := len(records) - len(names):
            names.append(self.env._("%(count)s more", count=others))
        return format_list(self.env, names)

    @api.model
    def _dz_recount_leaves(self, days):
        """Leave whose number of days changes, each told so."""
        leaves = self.env['hr.leave'].sudo().search(  # leave of everybody counts the same days
            Domain('holiday_status_id.exclude_public_holidays', '=', True) & Domain('state', 'not in', ('refuse', 'cancel'))
            & Domain.OR(Domain('request_date_from', '<=', day) & Domain('request_date_to', '>=', day) for day in days))
        before = {leave: leave.number_of_days for leave in leaves}
        for name in ('number_of_days', 'number_of_hours', 'duration_display'):
            self.env.add_to_compute(leaves._fields[name], leaves)
        changed = leaves.filtered(lambda leave: round(leave.number_of_days - before[leave], 2))
        for leave in changed:
            leave.message_post(body=leave.env._(
                "A public holiday changed: this leave counts %(new)s days, and no longer %(old)s.",
                new=f'{leave.number_of_days:g}', old=f'{before[leave]:g}'))
        return changed

    @api.model
    def _dz_tell_runs(self, days):
        """Batches whose days worked may change, each told so."""
        runs = self.env['hr.payslip.run'].sudo().search(  # batches of every company count the same days
            Domain('is_dz', '=', True) & Domain('dz_state', 'in', ('computed', 'confirmed'))
            & Domain.OR(Domain('date_start', '<=', day) & Domain('date_end', '>=', day) for day in days))
        found = runs.browse()
        for run in runs:
            worked = {int(weekday) for weekday in run.company_id.resource_calendar_id.attendance_ids.mapped('dayofweek')}
            changed = sorted(day for day in days if run.date_start <= day <= run.date_end and day.weekday() in worked)
            if not changed:
                continue
            found += run
            dates = format_list(self.env, [format_date(self.env, day) for day in changed])
            run.message_post(body=run.env._(
                "Public holidays changed on %(days)s: compute the payslips again.", days=dates)
                if run.dz_state == 'computed' else run.env._(
                "Public holidays changed on %(days)s: payslips of those who are paid by days worked may need a correction.",
                days=dates))
        return found


class CalendarPublicHolidayLine(models.Model):
    _inherit = 'calendar.public.holiday.line'

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.public_holiday_id._dz_follow_changes(lines.public_holiday_id._dz_days() - lines._dz_own_days())
        return lines

    def write(self, vals):
        before = self.public_holiday_id._dz_days()
        result = super().write(vals)
        self.public_holiday_id._dz_follow_changes(before)
        return result

    def unlink(self):
        lists, before = self.public_holiday_id, self.public_holiday_id._dz_days()
        result = super().unlink()
        lists._dz_follow_changes(before)
        return result

    def _dz_own_days(self):
        return {(line.date, line.state_ids) for line in self}

    def _check_date_state_one(self):
        return True if self.public_holiday_id._dz_is_followed_later() else super()._check_date_state_one()
