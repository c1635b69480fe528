import json

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import format_amount


@tagged('post_install', '-at_install')
class TestCurrencySign(HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ('ar_001', 'fr_FR'):
            cls.env['res.lang']._activate_lang(lang)
        cls.env['ir.module.module']._load_module_terms(['l10n_dz_amount_words'], ['ar_001', 'fr_FR'])
        cls.dinar = cls.env.ref('base.DZD')
        cls.dinar.active = True

    def _signs(self, dinar):
        return {lang: dinar.with_context(lang=lang).get_all_currencies()[dinar.id]['symbol']
                for lang in ('ar_001', 'fr_FR', 'en_US')}

    def test_the_dinar_is_written_in_the_letters_of_the_reader(self):
        self.assertEqual(self._signs(self.dinar), {'ar_001': "دج", 'fr_FR': "DA", 'en_US': "DA"})
        amount = format_amount(self.env(context={'lang': 'ar_001'}), 1500, self.dinar.with_context(lang='ar_001'))
        self.assertTrue(amount.endswith("دج"), amount)

    def test_each_person_at_the_same_server_reads_his_own(self):
        for login, lang, sign in (('amina', 'ar_001', "دج"), ('brahim', 'fr_FR', "DA"), ('chafia', 'ar_001', "دج")):
            new_test_user(self.env, login=login, lang=lang)
            self.authenticate(login, login)
            answer = self.url_open('/web/session/get_session_info', data='{}', headers={'Content-Type': 'application/json'})
            currencies = json.loads(answer.text)['result']['currencies']
            self.assertEqual(currencies[str(self.dinar.id)]['symbol'], sign)

    def test_another_sign_is_seen_at_once(self):
        self._signs(self.dinar)
        self.dinar.update_field_translations('symbol', {'ar_001': "د.ج"})
        self.assertEqual(self._signs(self.dinar), {'ar_001': "د.ج", 'fr_FR': "DA", 'en_US': "DA"})
