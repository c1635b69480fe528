"""From the counter to the card that anyone can check, in a real browser, in Arabic."""
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import words_from_right

from .album import render
from .common import PORTRAIT, WalkCase

CRAFT = "الفخار التقليدي"
NAME = "بوزيد ياسمينة"
NIN_TYPED = "١٠٩٩ ٠١٦١ ٦٠٠٠ ١٢٣٤ ٥٦"
REASON = "ضاعت البطاقة وصرح صاحبها بذلك"
REGISTRANTS = 'chamber_registry.res_partner_registrant_menu'


@tagged('post_install', '-at_install')
class TestWalk(WalkCase):

    def test_from_the_counter_to_a_card_that_is_checked_and_revoked(self):
        desk = self._sit_down()
        self._enter_registrant(desk)
        self._enter_request(desk)
        self._study(desk)
        self._decide(desk)
        self._look_at_the_entry(desk)
        self._issue_card(desk)
        self._print_certificate(desk)
        phone = self._turn_on()
        self._scan(phone, 'valid', 'live')
        self.album.photograph(phone, 'verify_valid')
        self._revoke(desk)
        self._scan(phone, 'revoked', 'live')
        self.album.photograph(phone, 'verify_revoked')
        phone.check_console()
        self.network.cut()
        self._scan(phone, 'revoked', 'list')
        desk.check_console()

    def _enter_registrant(self, desk):
        """At the counter: a new artisan, the NIN in Arabic-Indic digits."""
        desk.sign_in(self.agent_16)
        desk.wait_for("document.querySelector('.o_chamber_home_tile')")
        desk.wait_rest()
        self.assertEqual(desk.run("getComputedStyle(document.body).direction"), 'rtl')
        desk.open_menu(REGISTRANTS)
        desk.wait_for("document.querySelector('.o_data_row')")
        desk.wait_rest()
        self.album.photograph(desk, 'registrants')
        desk.click('.o_list_button_add')
        desk.wait_for("document.querySelector('.o_form_view [name=family_name_ar] input')")
        desk.fill(family_name_ar="بوزيد", given_name_ar="ياسمينة", father_name_ar="عمار",
                  family_name_latin="Bouzid", given_name_latin="Yasmina", father_name_latin="Amar")
        desk.click('.o_field_widget[name=sex] label', "أنثى")
        desk.fill_date('birth_date', "17/04/1990")
        desk.fill(birth_place_ar="القصبة", birth_place_latin="Casbah")
        desk.fill(street="12، شارع الإخوة", phone="0500000099")
        desk.choose('city_id', self.city_name)
        desk.fill(nin_entry=NIN_TYPED)
        desk.upload(".o_field_widget[name=image_1920] input[type=file]",
                    self._file('portrait.jpg', PORTRAIT % ('female', 4)))
        desk.wait_for("document.querySelector('.o_field_widget[name=image_1920] img').src.startsWith('data:')")
        desk.save()
        desk.wait_for(f"document.querySelector('.o_field_widget[name=name]').textContent.includes('{NAME}')")
        with self._apart():
            self.partner = self.env['res.partner'].search([('family_name_latin', '=', 'Bouzid')])
            # sudo: whole numbers are shown to nobody without a line in the journal
            self.assertEqual(self.partner.sudo().nin, '109901616000123456')
        self.assertNotIn('10990161', desk.text())

    def _enter_request(self, desk):
        """The request: what is asked, the papers, the fee, the deposit."""
        desk.click('button[name=action_view_register_requests]')
        desk.click('.o_list_button_add')
        desk.choose('main_activity_id', CRAFT)
        desk.select('place_of_exercise', "ورشة")
        desk.fill(exercise_address="القصبة، زنقة الفخارين")
        desk.choose('exercise_city_id', self.city_name)
        desk.select('qualification_kind', "شهادة")
        desk.fill(qualification_document="CAP 1234/2009", qualification_issuer="مركز التكوين المهني")
        desk.save()
        self._receive_documents(desk)
        desk.click('.o_field_widget[name=fee_payment_method] label', "الدفع نقدا")
        desk.click('button[name=action_mark_fee_paid]')
        desk.wait_for("document.querySelector('.o_field_widget[name=fee_receipt_number]').textContent.trim()")
        desk.click('button[name=action_file]')
        desk.wait_state('filed')
        pdf, number = desk.download('button[name=action_print_receipt]')
        self.assertTrue(pdf.startswith(b'%PDF-'))
        self.assertTrue(words_from_right(pdf, "بوزيد"))
        self.album.print(pdf, 'receipt')
        desk.scroll_up()
        self.album.photograph(desk, 'request')
        with self._apart():
            self.request = self.env['chamber.request'].search([('partner_id', '=', self.partner.id)])
            self.number, self.paper_count = self.request.name, len(self.request.document_ids)
        self.assertEqual(number, self.number)
        desk.open_menu('chamber_registry.chamber_request_menu')
        desk.wait_for("document.querySelectorAll('.o_list_view td[name=partner_id]').length > 3")
        desk.wait_rest()
        self.album.photograph(desk, 'requests')

    def _receive_documents(self, desk):
        rows = desk.wait_for("document.querySelectorAll('[name=document_ids] .o_data_row').length")
        desk.click("[name=document_ids] .o_data_row:first-child [name=document_type_id]")
        desk.wait_for("document.querySelector('[name=document_ids] .o_selected_row [name=file] input[type=file]')")
        desk.upload("[name=document_ids] .o_selected_row [name=file] input[type=file]",
                    self._file('photo.jpg', PORTRAIT % ('female', 4)))
        desk.wait_for("document.querySelector('[name=document_ids] .o_data_row [name=is_received] input').checked")
        for row in range(1, rows):
            desk.tick(row, 'is_received')
        desk.save()

    def _study(self, desk):
        """The registrar finds the request waiting, checks its papers and approves first."""
        desk.sign_in(self.registrar_16)
        desk.wait_for("document.querySelector('.o_chamber_home_waiting')")
        desk.wait_rest()
        self.album.photograph(desk, 'home_registrar')
        desk.click('.o_chamber_home_waiting td', self.number)
        desk.click('button[name=action_start_study]')
        desk.wait_state('study')
        for row in range(self.paper_count):
            desk.tick(row, 'is_checked')
        desk.click('button[name=action_submit]')
        desk.wait_state('approval')
        desk.click('button[name=validate_tier]')
        desk.wait_for("!document.querySelector('button[name=validate_tier]')")

    def _decide(self, desk):
        """The director approves in the inbox, which makes the entry by its first act."""
        desk.sign_in(self.director_16)
        desk.open_app('tier_validation_guard.tier_validation_guard_menu_root')
        row = f"[...document.querySelectorAll('.o_data_row')].find((row) => row.textContent.includes('{self.number}'))"
        desk.wait_for(row)
        desk.wait_rest()
        self.album.photograph(desk, 'approvals')
        desk.run(f"{row}.dataset.request = 'mine'")
        desk.click("[data-request=mine] button[name=action_approve]")
        desk.click('.modal button[name=action_apply]')
        desk.wait_for(f"!({row})")
        with self._apart():
            self.assertEqual(self.request.state, 'accepted')
            self.assertEqual(self.request.decided_by_id, self.director_16)
            self.entry = self.request.entry_id
            self.entry_number, act = self.entry.number, self.entry.act_ids
            self.assertEqual((act.kind, act.chain_user_id), ('inscription', self.director_16))
            self.act_sequence = act.chain_sequence

    def _look_at_the_entry(self, desk):
        desk.sign_in(self.registrar_16)
        desk.open_menu('chamber_registry.chamber_entry_menu')
        desk.click('.o_data_row td[name=number]', self.entry_number)
        desk.wait_state('registered')
        desk.click('.nav-link[name=acts]')
        acts = desk.wait_for("document.querySelector('.o_field_widget[name=act_ids] .o_data_row')?.innerText")
        self.assertIn(str(self.act_sequence), acts)
        self.assertIn(NAME, desk.text('.oe_title'))

    def _issue_card(self, desk):
        """A card of both sides; what its printed code says is read from the paper."""
        pdf, number = desk.download('button[name=action_issue_card]')
        desk.wait_for("document.querySelector('.o_field_widget[name=card_count]').innerText.includes('1')")
        with self._apart():
            card = self.entry.card_ids
            self.assertEqual((number, card.verifiable_state), (card.number, 'valid'))
        self.card_number = number
        self.album.print(pdf, 'card', dpi=150)
        self._save_sides(pdf)
        desk.wait_rest()
        desk.click('.nav-link[name=acts]')
        desk.wait_for("document.querySelectorAll('.o_field_widget[name=act_ids] .o_data_row').length === 2")
        self.album.photograph(desk, 'entry')

    def _save_sides(self, pdf):
        for side in range(2):
            render(pdf, side, 400).save(self.folder / f'side{side}.png')

    def _print_certificate(self, desk):
        pdf, number = desk.download('button[name=action_issue_certificate]')
        with self._apart():
            certificate = self.env['chamber.certificate'].search([('number', '=', number)])
            self.assertEqual((certificate.entry_id, certificate.verifiable_state), (self.entry, 'valid'))
        self.assertTrue(words_from_right(pdf, "بوزيد"))
        self.album.print(pdf, 'certificate')

    def _scan(self, phone, state, source):
        """Show the printed side with the code to the page for everybody."""
        phone.navigate_to('about:blank', wait_stop=True)
        phone.navigate_to(f'http://127.0.0.1:{self.network.port}/verify?lang=ar', wait_stop=True)
        phone.settle()
        phone.upload('#picture', self.folder / 'side1.png')
        phone.wait_for("!document.getElementById('verdict').hidden"
                       " && document.getElementById('verdict').dataset.state !== 'checking'")
        phone.settle()
        verdict = phone.run("({ ...document.getElementById('verdict').dataset })")
        self.assertEqual((verdict['state'], verdict['source']), (state, source))
        if state == 'valid':
            self.assertIn(NAME, phone.run("document.body.innerText"))

    def _revoke(self, desk):
        """The director takes the card back, with a reason, by an act."""
        desk.sign_in(self.director_16)
        desk.open_menu('chamber_registry.chamber_card_menu')
        desk.click('.o_data_row td[name=number]', self.card_number)
        desk.wait_state('valid')
        desk.click('.o_statusbar_buttons button', "إلغاء")
        desk.wait_for("document.querySelector('.modal [name=reason] textarea')")
        desk.fill(reason=REASON)
        desk.click('.modal button[name=action_revoke]')
        desk.wait_state('revoked')
        with self._apart():
            act = self.entry.act_ids.sorted('chain_sequence')[-1]
            self.assertEqual((act.kind, act.chain_user_id), ('card_revocation', self.director_16))
            self.assertIn(REASON, act.reason)
            self.assertEqual(self.env['chamber.act']._verify_chains([act.chain_key]), [])
