from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged


@tagged('post_install', '-at_install')
class TestBankAccount(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref('base.lang_ar').active = True
        cls.env['ir.module.module']._load_module_terms(['l10n_dz_bank'], ['ar_001'])
        cls.artisan = cls.env['res.partner'].create({'name': "Coppersmith", 'country_id': cls.env.ref('base.dz').id})

    def _create(self, number, partner=None):
        return self.env['res.partner.bank'].create({'acc_number': number, 'partner_id': (partner or self.artisan).id})

    def test_a_right_number_is_told_by_its_key(self):
        account = self._create('007 99999 0000000200 91')
        self.assertEqual(account.acc_type, 'dz_rib')
        self.assertEqual(account.sanitized_acc_number, '00799999000000020091')

    def test_a_wrong_key_is_refused_in_the_reader_s_language(self):
        self.env = self.env(context={'lang': 'ar_001'})
        for number, reason in (
                ('00799999000000020092', "مفتاحه خاطئ"), ('0079999900000002009', "لا يحتوي على 20 رقما"),
                ('0079999900000002 ABC', "يحتوي على غير الأرقام")):
            with self.subTest(number=number), self.assertRaisesRegex(ValidationError, reason):
                self._create(number)

    def test_a_number_is_checked_also_where_it_is_changed(self):
        account = self._create('00799999000000020091')
        with self.assertRaisesRegex(ValidationError, "its key is wrong"):
            account.acc_number = '00799999000000020019'

    def test_who_has_an_account_abroad_keeps_it(self):
        self.assertNotEqual(self._create('FR7630006000011234567890189').acc_type, 'dz_rib')
        foreigner = self.env['res.partner'].create({'name': "Buyer abroad", 'country_id': self.env.ref('base.be').id})
        self.assertEqual(self._create('12345', foreigner).acc_type, 'bank')

    def test_twenty_digits_without_a_country_are_taken_for_algerian(self):
        partner = self.env['res.partner'].create({'name': "Somebody"})
        with self.assertRaisesRegex(ValidationError, "its key is wrong"):
            self._create('00799999000000020092', partner)
        self._create('1234567', partner)
