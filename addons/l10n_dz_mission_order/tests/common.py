from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command, Date
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

GROUP = 'l10n_dz_mission_order.l10n_dz_mission_order_group_'
NOW = '2026-03-01 09:00:00'


class MissionCommon(BaseCommon):
    """A works with the Algerian chart: Karim, weaver, his superior Samia, an officer, finance, an auditor, a car.

    Its own rules: missions of 50 km and 5 hours at least, advances up to 80 %, reports within 8 days.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))
        cls.company = cls._create_company("Copper Works")
        cls.env = cls.env(context={**cls.env.context, 'allowed_company_ids': cls.company.ids})
        cls.officer = cls._create_user('officer', f'{GROUP}officer')
        cls.finance = cls._create_user('finance', f'{GROUP}finance')
        cls.finance_2 = cls._create_user('finance2', f'{GROUP}finance')
        cls.auditor = cls._create_user('auditor', f'{GROUP}auditor')
        cls.signatory = cls._create_user('signatory', f'{GROUP}signatory')
        cls.manager = cls._create_user('manager', f'{GROUP}manager')
        cls.user = cls._create_user('karim', 'base.group_user')
        cls.chief = cls._create_user('samia', 'base.group_user')
        cls.stranger = cls._create_user('stranger', 'base.group_user')
        cls.samia = cls._create_employee("Samia", user_id=cls.chief.id)
        cls.department = cls.env['hr.department'].create({
            'name': "Workshop", 'company_id': cls.company.id, 'manager_id': cls.samia.id})
        cls.karim = cls._create_employee("Karim", user_id=cls.user.id, department_id=cls.department.id, job_title="Weaver")
        cls.nadia = cls._create_employee("Nadia", department_id=cls.department.id)
        cls.driver = cls._create_employee("Omar")
        cls.rule = cls.env['dz.mission.rule'].create({
            'company_id': cls.company.id, 'date_from': '2020-01-01', 'source': "Decision 1/2020", 'distance_min': 50,
            'hours_min': 5, 'advance_share': 80, 'report_days': 8})
        brand = cls.env['fleet.vehicle.model.brand'].create({'name': "Atlas"})
        model = cls.env['fleet.vehicle.model'].create({'name': "Van", 'brand_id': brand.id})
        cls.van = cls.env['fleet.vehicle'].create({
            'model_id': model.id, 'license_plate': '01234-126-16', 'company_id': cls.company.id})
        cls.oran = cls.env.ref('l10n_dz_territory.commune_3101').state_id
        cls.bank = cls.env['account.journal'].search(
            [('type', '=', 'bank'), ('company_id', '=', cls.company.id)], limit=1)
        cls.cash = cls.env['account.journal'].search(
            [('type', '=', 'cash'), ('company_id', '=', cls.company.id)], limit=1) or cls.env['account.journal'].create({
                'name': "Cash", 'type': 'cash', 'code': 'CSH9', 'company_id': cls.company.id})

    @classmethod
    def _create_company(cls, name, **values):
        company = cls.env['res.company'].create({
            'name': name, 'country_id': cls.env.ref('base.dz').id, 'city': "Alger", **values})
        if not company.parent_id:
            cls.env['account.chart.template'].try_loading('dz', company, install_demo=False)
        cls.env.user.company_ids += company
        return company

    @classmethod
    def _create_user(cls, login, groups, company=None, **values):
        company = company or cls.company
        return new_test_user(
            cls.env, login=f'{login}_mission', name=login.capitalize(), groups=groups, company_id=company.id,
            company_ids=[Command.set(company.ids)], tz='Africa/Algiers', lang='en_US', **values)

    @classmethod
    def _create_employee(cls, name, **values):
        return cls.env['hr.employee'].create({
            'name': name, 'company_id': cls.company.id, 'tz': 'Africa/Algiers', 'mission_grade': "Technician",
            'mission_group_id': cls.env.ref('l10n_dz_mission_order.group_inside_first').id,
            'mission_group_abroad_id': cls.env.ref('l10n_dz_mission_order.group_abroad_3').id, **values})

    def _prepare(self, start='2026-03-10 08:00', end='2026-03-12 17:00', **values):
        """Values of a mission to Oran; hours are those of Algiers, an hour ahead of UTC."""
        return {
            'purpose': "Fair of Oran", 'employee_id': self.karim.id, 'state_id': self.oran.id, 'distance_km': 430,
            'transport': 'train', 'date_start': self._utc(start), 'date_end': self._utc(end), **values}

    def _change_rule(self, day, **values):
        """From a day on the rules are others."""
        self.rule.date_to = Date.subtract(Date.to_date(day), days=1)
        self.rule.flush_recordset()
        return self.rule.copy({'date_from': day, 'date_to': False, **values})

    @staticmethod
    def _utc(text):
        moment = datetime.strptime(text, '%Y-%m-%d %H:%M')
        return moment.replace(hour=moment.hour - 1) if moment.hour else moment

    def _create_order(self, *args, user=None, **values):
        return self.env['dz.mission.order'].with_user(user or self.user).create(self._prepare(*args, **values))

    def _approve(self, order, user=None):
        order.action_ask()
        order.with_user(user or self.chief).validate_tier()
        return order

    def _order(self, *args, **values):
        """An approved order with its number."""
        order = self._approve(self._create_order(*args, **values))
        order.with_user(self.officer).action_order()
        return order

    def _pay(self, order, kind, journal=None, user=None):
        order = order.with_user(user or self.finance)
        action = {'advance': 'action_pay_advance', 'return': 'action_return_advance', 'balance': 'action_pay_balance'}[kind]
        values = getattr(order, action)()
        payment = self.env[values['res_model']].with_user(user or self.finance).with_context(**values['context']).create(
            {'journal_id': (journal or self.bank).id})
        payment.action_pay()
        return payment

    def _report(self, order, *expenses, day='2026-03-13 09:00:00', **values):
        """The mission begins and is reported after the return; expenses are (description, amount)."""
        order.with_user(self.officer).sudo()._set_state('progress')
        order = order.with_user(self.user)
        with freeze_time(day):
            order.write({'report': "Sold well.", 'expense_ids': [Command.create({
                'name': name, 'amount': amount, 'date': '2026-03-10', 'ticket': b'dGlja2V0', 'ticket_name': 't.txt',
            }) for name, amount in expenses], **values})
            order.action_report()
        return order

    def _settle(self, order, user=None):
        order.with_user(user or self.finance).action_settle()
        return order

    def _balances(self, moves):
        """{first three digits: debit less credit} of entries."""
        balances = {}
        for line in moves.line_ids:
            code = line.account_id.code[:3]
            balances[code] = round(balances.get(code, 0) + line.balance, 2)
        return balances
