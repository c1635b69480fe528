from datetime import date

from odoo.fields import Command

from odoo.addons.signing_key.tests.connections import ConnectionsCase

MONTH = date(2026, 3, 1)
LAST = date(2026, 3, 31)


class CommittedPayrollCase(ConnectionsCase):
    """A company of Algeria and its payroll manager, committed, for connections of their own."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            company = env['res.company'].create({'name': "Committed works", 'country_id': env.ref('base.dz').id})
            company.resource_calendar_id = env['resource.calendar'].create({
                'name': "40 hours", 'company_id': company.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                    Command.create({'name': day, 'dayofweek': day, 'hour_from': 8, 'hour_to': 16, 'day_period': 'full_day'})
                    for day in '60123']})
            self.company_id = company.id
            self.structure_id = env['hr.payroll.structure'].search(
                [('is_dz', '=', True), ('company_id', '=', company.id)]).id
            self.manager_id = env['res.users'].create({
                'name': "Manager", 'login': 'committed_manager', 'lang': 'en_US', 'company_id': company.id,
                'company_ids': [Command.set(company.ids)],
                'group_ids': [Command.set([env.ref('payroll.group_payroll_manager').id, env.ref('base.group_user').id])]}).id

    def _hire(self, env, count):
        """Employees in contract since 2020, wages from 24 000 DA on."""
        company = env['res.company'].browse(self.company_id)
        return env['hr.employee'].with_company(company).with_context(tracking_disable=True).create([{
            'name': f'Employee {number}', 'company_id': company.id, 'date_version': date(2020, 1, 1),
            'contract_date_start': date(2020, 1, 1), 'wage': 24000 + 10 * number, 'struct_id': self.structure_id,
            'resource_calendar_id': company.resource_calendar_id.id} for number in range(count)]).ids

    def _batch(self, env, employee_ids):
        """A batch of March for some employees."""
        return env['hr.payslip.run'].create({
            'name': "March", 'date_start': MONTH, 'date_end': LAST, 'is_dz': True, 'company_id': self.company_id,
            'dz_line_ids': [Command.create({'employee_id': employee_id}) for employee_id in employee_ids]})
