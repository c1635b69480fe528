from odoo import api, models
from odoo.fields import Command

from odoo.addons.l10n_dz_bank.tools import rib

NIN = '1{sex}{year}05{number:010}'
FICTITIOUS = "شخص خيالي من بيانات العرض — Personne fictive des données de démonstration"


class ChamberFinanceDemo(models.AbstractModel):
    """Services, posts, grades and the forty employees of the year."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_users(self):
        """Logins of the services; the password is the login."""
        companies = {code: self._get_chamber(code) for code in ('CN', '16', '05')}
        self.env['res.users'].with_context(no_reset_password=True).create([
            self._prepare_user(row, [companies[code] for code in row['chambers'].split()])
            for row in self._read_table('users')])

    @api.model
    def _prepare_user(self, row, companies):
        role = f"chamber_hr_accounting.chamber_hr_accounting_group_{row['role']}" if row['role'] else (
            'chamber_registry.chamber_registry_group_user')
        return {
            'name': row['name'], 'login': row['login'], 'password': row['login'], 'email': f"{row['login']}@chamber.example",
            'lang': 'ar_001', 'tz': 'Africa/Algiers', 'company_id': companies[0].id,
            'action_id': self.env.ref('chamber_hr_accounting.chamber_finance_home_action').id,
            'company_ids': [Command.set([company.id for company in companies])],
            'group_ids': [Command.set([self.env.ref('base.group_user').id, self.env.ref(role).id])],
        }

    @api.model
    def _play_people(self):
        """The structure, then the personnel files and contracts, entered by the chief of personnel."""
        facts = self._read_facts('structure')
        rows = self._read_table('employees')
        for code in ('CN', '16', '05'):
            chamber = self._get_chamber(code)
            self._set_up_hours(chamber)
        grades = {key: self._create_translated('dz.hr.grade', words, {
            'category': words['category'], 'sequence': 20 - int(words['category']), 'company_id': False,
        }) for key, words in facts['grades'].items()}
        self._create_holidays()
        for code in ('CN', '16', '05'):
            self._create_grid(self._get_chamber(code), facts, grades)
            self._hire(code, [row for row in rows if row['chamber'] == code], facts, grades)

    @api.model
    def _set_up_hours(self, chamber):
        """Forty hours from Sunday to Thursday."""
        days = {'6': "الأحد", '0': "الإثنين", '1': "الثلاثاء", '2': "الأربعاء", '3': "الخميس"}
        chamber.resource_calendar_id = self.env['resource.calendar'].create({
            'name': "40 ساعة، من الأحد إلى الخميس", 'company_id': chamber.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                Command.create({'name': name, 'dayofweek': day, 'hour_from': start, 'hour_to': start + 4, 'day_period': period})
                for day, name in days.items() for period, start in (('morning', 8), ('afternoon', 12.5))]})

    @api.model
    def _create_holidays(self):
        """The public holidays of the years, by the rule of the product."""
        env = self._as('chief.hr.national', 'CN')
        lists = env['calendar.public.holiday'].create([
            {'year': year, 'country_id': env.ref('base.dz').id} for year in self._get_years()])
        lists.action_dz_fill()

    @api.model
    def _create_grid(self, chamber, facts, grades):
        grid = facts['grid']
        self._create_translated('dz.hr.grid', grid['source'], {
            'name': grid['name'], 'company_id': chamber.id, 'date_from': '2010-01-01', 'point_value': grid['point_value'],
            'line_ids': [Command.create({
                'grade_id': grades[key].id, 'step': step,
                'index': words['index'] * (100 + step * grid['step_percent']) / 100,
            }) for key, words in facts['grades'].items() for step in range(grid['steps'])],
        }, field='source')

    @api.model
    def _hire(self, code, rows, facts, grades):
        chamber = self._get_chamber(code)
        env = self._as('chief.hr.national', code)
        departments = {
            key: self._create_translated('hr.department', facts['departments'][key], {'company_id': chamber.id}).with_env(env)
            for key in dict.fromkeys(row['department'] for row in rows)}
        jobs = {key: self._create_translated('hr.job', facts['jobs'][key], {'company_id': chamber.id})
                for key in dict.fromkeys(row['job'] for row in rows)}
        structure = env['hr.payroll.structure'].search([('is_dz', '=', True), ('company_id', '=', chamber.id)], limit=1)
        structure.write({'dz_seniority_percent': 1.5, 'dz_seniority_maximum': 60})
        for number, row in enumerate(rows):
            row.update(number=number, chamber_id=chamber, department_id=departments[row['department']], job_id=jobs[row['job']])
        employees = env['hr.employee'].with_context(tracking_disable=True).create([
            self._prepare_employee(row, structure, grades, env) for row in rows])
        for row, employee in zip(rows, employees, strict=True):
            row['employee'] = employee
        self._name_heads(rows)
        self._complete_files(rows, env)
        self._authorise_posts(rows, env)

    @api.model
    def _prepare_employee(self, row, structure, grades, env):
        first = self._get_months()[0]
        # who has served for no year yet came in the course of the twelve months
        start = first.replace(year=first.year - int(row['years'])) if row['years'] != '0' else self._get_months()[8]
        grade, chamber = grades[row['grade']], row['chamber_id']
        return {
            'dz_last_name_ar': row['family_ar'], 'dz_first_name_ar': row['given_ar'],
            'dz_last_name': row['family'], 'dz_first_name': row['given'], 'company_id': chamber.id,
            'dz_nin_entry': NIN.format(
                sex=int(row['sex'] == 'female'), year=row['birth_year'], number=int(chamber.id) * 1000 + row['number']),
            'sex': row['sex'], 'birthday': f"{row['birth_year']}-{row['number'] % 12 + 1:02}-15", 'marital': row['marital'],
            'user_id': self._get_user(row['login']).id if row['login'] else False,
            'department_id': row['department_id'].id, 'job_id': row['job_id'].id, 'date_version': start,
            'contract_date_start': start, 'struct_id': structure.id, 'resource_calendar_id': chamber.resource_calendar_id.id,
            'contract_type_id': env.ref('hr.contract_type_permanent').id,
            'dz_grade_id': grade.id, 'dz_step': int(row['step']), 'wage': env['dz.hr.grid']._get_wage(
                chamber, grade, int(row['step']), self._get_opening_day()),
            'country_id': env.ref('base.dz').id, 'dz_national_service': 'none' if row['sex'] == 'female' else 'done',
            'mission_group_id': env.ref('l10n_dz_mission_order.group_inside_first').id,
            'mission_group_abroad_id': env.ref('l10n_dz_mission_order.group_abroad_2').id,
            'tz': 'Africa/Algiers', 'dz_seniority_date': start,
        }

    @api.model
    def _name_heads(self, rows):
        heads = {row['department']: row['employee'] for row in rows if row['head'] == '1'}
        for row in rows:
            chief = heads.get(row['department'])
            if row['head'] == '1':
                row['department_id'].manager_id = chief
                chief = heads['direction']
            if chief != row['employee']:
                row['employee'].parent_id = chief

    @api.model
    def _complete_files(self, rows, env):
        """Families, and accounts for the wages: postal ones, with their right key."""
        env['dz.hr.child'].create([
            {'employee_id': row['employee'].id, 'name': ("أنس", "مريم", "يحيى", "إيمان")[number],
             'birth_date': f"{int(row['birth_year']) + 30 + 2 * number}-0{number + 1}-10"}
            for row in rows for number in range(int(row['children']))])
        for row in rows:
            employee = row['employee']
            partner = employee.work_contact_id or env['res.partner'].sudo().create({  # files of people are made by personnel
                'name': employee.name, 'company_id': row['chamber_id'].id})
            partner.sudo().comment = FICTITIOUS
            employee.work_contact_id = partner
            account = f"{int(row['chamber_id'].id) * 1000 + row['number']:010}"
            employee.bank_account_ids = env['res.partner.bank'].sudo().create({
                'acc_number': f"00799999{account}{rib.key('99999', account)}", 'partner_id': partner.id,
                'allow_out_payment': True})

    @api.model
    def _authorise_posts(self, rows, env):
        """The list of authorised posts of the current year: those that are held, and one vacant in each chamber."""
        held = {}
        for row in rows:
            key = (row['department_id'].id, row['job_id'].id)
            held[key] = held.get(key, 0) + 1
        vacant = next(key for key in held)
        env['dz.hr.post'].create([{
            'company_id': rows[0]['chamber_id'].id, 'year': self._get_today().year, 'department_id': department,
            'job_id': job, 'planned': number + (1 if (department, job) == vacant else 0),
            'source': "جدول المناصب المالية (بيانات خيالية)",
        } for (department, job), number in held.items()])
