from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools.misc import mute_logger

from .common import WalkCase
from .reader import Reader

ROOM = 'chamber_hr_accounting.chamber_hr_accounting_menu_root'


class FinanceScreensCase(WalkCase):
    """Reads every menu of the room for some roles, in Arabic, in a chamber where a little has happened."""

    # name of a person by role; the national one sees the chamber of Algiers too
    NAMES = {}
    NATIONAL = ('finance_manager',)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        cls.people = {role: cls._create_person(role) for role in {'cashier': '', **cls.NAMES}}
        cls.env.ref('chamber_registry.fee_tariff_inscription_artisan').is_owed_back_cancelled = True
        request = cls.env['chamber.request'].with_user(cls.agent_16).search([('fee_state', '=', 'due')], limit=1)
        request.action_mark_fee_paid()
        request.action_cancel()
        # he comes again: a fee is due, another one is owed back
        request.create({
            'partner_id': request.partner_id.id, 'main_activity_id': request.main_activity_id.id,
            'place_of_exercise': 'workshop', 'exercise_city_id': cls.city_16.id, 'qualification_kind': 'diploma'})
        cashier = cls.people['cashier']
        cls.env['chamber.cash.handover'].with_user(cashier).with_company(cls.chamber_16)._hand_over(
            cls.chamber_16, 100, 'bank')
        session = cls.env['chamber.cash.session'].search([('company_id', '=', cls.chamber_16.id)])
        session.with_user(cashier).with_company(cls.chamber_16)._close(
            {cls.env.ref('chamber_hr_accounting.cash_denomination_coin_100'): 4}, 0, "قطعة مفقودة")
        cls.env.invalidate_all()

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_person(cls, role):
        chamber = cls.national_chamber if role in cls.NATIONAL else cls.chamber_16
        name = cls.NAMES.get(role, "كمال بن ناصر")
        person = new_test_user(
            cls.env, login=f'screens_{role}', name=name, lang='ar_001', tz='Africa/Algiers',
            groups=f'base.group_user,chamber_hr_accounting.chamber_hr_accounting_group_{role}', company_id=chamber.id,
            company_ids=[Command.set((chamber | cls.chamber_16).ids)])
        # everybody opens his own personnel file
        cls.env['hr.employee'].create({'name': name, 'user_id': person.id, 'company_id': chamber.id})
        return person

    def _read_screens(self):
        """(findings by text, number of screens read): each menu of the room, for each role."""
        desk = self._sit_down()
        room, whole, findings, screens = self.env.ref(ROOM).id, set(), {}, 0
        for role in self.NAMES:
            desk.sign_in(self.people[role])
            desk.wait_rest()
            reader = Reader(desk)
            for menu in reader.menus():
                if menu['appID'] == room:
                    reader.walk(menu, whole=menu['actionID'] not in whole)
                    whole.add(menu['actionID'])
            desk.wait_rest()
            findings.update({text: (role, *where) for text, *where in reader.findings()})
            screens += reader.screens
        desk.check_console()
        return findings, screens
