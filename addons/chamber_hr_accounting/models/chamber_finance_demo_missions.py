import base64
from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.fields import Command

TICKET = base64.b64encode("تذكرة خيالية من بيانات العرض\n".encode())
REPORT = "عرض النتائج المحققة خلال المهمة ولقاء الحرفيين المشاركين (بيانات خيالية)."


class ChamberFinanceDemo(models.AbstractModel):
    """Missions, asked for, ordered, under way, late, reported, settled."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_missions(self):
        """The credit that bears missions is named, then each mission goes as far as its story."""
        article = self._get_article('13')
        self._as('chief.means.national').ref('l10n_dz_mission_order.rule_usual').write({
            'budget_article_id': article.id, 'budget_article_abroad_id': article.id})
        for row in self._read_table('missions'):
            self._play_mission(row)

    @api.model
    def _play_mission(self, row):
        code, story = row['chamber'], row['story']
        order = self._ask_mission(row)
        if story == 'asked':
            return
        self._approve(order, "المهمة مبرمجة")
        officer = self._as(self._get_mission_officer(code), code)
        if story == 'approved':
            return
        if row['transport'] == 'service':
            self._choose_vehicle(order.with_env(officer))
        order.with_env(officer).action_order()
        if story == 'ordered':
            return
        if float(row['advance']):
            self._pay_mission(order, 'advance', order.date_start.date() - timedelta(days=2))
        order.action_start()
        if story in ('progress', 'late'):
            return
        self._report_mission(order, row)
        if story == 'settled':
            order.with_env(self._as(self._get_login('accountant', code), code)).action_settle()
            if order.state == 'settled':
                self._pay_mission(order, 'balance', self._get_today())

    @api.model
    def _get_mission_officer(self, code):
        return {'16': 'means.alger', '05': 'means.batna', 'CN': 'chief.means.national'}[code]

    @api.model
    def _choose_vehicle(self, order):
        """The mission officer chooses the first vehicle of the chamber, and its driver."""
        company = order.company_id
        driver = self.env['hr.employee'].with_context(lang='en_US').search([
            ('company_id', '=', company.id), ('job_id.name', '=', 'Driver')], limit=1)
        order.mission_id.write({
            'vehicle_id': self.env['fleet.vehicle'].search([('company_id', '=', company.id)], order='id', limit=1).id,
            'driver_id': driver.id})

    @api.model
    def _ask_mission(self, row):
        """The traveller asks for it, and for the advance."""
        env = self._as(row['login'], row['chamber'])
        start = self._get_today() + timedelta(days=int(row['start']))
        values = {
            'purpose': row['purpose'], 'employee_id': env.user.employee_id.id, 'distance_km': float(row['distance']),
            'date_start': datetime.combine(start, time(7)),
            'date_end': datetime.combine(start + timedelta(days=int(row['days']) - 1), time(17)),
            'transport': row['transport'], 'advance_asked': float(row['advance']), 'host': row['host'],
        }
        if row['wilaya']:
            values['state_id'] = env.ref(f"l10n_dz_territory.wilaya_{row['wilaya']}").id
        else:
            values['country_id'] = env.ref('base.tn').id
        order = env['dz.mission.order'].create(values)
        order.action_ask()
        return order

    @api.model
    def _pay_mission(self, order, kind, day):
        """Finance pays the advance, or the balance."""
        code = order.company_id.chamber_code
        env = self._as(self._get_login('accountant', code), code)
        action = getattr(order.with_env(env), {'advance': 'action_pay_advance', 'balance': 'action_pay_balance'}[kind])()
        env[action['res_model']].with_context(**action['context']).create({
            'journal_id': self._get_chamber(code)._get_chamber_journal('bank').id, 'date': day, 'memo': "تحويل"}).action_pay()

    @api.model
    def _report_mission(self, order, row):
        order.write({'report': REPORT, 'expense_ids': [Command.create({
            'name': "تذكرة النقل" if row['transport'] != 'service' else "وقود الطريق", 'amount': float(row['expense']),
            'date': order.date_end.date(), 'ticket': TICKET, 'ticket_name': 'ticket.txt'})]})
        order.action_report()
