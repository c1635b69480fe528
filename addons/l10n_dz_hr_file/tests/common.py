from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.base.tests.common import BaseCommon

TODAY = '2026-03-15 09:00:00'


@tagged('post_install', '-at_install')
class FileCase(BaseCommon):
    """A company of Algeria with its own grid, an officer and a manager of human resources, and persons by need."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.root = cls.env(su=True, context={**cls.env.context, 'tracking_disable': True})
        cls.company = cls._create_company("Atlas Workshops")
        cls.root = cls.root(context={**cls.root.context, 'allowed_company_ids': cls.company.ids})
        cls.officer = cls._create_user('hr_officer', 'hr.group_hr_user')
        cls.manager = cls._create_user('hr_manager', 'hr.group_hr_manager')
        cls.clerk = cls._create_user('plain_clerk')
        cls.low, cls.high = cls.root['dz.hr.grade'].create([
            {'name': "Assistant", 'category': '8', 'company_id': cls.company.id},
            {'name': "Engineer", 'category': '13', 'company_id': cls.company.id, 'is_highly_qualified': True}])
        cls.grid = cls.root['dz.hr.grid'].create({
            'name': "Grid 2026", 'company_id': cls.company.id, 'date_from': date(2020, 1, 1), 'point_value': 50,
            'source': "Collective agreement", 'line_ids': [
                Command.create({'grade_id': grade.id, 'step': step, 'index': index}) for grade, step, index in (
                    (cls.low, 0, 600), (cls.low, 1, 640), (cls.high, 0, 1000), (cls.high, 1, 1060))]})
        cls.department, cls.other_department = cls.root['hr.department'].create([
            {'name': name, 'company_id': cls.company.id} for name in ("Accounts", "Means")])
        cls.job, cls.other_job = cls.root['hr.job'].create([
            {'name': name, 'company_id': cls.company.id} for name in ("Accountant", "Store keeper")])
        cls.env = cls.env(user=cls.manager, context={**cls.env.context, 'allowed_company_ids': cls.company.ids})

    @classmethod
    def _create_company(cls, name):
        env = cls.env(su=True)
        company = env['res.company'].create({'name': name, 'country_id': env.ref('base.dz').id})
        company.resource_calendar_id = env['resource.calendar'].create({
            'name': "40 hours", 'company_id': company.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                Command.create({'name': day, 'dayofweek': day, 'hour_from': 8, 'hour_to': 16, 'day_period': 'full_day'})
                for day in '60123']})
        return company

    @classmethod
    def _create_user(cls, login, groups='base.group_user', company=None):
        company = company or cls.company
        return new_test_user(
            cls.env(su=True), login, f'base.group_user,{groups}', company_id=company.id, company_ids=[(6, 0, company.ids)])

    @classmethod
    def _create_employee(cls, name="Amine Test", start=date(2024, 1, 1), end=False, user=None, company=None, **values):
        company = company or cls.company
        employee = cls.root['hr.employee'].with_company(company).create({
            'name': name, 'company_id': company.id, 'user_id': user.id if user else False,
            'date_version': start or date(2024, 1, 1), 'contract_date_start': start, 'contract_date_end': end,
            'resource_calendar_id': company.resource_calendar_id.id, 'birthday': date(1990, 5, 2),
            **({'job_id': cls.job.id, 'department_id': cls.department.id} if company == cls.company else {}), **values})
        return employee.with_env(cls.env)

    @classmethod
    def _prepare(cls, employee, kind, day=date(2026, 3, 15), user=None, **values):
        """A draft decision, made by the officer."""
        env = cls.env(user=user or cls.officer)
        values.setdefault('reason', "لمصلحة المؤسسة")
        return env['dz.hr.decision'].create({
            'kind_id': env.ref(f'l10n_dz_hr_file.kind_{kind}').id, 'employee_id': employee.id,
            'company_id': cls.company.id, 'date_effect': day, **values}).with_env(cls.env)

    @classmethod
    def _sign(cls, employee, kind, day=date(2026, 3, 15), **values):
        """A decision signed by the manager."""
        decision = cls._prepare(employee, kind, day, **values)
        decision.action_sign()
        return decision

    def _version(self, employee, day):
        return employee.sudo()._get_version(day)

    def _run_cron(self):
        """The daily job, without its commits: those are tried on real connections elsewhere."""
        with patch.object(type(self.root['ir.cron']), '_commit_progress', return_value=float('inf')):
            self.root['dz.hr.decision']._cron_take_effect()
