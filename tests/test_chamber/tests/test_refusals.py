"""What a clerk sees when the register refuses: an Arabic sentence, and all that was typed still there."""
from datetime import date, timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .common import WalkCase
from .test_walk import CRAFT, REGISTRANTS

NIN_ELSEWHERE = '119900512345678901'
NIN_FREE = '109900512345678902'
# the last two digits are the key, and should be 91
RIB_WRONG = '00799999000000020092'
RIB_RIGHT = '00799999000000020091'


@tagged('post_install', '-at_install')
class TestRefusals(WalkCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_registrant(nin=NIN_ELSEWHERE, chamber_id=cls.chamber_05.id, city_id=cls.city_05.id)

    def setUp(self):
        super().setUp()
        # the server notes each refusal; here they are what is looked for
        self.enterContext(mute_logger('odoo.http'))

    def _read_refusal(self, desk):
        """The text of the dialog that refuses, which is then closed."""
        body = '.modal .modal-body'
        desk.wait_for(f"document.querySelector('{body}')")
        text = desk.text(body)
        self.assertNotRegex(text, r"[A-Za-z]{4}", "a sentence that an Arabic reader does not understand")
        desk.click('.modal footer button')
        desk.wait_for("!document.querySelector('.modal')")
        return text

    def _refuse_saving(self, desk):
        desk.click('.o_form_button_save')
        return self._read_refusal(desk)

    def _check_typed(self, desk, **values):
        """These texts still stand in the form."""
        for name, text in values.items():
            shown = desk.run(f"document.querySelector('.o_field_widget[name={name}] :is(input, textarea, button)')"
                             f"?.value || document.querySelector('.o_field_widget[name={name}]').innerText")
            self.assertEqual(''.join(shown.split()), ''.join(text.split()), name)

    def _open_registrant(self, desk):
        desk.sign_in(self.agent_16)
        desk.open_menu(REGISTRANTS)
        desk.click('.o_list_button_add')
        desk.wait_for("document.querySelector('.o_form_view [name=family_name_ar] input')")
        typed = {
            'family_name_ar': "بوزيد", 'given_name_ar': "ياسمينة", 'family_name_latin': "Bouzid",
            'given_name_latin': "Yasmina", 'street': "12، شارع الإخوة",
        }
        desk.fill(**typed)
        desk.click('.o_field_widget[name=sex] label', "أنثى")
        return typed

    def test_a_registrant_s_numbers_and_birth(self):
        desk = self._sit_down()
        typed = self._open_registrant(desk)

        desk.fill(nin_entry=NIN_FREE[:17])
        self.assertIn("عدد الأرقام المطلوب 18، وقد كُتب 17", self._refuse_saving(desk))
        self._check_typed(desk, nin_entry=NIN_FREE[:17], **typed)

        desk.fill(nin_entry=NIN_FREE, rib=RIB_WRONG)
        self.assertIn("مفتاح المراقبة 92 لا يطابق الرقم", self._refuse_saving(desk))
        self._check_typed(desk, rib=RIB_WRONG, nin_entry=NIN_FREE, **typed)

        desk.fill(rib=RIB_RIGHT)
        tomorrow = (today_in_algeria() + timedelta(days=1)).strftime('%d/%m/%Y')
        desk.fill_date('birth_date', tomorrow)
        self.assertIn(f"تاريخ الميلاد {tomorrow} غير ممكن", self._refuse_saving(desk))
        self._check_typed(desk, birth_date=tomorrow, nin_entry=NIN_FREE, **typed)

        desk.fill_date('birth_date', "12/05/1990")
        desk.save()
        with self._apart():
            partner = self.env['res.partner'].search([('family_name_latin', '=', 'Bouzid')])
            self.assertRecordValues(partner, [{'birth_date': date(1990, 5, 12), 'rib': RIB_RIGHT}])
        desk.check_console()

    def test_a_day_that_is_in_no_calendar(self):
        desk = self._sit_down()
        typed = self._open_registrant(desk)
        desk.fill_date('birth_date', "31/02/1990")
        self.assertEqual(desk.wait_for("document.querySelector('.o_notification')?.innerText").strip(),
                         "«31/02/1990» ليس يوما في التقويم.")
        self._check_typed(desk, birth_date="31/02/1990", **typed)
        desk.click('.o_form_button_save')
        desk.wait_rest()
        self.assertTrue(desk.count('.o_field_invalid[name=birth_date]'))
        self._check_typed(desk, birth_date="31/02/1990", **typed)
        with self._apart():
            self.assertFalse(self.env['res.partner'].search([('family_name_latin', '=', 'Bouzid')]))
        desk.fill_date('birth_date', "28/02/1990")
        desk.save()
        with self._apart():
            partner = self.env['res.partner'].search([('family_name_latin', '=', 'Bouzid')])
            self.assertEqual(partner.birth_date, date(1990, 2, 28))
        desk.check_console()

    def test_a_number_that_lives_in_another_chamber(self):
        desk = self._sit_down()
        typed = self._open_registrant(desk)
        desk.fill(nin_entry=NIN_ELSEWHERE)
        warning = self._read_refusal(desk)
        self.assertIn("رقم التعريف الوطني هذا مستعمل حاليا في «غرفة باتنة للاختبار»", warning)
        self._check_typed(desk, nin_entry=NIN_ELSEWHERE, **typed)
        self.assertIn("رقم التعريف الوطني هذا مستعمل حاليا في «غرفة باتنة للاختبار»", self._refuse_saving(desk))
        self._check_typed(desk, nin_entry=NIN_ELSEWHERE, **typed)
        with self._apart():
            self.assertFalse(self.env['res.partner'].search([('family_name_latin', '=', 'Bouzid')]))
        desk.check_console()

    def _open_request(self, desk):
        with self._apart():
            self._create_registrant(family_name_latin="Walkin", family_name_ar="زيتوني", nin=NIN_FREE)
        desk.sign_in(self.agent_16)
        desk.open_menu('chamber_registry.chamber_request_menu')
        desk.click('.o_list_button_add, .o-kanban-button-new')
        desk.choose('partner_id', "زيتوني")
        desk.choose('main_activity_id', CRAFT)
        desk.select('place_of_exercise', "ورشة")
        typed = {'exercise_address': "القصبة، زنقة الفخارين"}
        desk.fill(**typed)
        return typed

    def test_an_activity_that_has_expired_meanwhile(self):
        desk = self._sit_down()
        typed = self._open_request(desk)
        with self._apart():
            activity = self.env['chamber.craft.activity'].with_context(lang='ar_001').search(
                [('name', '=', CRAFT), ('level', '=', 'activity')], limit=1)
            activity.date_end = today_in_algeria() - timedelta(days=1)
        refusal = self._refuse_saving(desk)
        self.assertIn(f"{CRAFT}» غير ساري المفعول في {today_in_algeria():%d/%m/%Y}", refusal)
        self._check_typed(desk, **typed)
        self.assertIn(CRAFT, desk.run("document.querySelector('[name=main_activity_id] input').value"))
        desk.check_console()

    def test_a_file_that_is_not_what_it_is_called(self):
        desk = self._sit_down()
        typed = self._open_request(desk)
        desk.save()
        typed['exercise_address'] = "القصبة، زنقة النحاسين"
        desk.fill(**typed)
        false = self.folder / 'photo.jpg'
        false.write_bytes(b'MZ\x90\x00 this is a program')
        desk.click("[name=document_ids] .o_data_row:first-child [name=document_type_id]")
        desk.wait_for("document.querySelector('[name=document_ids] .o_selected_row [name=file] input[type=file]')")
        desk.upload("[name=document_ids] .o_selected_row [name=file] input[type=file]", false)
        desk.wait_for("document.querySelector('[name=document_ids] .o_data_row [name=is_received] input').checked")
        desk.click('.o_form_button_save')
        desk.wait_for("document.querySelector('.modal .modal-body')")
        self.assertIn("لا تقبل إلا ملفات PDF وJPEG وPNG حسب محتواها", desk.text('.modal .modal-body'))
        desk.click('.modal footer button')
        desk.wait_for("!document.querySelector('.modal')")
        self._check_typed(desk, **typed)
        with self._apart():
            request = self.env['chamber.request'].search([('partner_id.family_name_ar', '=', "زيتوني")])
            self.assertFalse(any(request.document_ids.mapped('file')))
        desk.check_console()

    def test_an_approval_by_who_filed_the_request(self):
        with self._apart():
            request = self.env['chamber.request'].search([('company_id', '=', self.chamber_16.id), ('state', '=', 'draft')])
            request = request.with_user(self.registrar_16).copy({
                'partner_id': self._create_registrant(nin=NIN_FREE).id, 'fee_payment_method': 'cash'})
            request.document_ids.is_received = True
            request.action_mark_fee_paid()
            request.action_file()
            request.action_start_study()
            request.document_ids.is_checked = True
            request.action_submit()
            number = request.name
        desk = self._sit_down()
        desk.sign_in(self.registrar_16)
        desk.open_menu('chamber_registry.chamber_request_menu')
        desk.click('.o_data_row td[name=name]', number)
        desk.wait_state('approval')
        self.assertFalse(desk.count('button[name=validate_tier]:not(.d-none)'))
        # a page that was opened before still has the button
        desk.run("void odoo.__WOWL_DEBUG__.root.env.services.action.doActionButton("
                 "{ type: 'object', name: 'validate_tier', resModel: 'chamber.request', resId: %d, resIds: [%d],"
                 " context: odoo.loader.modules.get('@web/core/user').user.context })"
                 % (request.id, request.id))
        self.assertIn("أنت من طلب هذه المصادقة، فلا يمكنك البت فيها", self._read_refusal(desk))
        with self._apart():
            self.assertEqual(request.state, 'approval')
