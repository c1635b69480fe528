from odoo.tests import TransactionCase, tagged

NOWHERE = 'http://127.0.0.1:9'


@tagged('post_install', '-at_install')
class TestPrivacy(TransactionCase):

    def test_services_abroad_are_not_asked_before_an_administrator_opens_them(self):
        parameters = self.env['ir.config_parameter']
        for name in ('iap.endpoint', 'iap.partner_autocomplete.endpoint', 'sms.endpoint', 'snailmail.endpoint'):
            with self.subTest(name=name):
                self.assertEqual(parameters.get_param(name), NOWHERE)

    def test_nobody_makes_an_account_for_himself(self):
        self.assertEqual(self.env['ir.config_parameter'].get_param('auth_signup.invitation_scope'), 'b2b')
