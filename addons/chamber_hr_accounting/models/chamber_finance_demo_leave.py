from datetime import timedelta

from odoo import api, models
from odoo.fields import Command

PROOF = b'%PDF-1.4\n% fictitious proof of the demonstration data\n'
LEFT_DAYS = 20     # of the reference years before
FIXED_TERM = 20   # days that the contract of the last guard still has


class ChamberFinanceDemo(models.AbstractModel):
    """Leave in every state, and decisions about people."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_leave(self):
        """Annual leave is given by the law's rule; then people ask for it, and their chiefs decide."""
        for code in ('CN', '16', '05'):
            employees = self.env['hr.employee'].search([('company_id', '=', self._get_chamber(code).id)])
            self._give_leave(employees.with_env(self._as('chief.hr.national', code)))
        for row in self._read_table('leaves'):
            self._play_one_leave(row)

    @api.model
    def _give_leave(self, employees):
        """What the reference year gives by the law, and what is left of former years."""
        employees.action_dz_annual_leave()
        since = self._get_opening_day()
        left = employees.env['hr.leave.allocation'].create([{
            'name': "رصيد السنوات السابقة (بيانات خيالية)", 'employee_id': employee.id, 'number_of_days': LEFT_DAYS,
            'holiday_status_id': employees.env.ref('l10n_dz_payroll.leave_type_annual').id, 'allocation_type': 'regular',
            'date_from': since,
        } for employee in employees if employee.contract_date_start and employee.contract_date_start < since])
        left.filtered(lambda allocation: allocation.state != 'validate')._action_validate()

    @api.model
    def _play_one_leave(self, row):
        env, story = self._as(row['login'], row['chamber']), row['story']
        start = self._get_today() + timedelta(days=int(row['start']))
        leave = env['hr.leave'].with_context(leave_fast_create=True).create({
            'employee_id': env.user.employee_id.id, 'request_date_from': start,
            'request_date_to': start + timedelta(days=int(row['days']) - 1),
            'holiday_status_id': env.ref(f"l10n_dz_payroll.leave_type_{row['kind']}").id,
            **({'dz_family_event': row['event']} if row['event'] else {})})
        if row['kind'] != 'annual':
            leave.supported_attachment_ids = [Command.create({
                'name': 'proof.pdf', 'raw': PROOF, 'res_model': 'hr.leave', 'res_id': leave.id})]
        if story == 'asked':
            return
        chief = leave.with_env(self._as('chief.hr.national', row['chamber']))
        if story == 'refused':
            chief.action_refuse()
            return
        chief.action_approve()
        if chief.state == 'validate1':
            chief.action_approve()
        if story == 'returned':
            chief.action_dz_return()

    @api.model
    def _play_decisions(self):
        """Numbered papers: prepared by the officer of personnel, signed by the chief, in force from the first of the month."""
        employee = self.env['hr.employee'].search([
            ('company_id', '=', self._get_chamber('05').id), ('job_id', '=', self.env['hr.job'].with_context(
                lang='en_US').search([('name', '=', 'Guard'), ('company_id', '=', self._get_chamber('05').id)]).id)], limit=1)
        chief = self._as('chief.hr.national', '05')
        employee.with_env(chief).write({
            'contract_date_end': self._get_today() + timedelta(days=FIXED_TERM),
            'contract_type_id': self.env.ref('hr.contract_type_temporary').id})
        for row in self._read_table('decisions'):
            self._play_decision(row)

    @api.model
    def _play_decision(self, row):
        officer = self._as('hr.national', row['chamber'])
        name = self._read_facts('structure')['grades'].get(row['grade'], {}).get('en')
        grade = self.env['dz.hr.grade'].with_context(lang='en_US').search([('name', '=', name)])
        employee = self._get_user(row['login']).with_company(self._get_chamber(row['chamber'])).employee_id
        decision = officer['dz.hr.decision'].create({
            'kind_id': officer.ref(f"l10n_dz_hr_file.kind_{row['kind']}").id, 'employee_id': employee.id,
            'company_id': self._get_chamber(row['chamber']).id, 'date_effect': self._get_today().replace(day=1),
            'grade_id': grade.id, 'step': int(row['step']), 'reason': row['reason']})
        if decision.need_validation:
            decision.request_validation()
        if row['story'] == 'signed':
            self._approve(decision, "مطابق للاتفاقية الجماعية")
            decision.with_env(self._as('chief.hr.national', row['chamber'])).action_sign()
