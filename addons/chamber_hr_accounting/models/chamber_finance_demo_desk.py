from datetime import timedelta

from odoo import api, models

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

# fictitious people who come to the desk: family and given name, Arabic and Latin, by chamber
PEOPLE = {
    '16': (
        ("بوزيد", "سمير", "Bouzid", "Samir"), ("حمداني", "نوال", "Hamdani", "Nawal"), ("زروقي", "عمر", "Zerrouki", "Omar"),
        ("شريف", "ليلى", "Cherif", "Leila"), ("قاسمي", "يوسف", "Kacimi", "Youcef"), ("طالبي", "هدى", "Talbi", "Houda"),
    ),
    '05': (("مزيان", "فاتح", "Meziane", "Fateh"), ("عيساوي", "سعاد", "Aissaoui", "Souad")),
}
NIN = '10{year}16{number:08}00'


class ChamberFinanceDemo(models.AbstractModel):
    """Two days of the cash desk of Algiers, a receipt at the counter of Batna."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _load(self):
        result = super()._load()
        self._load_desk()
        return result

    @api.model
    def _load_desk(self):
        yesterday, today = today_in_algeria() - timedelta(days=1), today_in_algeria()
        self._owe_back_withdrawn()
        requests = {
            chamber.chamber_code: self._create_requests(chamber)
            for chamber in self._get_chambers() if chamber.chamber_code in PEOPLE}
        cash, other, cheque, withdrawn, late, _due = requests['16']
        for request in (cash, other, withdrawn):
            self._receive(request, yesterday)
        self._receive(cheque, yesterday, payment_method='cheque', payment_reference="0045871", payer_bank="BNA")
        self._hand_over('cashier.alger', 1000, yesterday)
        self._close_day('cashier.alger', cash.company_id)
        withdrawn.with_user(self._get_user('agent.alger')).action_cancel()
        self._receive(late, today)
        # the chamber of Batna has no cashier: its agent receives at the counter
        requests['05'][0].with_user(self._get_user('agent.batna')).action_mark_fee_paid()

    @api.model
    def _owe_back_withdrawn(self):
        """Fictitious: what the tariff of the demonstration says of those who withdraw."""
        self.env.ref('chamber_registry.fee_tariff_inscription_artisan').is_owed_back_cancelled = True

    @api.model
    def _create_requests(self, chamber):
        agent = self._get_user({'16': 'agent.alger', '05': 'agent.batna'}[chamber.chamber_code])
        craft = self.env['chamber.craft.activity'].search([('level', '=', 'activity'), ('local_key', '!=', False)], limit=1)
        city = self.env['res.city'].search([('state_id', '=', chamber.state_id.id)], order='id', limit=1)
        requests = self.env['chamber.request']
        for number, (family_ar, given_ar, family, given) in enumerate(PEOPLE[chamber.chamber_code]):
            year = 1975 + number
            partner = self.env['res.partner'].create({
                'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': chamber.id, 'family_name_ar': family_ar,
                'given_name_ar': given_ar, 'family_name_latin': family, 'given_name_latin': given,
                'sex': 'female' if number % 2 else 'male', 'birth_date': f'{year}-03-12', 'city_id': city.id, 'lang': 'ar_001',
                'nin_entry': NIN.format(year=year, number=70000000 + 100 * int(chamber.chamber_code) + number),
                'comment': "شخص خيالي من بيانات العرض — Personne fictive des données de démonstration"})
            requests |= self.env['chamber.request'].with_user(agent).with_company(chamber).with_context(lang='ar_001').create({
                'partner_id': partner.id, 'company_id': chamber.id, 'main_activity_id': craft.id, 'place_of_exercise': 'workshop',
                'exercise_city_id': city.id, 'qualification_kind': 'work', 'fee_payment_method': 'cash'})
        return requests

    @api.model
    def _receive(self, request, day, **payment):
        """The cashier of Algiers receives a fee at the cash desk, in cash unless ``payment`` says otherwise."""
        self.env.flush_all()
        user = self._get_user('cashier.alger')
        env = self.with_user(user).with_company(user.company_id).with_context(lang=user.lang).env
        due = env['chamber.fee.due'].search([('res_model', '=', request._name), ('res_id', '=', request.id)])
        wizard = env['chamber.fee.receive'].browse(due.action_receive()['res_id'])
        wizard.write(payment)
        as_engine(wizard, chamber_desk_day=day).action_receive()

    @api.model
    def _hand_over(self, login, amount, day):
        user = self._get_user(login)
        Handover = self.env['chamber.cash.handover'].with_user(user).with_company(user.company_id)
        as_engine(Handover, chamber_desk_day=day)._hand_over(user.company_id, amount, 'bank')

    @api.model
    def _close_day(self, login, chamber):
        """Ten dinars are missing, and the cashier says why."""
        session = self.env['chamber.cash.session'].search([('company_id', '=', chamber.id), ('state', '=', 'open')])
        rest, counts = int(session.balance) - 10, {}
        for kind in self.env['chamber.cash.denomination'].search([('active', '=', True)]):
            counts[kind], rest = divmod(rest, int(kind.value))
        user = self._get_user(login)
        session.with_user(user).with_company(user.company_id)._close(
            counts, 0, "قطعة من عشرة دنانير مفقودة (بيانات تجريبية)")
