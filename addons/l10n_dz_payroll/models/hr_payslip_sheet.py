from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from fractions import Fraction

from pytz import timezone, utc

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools import wage


@dataclass
class Sheet:
    """What the rules of one payslip compute from; days and amounts are exact fractions."""
    rates: dict
    scale: object
    full_wage: Fraction
    share: Fraction
    base: Fraction
    work_days: Fraction
    seniority_percent: Fraction
    overtime_hours: Fraction
    allowances: dict
    repayments: list
    repaid: list = field(default_factory=list)


class HrPayslip(models.Model):
    _inherit = 'hr.payslip'

    def _dz_sheets(self):
        """Sheets of Algerian payslips, {payslip id: Sheet}, a few queries for all of a month.

        :raises UserError: without contract in the month, below the minimum wage, over the ceiling of overtime, or for a
            rate that has no value at the end of the month
        """
        sheets = {}
        for (company, start), slips in self.grouped(lambda slip: (slip.company_id, slip.date_from)).items():
            sheets.update(slips._dz_sheets_of_month(company, start, slips[0].date_to))
        return sheets

    def _dz_sheets_of_month(self, company, start, end):
        rates = self.env['dz.payroll.rate']._of_day(company, end)
        scale = self.env['dz.payroll.scale']._of_day(end)
        scales = {profile: scale._as_tool(profile) for profile in set(self.contract_id.mapped('dz_tax_profile'))}
        by_employee, by_structure = self.env['dz.payroll.allowance']._in_force(
            self.employee_id, self.struct_id.get_structure_with_parents(), end)
        due = self.env['dz.payroll.loan.line']._due(self.employee_id, company, end, self.dz_corrects_id)
        stretches = self._dz_contract_stretches(start, end)
        absences = self._dz_absences(start, end)
        days = self._dz_calendar_days(start, end)
        sheets = {}
        for slip in self:
            contract = slip.contract_id
            own = stretches.get(slip.employee_id.id, [])
            if not own:
                raise UserError(self.env._(
                    "%(employee)s has no contract from %(start)s to %(end)s.", employee=slip.employee_id.display_name,
                    start=format_date(self.env, start), end=format_date(self.env, end)))
            allowances = {}
            for structure in slip.struct_id.get_structure_with_parents():
                allowances.update(by_structure.get(structure.id, {}))
            allowances.update(by_employee.get(slip.employee_id.id, {}))
            full_wage = wage.exact(contract.wage)
            share, parts, work_days = slip._dz_presence(own, absences.get(slip.employee_id.id, ({}, {})), days, start, end)
            sheets[slip.id] = Sheet(
                rates=rates, scale=scales[contract.dz_tax_profile], full_wage=full_wage, share=share,
                base=wage.prorated_wage(parts, share), work_days=work_days,
                seniority_percent=slip._dz_seniority(end), overtime_hours=wage.exact(slip.dz_overtime_hours),
                allowances=allowances, repayments=due.get(slip.employee_id.id, []))
            slip._check_dz_minimum_wage(sheets[slip.id])
            slip._check_dz_overtime(sheets[slip.id])
        return sheets

    def _dz_contract_stretches(self, start, end):
        """Parts of the month under each version of a contract: {employee id: [(version, first day, last day)]}."""
        versions = self.env['hr.version'].search(
            Domain('employee_id', 'in', self.employee_id.ids), order='employee_id, date_version')
        stretches = {}
        for employee, of_employee in versions.grouped('employee_id').items():
            following = [version.date_version - timedelta(days=1) for version in of_employee[1:]] + [None]
            for version, last in zip(of_employee, following, strict=True):
                if not version.contract_date_start:
                    continue
                first = max(version.date_version, version.contract_date_start, start)
                last = min(day for day in (last, version.contract_date_end, end) if day)
                if first <= last:
                    stretches.setdefault(employee.id, []).append((version, first, last))
        return stretches

    def _dz_absences(self, start, end):
        """Absences of the month, {employee id: (unpaid, all)}: each {day: part of the day}.

        Leave without pay and leave that social security pays are unpaid here.
        """
        leaves = self.env['hr.leave'].sudo().search([  # leave of others is not read by every payroll officer
            ('employee_id', 'in', self.employee_id.ids), ('state', '=', 'validate'),
            ('request_date_from', '<=', end), ('request_date_to', '>=', start)])
        absences = {}
        for leave in leaves:
            unpaid, every = absences.setdefault(leave.employee_id.id, ({}, {}))
            first, last = max(leave.request_date_from, start), min(leave.request_date_to, end)
            is_part = leave.request_unit_half or leave.request_unit_hours
            part = min(wage.exact(round(leave.number_of_days, 4)), Fraction(1)) if is_part else Fraction(1)
            kinds = [every, unpaid] if leave.holiday_status_id._dz_is_unpaid() else [every]
            for day in wage.days_between(first, last):
                for days in kinds:
                    days[day] = min(days.get(day, Fraction(0)) + part, Fraction(1))
        return absences

    def _dz_calendar_days(self, start, end):
        """Days to be worked in the month by (working hours, work address), public holidays taken out, and with them."""
        days = {}
        for slip in self:
            calendar = slip.contract_id.resource_calendar_id or slip.company_id.resource_calendar_id
            address = slip.contract_id.address_id or slip.company_id.partner_id
            if (calendar, address) in days:
                continue
            zone = timezone(calendar.tz or 'UTC')
            intervals = calendar._attendance_intervals_batch(
                zone.localize(datetime.combine(start, time.min)).astimezone(utc),
                zone.localize(datetime.combine(end, time.max)).astimezone(utc))[False]
            scheduled = {first.astimezone(zone).date() for first, _last, _attendance in intervals}
            holidays = set(self.env['calendar.public.holiday'].sudo().get_holidays_list(  # anyone's holidays
                start_dt=start, end_dt=end, partner_id=address.id).mapped('date'))
            days[calendar, address] = scheduled, scheduled - holidays
        return days

    def _dz_presence(self, stretches, absences, days, start, end):
        """Part of the month that is paid, its stretches, and the days worked.

        :param stretches: [(version, first day, last day)]
        :param absences: (unpaid, all), each {day: part of the day}
        :returns: share of a whole month (0 to 1), [Stretch], days worked
        """
        unpaid, every = absences
        contract = self.contract_id
        scheduled, working = days[
            contract.resource_calendar_id or self.company_id.resource_calendar_id,
            contract.address_id or self.company_id.partner_id]
        by_working_days = self.company_id.dz_prorata == 'working'
        counted = scheduled if by_working_days else wage.days_between(start, end)
        parts, work_days = [], Fraction(0)
        for version, first, last in stretches:
            within = wage.days_between(first, last)
            present = sum((1 - unpaid.get(day, Fraction(0)) for day in within & counted), Fraction(0))
            parts.append(wage.Stretch(wage.exact(version.wage), present))
            work_days += sum((1 - every.get(day, Fraction(0)) for day in within & working), Fraction(0))
        present = sum((part.present_days for part in parts), Fraction(0))
        if by_working_days:
            share = present / len(counted) if counted else Fraction(0)
        else:
            share = wage.paid_thirtieths(len(counted), present) / 30
        return share, parts, work_days

    def _dz_seniority(self, day):
        """Percentage of professional experience on a day: the one decided, or by complete years."""
        contract = self.contract_id
        if contract.dz_seniority_percent:
            return wage.exact(contract.dz_seniority_percent)
        since = contract.dz_seniority_date or min(
            filter(None, contract.employee_id.version_ids.mapped('contract_date_start')), default=None)
        return wage.seniority_percent(
            wage.complete_years(since, day), self.struct_id.dz_seniority_percent, self.struct_id.dz_seniority_maximum)

    def _check_dz_minimum_wage(self, sheet):
        """Refuse a wage below the SNMG, in proportion to the hours of a part-time contract."""
        week, legal = wage.exact(self.contract_id.resource_calendar_id.hours_per_week), sheet.rates['legal_week_hours']
        minimum = sheet.rates['snmg'] * (min(week / legal, Fraction(1)) if week else 1)
        counted = sheet.full_wage
        for rule in self.env['hr.salary.rule'].browse(sheet.allowances):
            if rule.dz_counts_snmg and rule.dz_basis != 'day':
                value = wage.exact(sheet.allowances[rule.id])
                counted += sheet.full_wage * value / 100 if rule.dz_basis == 'percent' else value
        if counted < minimum:
            raise UserError(self.env._(
                "The wage of %(employee)s, %(wage)s DA, is below the minimum wage of %(minimum)s DA.",
                employee=self.employee_id.display_name, wage=wage.centimes(counted), minimum=wage.centimes(minimum)))

    def _check_dz_overtime(self, sheet):
        most = sheet.rates['legal_hours'] * sheet.rates['overtime_ceiling'] / 100
        if sheet.overtime_hours > most:
            raise UserError(self.env._(
                "%(hours)s hours of overtime for %(employee)s: at most %(most)s are allowed in a month.",
                hours=float(sheet.overtime_hours), employee=self.employee_id.display_name, most=wage.centimes(most)))
