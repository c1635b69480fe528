"""Every menu of every role, in Arabic: no label in Latin letters, no error in the console."""
from contextlib import nullcontext

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import WalkCase
from .reader import Reader

ROLES = ('agent_16', 'registrar_16', 'director_16', 'national', 'director_general', 'auditor', 'administrator')
# the administrator's settings of Odoo itself, what leads out of the product, the applications of Odoo under ours
OTHERS = (
    'base.', 'base_setup.', 'mail.', 'contacts.', 'account.', 'account_payment.', 'calendar.', 'fleet.', 'hr.',
    'hr_holidays.', 'hr_skills', 'maintenance.', 'product.', 'purchase.', 'spreadsheet_dashboard.', 'stock.',
)


@tagged('post_install', '-at_install')
class TestArabicScreens(WalkCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls.env.ref('base.user_admin')
        cls.administrator.company_id.name = "شركة المسير"
        # read by the roles who work there: test_finance_screens
        cls.means = cls.env.ref('chamber_hr_accounting.chamber_hr_accounting_menu_root')
        for role in ROLES:
            person = getattr(cls, role)
            person.write({'lang': 'ar_001', 'tz': 'Africa/Algiers'})
            if person.employee_ids:
                continue
            # everybody opens his own personnel file, missions and leave
            cls.env['hr.employee'].create({
                'name': person.name, 'user_id': person.id, 'company_id': person.company_id.id})
        entry = cls.env['chamber.entry'].search([('company_id', '=', cls.chamber_16.id)], limit=1)
        entry.with_user(cls.registrar_16).action_issue_card()
        entry.with_user(cls.registrar_16).action_issue_certificate()
        cls.env['chamber.card.batch'].with_user(cls.registrar_16).create({}).action_fill()
        entry.partner_id.with_user(cls.registrar_16)._read_nin("مقارنة ببطاقة التعريف")
        cls.env.invalidate_all()

    def _sit_reader(self, desk, role):
        desk.sign_in(getattr(self, role))
        desk.wait_rest()
        return Reader(desk)

    def test_no_label_is_in_latin_letters(self):
        desk = self._sit_down()
        whole, findings, screens = set(), {}, 0
        for role in ROLES:
            # the domain of a definition of approvals counts requests, which the administrator may not read
            expected = mute_logger('odoo.http') if role == 'administrator' else nullcontext()
            with expected:
                reader = self._sit_reader(desk, role)
                for menu in reader.menus():
                    if role == 'administrator' and (menu['xmlid'].startswith(OTHERS) or menu['appID'] == self.means.id):
                        continue
                    # what differs between roles is on the first screen of a menu, and on its form
                    reader.walk(menu, whole=menu['actionID'] not in whole)
                    whole.add(menu['actionID'])
                desk.wait_rest()
            findings.update({text: (role, *where) for text, *where in reader.findings()})
            screens += reader.screens
        desk.check_console()
        self.assertFalse(findings, '\n'.join(f'{text!r}: {where}' for text, where in findings.items()))
        self.assertGreater(screens, 300)

    def test_one_label_left_in_english_is_noticed(self):
        field = self.env['ir.model.fields']._get('chamber.request', 'deadline')
        view = self.env.ref('chamber_registry.chamber_request_view_list')
        self.env['ir.ui.view'].create({
            'name': "left in English", 'model': 'chamber.request', 'inherit_id': view.id, 'mode': 'extension',
            'arch': f"<field name='{field.name}' position='attributes'><attribute name='string'>Last day</attribute></field>",
        })
        desk = self._sit_down()
        reader = self._sit_reader(desk, 'agent_16')
        menu, = [menu for menu in reader.menus() if menu['xmlid'] == 'chamber_registry.chamber_request_menu']
        reader.walk(menu, whole=False)
        self.assertEqual({text for text, _place, _element in reader.findings()}, {"Last day"})
