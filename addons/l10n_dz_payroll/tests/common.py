from datetime import date

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from odoo.addons.base.tests.common import BaseCommon

# postal accounts with right keys, fictitious
RIPS = ('00799999000000020091', '00799999000000000109', '00799999000123456762', '00799999000500123476')


@tagged('post_install', '-at_install')
class PayrollCase(BaseCommon):
    """A company of Algeria with the accounts of l10n_dz, a payroll manager, an officer, and employees made by need."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.company = cls._create_dz_company("Atlas Workshops")
        cls.structure = cls.env['hr.payroll.structure'].search(
            [('is_dz', '=', True), ('company_id', '=', cls.company.id)])
        cls.tax_only = cls.env['hr.salary.rule'].create({
            'name': "Taxed alone", 'code': 'TAXONLY', 'sequence': 58, 'amount_select': 'dz', 'dz_method': 'allowance',
            'dz_side': 'gain', 'dz_taxable': True, 'dz_debit_code': '631', 'company_id': False,
            'category_id': cls.env.ref('l10n_dz_payroll.category_gain').id})
        cls.structure.rule_ids += cls.tax_only
        cls.manager = cls._create_user('pay_manager', 'payroll.group_payroll_manager')
        cls.officer = cls._create_user('pay_officer', 'payroll.group_payroll_user')
        cls.clerk = cls._create_user('plain_clerk', 'base.group_user')
        cls.env = cls.env(user=cls.manager, context={**cls.env.context, 'allowed_company_ids': cls.company.ids})

    @classmethod
    def _create_dz_company(cls, name):
        env = cls.env(su=True)
        company = env['res.company'].create({'name': name, 'country_id': env.ref('base.dz').id})
        env['account.chart.template'].try_loading('dz', company=company, install_demo=False)
        calendar = env['resource.calendar'].create({
            'name': "40 hours", 'company_id': company.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                (0, 0, {'name': f'{day}{period}', 'dayofweek': day, 'hour_from': start, 'hour_to': end,
                        'day_period': period})
                for day in '60123' for period, start, end in (('morning', 8, 12), ('afternoon', 13, 17))]})
        company.resource_calendar_id = calendar
        return company

    @classmethod
    def _create_user(cls, login, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env(su=True), login, f'base.group_user,{groups}', company_id=company.id, company_ids=[(6, 0, company.ids)])

    @classmethod
    def _create_employee(cls, name="Amine Test", wage=40000.0, start=date(2020, 1, 1), end=False, number=None, user=None,
                         structure=None, **version):
        company = (structure or cls.structure).company_id
        env = cls.env(su=True)
        employee = env['hr.employee'].with_company(company).create({
            'name': name, 'company_id': company.id, 'user_id': user.id if user else False, 'date_version': start,
            'contract_date_start': start, 'contract_date_end': end, 'wage': wage,
            'struct_id': (structure or cls.structure).id, 'resource_calendar_id': company.resource_calendar_id.id, **version,
        })
        if number:
            employee.work_contact_id = env['res.partner'].create({'name': name, 'company_id': company.id})
            employee.bank_account_ids = env['res.partner.bank'].create(
                {'acc_number': number, 'partner_id': employee.work_contact_id.id})
        return employee.with_env(cls.env)

    @classmethod
    def _create_run(cls, employees, month=date(2026, 3, 1), env=None):
        env = env or cls.env
        end = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        return env['hr.payslip.run'].create({
            'name': f'Wages {month:%m/%Y}', 'date_start': month, 'date_end': date.fromordinal(end.toordinal() - 1),
            'is_dz': True, 'company_id': employees[:1].company_id.id or cls.company.id,
            'dz_line_ids': [(0, 0, {'employee_id': employee.id}) for employee in employees]})

    @classmethod
    def _compute(cls, run):
        """Start a batch and do its jobs here."""
        run.with_context(queue_job__no_delay=True).action_dz_start()
        return run

    @classmethod
    def _pay(cls, employee, month=date(2026, 3, 1)):
        """The computed payslip of one employee."""
        run = cls._compute(cls._create_run(employee, month))
        return run.dz_line_ids.payslip_id

    @classmethod
    def _give(cls, employee, rule, value, start=date(2020, 1, 1)):
        """Give an allowance, by the record of its rule or the end of its id."""
        rule = cls.env.ref(f'l10n_dz_payroll.rule_{rule}') if isinstance(rule, str) else rule
        return cls.env['dz.payroll.allowance'].create(
            {'employee_id': employee.id, 'rule_id': rule.id, 'value': value, 'date_from': start})

    def _totals(self, slip):
        return {line.code: round(line.total, 2) for line in slip.line_ids}
