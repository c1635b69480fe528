from odoo.tests import HttpCase, tagged

from .common import VerifiableCommon
from .phone import Phone


@tagged('post_install', '-at_install')
class TestBackend(VerifiableCommon, HttpCase):
    browser_size = '1280x800'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.documents = cls._issue(count=3)
        cls.documents[1]._set_state('suspended', "تحقيق جار")
        cls.documents[1]._set_state('revoked', "قرار")
        cls.env['res.users'].browse(2).write({'lang': 'ar_001', 'password': 'admin'})

    def _open(self, phone, path, selector):
        phone.navigate_to(self.base_url() + path, wait_stop=True)
        phone.wait_for(f"!!document.querySelector('{selector}')", seconds=60)
        return phone.run("document.body.innerText")

    def test_the_screens_in_arabic(self):
        self.env.flush_all()
        phone = Phone(self)
        with self.allow_requests(browser=phone):
            self.addCleanup(self._wait_remaining_requests)
            self.addCleanup(phone.stop)
            self.authenticate('admin', 'admin', browser=phone)
            action = '/odoo/action-verifiable_document.'
            text = self._open(phone, f'{action}verifiable_document_action', '.o_data_row')
            for shown in ("الوثائق القابلة للتحقق", "ملغاة", "صالحة", "الرقم التسلسلي", self.documents[0].serial):
                self.assertIn(shown, text)
            phone.photograph('backend_list_ar')
            text = self._open(
                phone, f'{action}verifiable_document_action/{self.documents[1].id}', '.o_form_view .o_data_row')
            for shown in ("السجل التاريخي", "تحقيق جار", "قرار", "معلقة"):
                self.assertIn(shown, text)
            phone.photograph('backend_form_ar')
            text = self._open(phone, f'{action}verifiable_type_action/{self.document_type.id}', '.o_data_row')
            self.assertIn("التسمية", text)
            phone.photograph('backend_type_ar')
            text = self._open(phone, f'{action}res_config_settings_action', '#verifiable_limit_live_0')
            self.assertIn("عدد الطلبات في الدقيقة", text)
            phone.photograph('backend_settings_ar')
            phone.check_console()
