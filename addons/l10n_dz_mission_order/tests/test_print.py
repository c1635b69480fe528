from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import page_texts

from .common import MissionCommon


@tagged('post_install', '-at_install')
class TestPrint(MissionCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')

    def _print(self, order, name, user=None):
        pdf, kind = self.env['ir.actions.report'].with_user(user or self.user).with_context(
            force_report_rendering=True)._render_qweb_pdf(f'l10n_dz_mission_order.dz_mission_{name}_report', order.ids)
        self.assertEqual(kind, 'pdf')
        return page_texts(pdf)

    def test_the_order_shows_what_the_authority_signs(self):
        order = self._approve(self._create_order(transport='service', host="House of Trades",
                                                 budget_label="B625", advance_asked=1000))
        order.with_user(self.officer).write({'vehicle_id': self.van.id, 'driver_id': self.driver.id})
        order.with_user(self.officer).action_order()
        pages = self._print(order, 'order')
        self.assertEqual(len(pages), 1)
        for text in ('OM/2026/0001', "Karim", "Technician", "Weaver", "Fair of Oran", '10/03/2026 08:00', '12/03/2026 17:00',
                     '01234-126-16', "Omar", 'B625', "Oran", "Ordre de mission", "Samia"):
            with self.subTest(text=text):
                self.assertIn(text, pages[0])

    def test_other_travellers_are_named(self):
        order = self._create_order(fellow_ids=[Command.set(self.nadia.ids)])
        order.action_ask()
        for one in order.sudo().mission_id.order_ids:
            one.with_user(self.chief).validate_tier()
        order.with_user(self.officer).action_order()
        self.assertIn("Nadia", self._print(order, 'order')[0])

    def test_the_account_explains_each_line(self):
        order = self._order(advance_asked=2000)
        self._pay(order, 'advance')
        self._settle(self._report(order, ("Ticket", 1300)))
        text = ' '.join(self._print(order, 'account')).replace('\u202f', ' ').replace('\xa0', ' ')
        for part in ('OM/2026/0001', "Ticket", '1 300,00', '2 850,00', '4 150,00', '2 000,00', '2 150,00', "Sold well.",
                     "Le missionné", "L'ordonnateur", "L'agent payeur", "Quatre mille cent cinquante"):
            with self.subTest(part=part):
                self.assertIn(part, text)

    def test_nothing_is_printed_too_early(self):
        order = self._create_order()
        with self.assertRaisesRegex(UserError, "once it has its number"):
            order.action_print()
        order = self._order('2026-06-10 08:00', '2026-06-12 17:00')
        with self.assertRaisesRegex(UserError, "once the mission is reported"):
            order.action_print_account()
        self.assertEqual(order.action_print()['type'], 'ir.actions.report')
        self.assertEqual(self._report(order, day='2026-06-14 09:00:00').action_print_account()['type'], 'ir.actions.report')
