"""From a fee at the cash desk to a receipt, and on to the counter, in a real browser, in Arabic."""
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.report_weasyprint.tests.common import page_texts, words_from_right

from .common import WalkCase

FEE, DUTY = 2500, 25   # 1 % on each hundred dinars received in cash
SHOWN = {amount: f'{amount // 1000}\N{NO-BREAK SPACE}{amount % 1000},00' for amount in (FEE, FEE + DUTY)}
CASHIER = "كمال بن ناصر"
DESK_SECTION = 'chamber_hr_accounting.chamber_hr_accounting_menu_desk'


@tagged('post_install', '-at_install')
class TestCashWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        cls.cashier = new_test_user(
            cls.env, login='walk_cashier', name=CASHIER, lang='ar_001', tz='Africa/Algiers',
            groups='base.group_user,chamber_hr_accounting.chamber_hr_accounting_group_cashier', company_id=cls.chamber_16.id,
            company_ids=[Command.set(cls.chamber_16.ids)], image_1920=cls._read_portrait('male', 2))
        cls.env.ref('chamber_registry.fee_tariff_inscription_artisan').amount = FEE
        draft = cls.env['chamber.request'].with_user(cls.agent_16).with_context(lang='ar_001').search(
            [('company_id', '=', cls.chamber_16.id), ('fee_state', '=', 'due')], order='id', limit=1)
        # what is asked from now on costs the new fee
        cls.request = draft.copy({'fee_payment_method': 'cash'})
        draft.unlink()
        cls.request.document_ids.is_received = True
        cls.env.invalidate_all()
        cls.name = cls.request.partner_id.name

    def test_a_fee_is_received_in_cash_and_the_request_goes_on(self):
        desk = self._sit_down()
        self._find_what_is_due(desk)
        self._receive(desk)
        self._print(desk)
        self._look_at_the_day(desk)
        self._file(desk)
        desk.check_console()

    def _find_what_is_due(self, desk):
        """The cashier sees on the home page that fees wait, and types the name of the person."""
        desk.sign_in(self.cashier)
        desk.open_app('chamber_hr_accounting.chamber_hr_accounting_menu_root')
        desk.wait_for("document.querySelector('.o_finance_home_desk')")
        desk.wait_rest()
        self.assertEqual(desk.run("getComputedStyle(document.body).direction"), 'rtl')
        self.album.photograph(desk, 'finance_home')
        desk.click('.o_finance_home_desk')
        desk.click('.o_searchview_input')
        desk.type_over(self.name)
        desk.press('Enter', 13)
        desk.wait_for("document.querySelectorAll('.o_list_view .o_data_row').length === 1")
        self.assertIn(self.name, desk.text('.o_data_row'))
        self.assertIn(SHOWN[FEE], desk.text('.o_data_row'))

    def _receive(self, desk):
        """The dialog tells what to ask for: the fee and the stamp duty on cash, none on a transfer."""
        desk.click('.o_data_row .o_list_record_selector input')
        desk.click('.o_control_panel button[name=action_receive]')
        desk.wait_for("document.querySelector('.modal [name=stamp_duty]').innerText.includes('25,00')")
        desk.wait_for(f"document.querySelector('.modal [name=total]').innerText.includes('{SHOWN[FEE + DUTY]}')")
        desk.click('.modal .o_field_widget[name=payment_method] label', "تحويل بنكي")
        desk.wait_for(f"document.querySelector('.modal [name=total]').innerText.includes('{SHOWN[FEE]}')")
        desk.click('.modal .o_field_widget[name=payment_method] label', "نقدا")
        desk.wait_for(f"document.querySelector('.modal [name=total]').innerText.includes('{SHOWN[FEE + DUTY]}')")
        desk.wait_rest()
        self.album.photograph(desk, 'finance_receive')
        desk.click('.modal button[name=action_receive]')
        desk.wait_state('valid')
        with self._apart():
            receipt = self.request.fee_receipt_id
            self.assertEqual(
                (receipt.amount, receipt.stamp_duty, receipt.total, receipt.payment_method, receipt.cashier_id),
                (FEE, DUTY, FEE + DUTY, 'cash', self.cashier))
            self.receipt_number = receipt.number
            entry = receipt.sudo().line_ids.invoice_id
            self.assertEqual((entry.state, entry.payment_state, entry.amount_total), ('posted', 'paid', FEE))

    def _print(self, desk):
        desk.wait_rest()
        self.album.photograph(desk, 'finance_receipt_form')
        pdf, _name = desk.download('button[name=action_print]')
        self.assertTrue(words_from_right(pdf, self.name.split()[0]))
        text = page_texts(pdf)[0]
        self.assertIn(self.receipt_number, text)
        self.assertRegex(text, r"2.?525,00")
        self.album.print(pdf, 'finance_receipt')

    def _look_at_the_day(self, desk):
        """What was received is in the cash journal, and nothing is due on the request any more."""
        desk.open_menu('chamber_hr_accounting.chamber_cash_session_menu', DESK_SECTION)
        desk.click('.o_data_row td[name=number]')
        desk.wait_state('open')
        desk.wait_for("document.querySelector('[name=movement_ids] .o_data_row')")
        self.assertIn(self.receipt_number, desk.text('.o_field_widget[name=movement_ids]'))
        self.assertIn(SHOWN[FEE + DUTY], desk.text('.o_field_widget[name=balance]'))
        desk.open_menu('chamber_hr_accounting.chamber_fee_due_menu', DESK_SECTION)
        # the list of the page, not that of the movements within the form that is left
        desk.wait_for("document.querySelector('.o_view_controller.o_list_view')")
        desk.wait_rest()
        self.assertNotIn(self.name, desk.text('.o_view_controller.o_list_view'))

    def _file(self, desk):
        """At the counter the agent finds the fee paid, and files the request."""
        desk.sign_in(self.agent_16)
        desk.open_menu('chamber_registry.chamber_request_menu')
        # drafts are not among the open requests
        desk.click('.o_searchview_facet .o_facet_remove')
        desk.click('.o_data_row td[name=partner_id]', self.name)
        desk.wait_for("document.querySelector('.o_field_widget[name=fee_receipt_number]')"
                      f".textContent.includes('{self.receipt_number}')")
        self.assertEqual(desk.count('button[name=action_mark_fee_paid]'), 0)
        desk.click('button[name=action_file]')
        desk.wait_state('filed')
        desk.scroll_up()
        self.album.photograph(desk, 'finance_request')
        with self._apart():
            self.assertEqual((self.request.state, self.request.fee_state), ('filed', 'paid'))
