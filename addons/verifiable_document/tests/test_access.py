from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from .common import VerifiableCommon


@tagged('post_install', '-at_install')
class TestAccess(VerifiableCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._issue()
        cls.foreign = cls.env['verifiable.document']._issue(cls.document_type, [{
            'res_model': 'res.partner', 'res_id': cls.partner.id, 'expires_on': False, 'claims': {12: "1"},
            'company_id': cls.env['res.company'].create({'name': "Elsewhere"}).id}])
        cls.foreign._set_state('suspended')

    @users('verify_clerk')
    def test_who_has_no_role_reads_nothing(self):
        with self.assertRaises(AccessError):
            self.document.with_env(self.env).read(['serial'])
        with self.assertRaises(AccessError):
            self.env['verifiable.document'].search([])

    @users('verify_reader')
    def test_a_reader_reads(self):
        values = self.document.with_env(self.env).read(['serial', 'current_state', 'token'])[0]
        self.assertEqual((values['serial'], values['current_state']), (self.document.serial, 'valid'))

    @users('verify_reader', 'admin')
    def test_nobody_writes_a_state(self):
        document = self.document.with_env(self.env)
        with self.assertRaises(AccessError):
            document.write({'state': 'revoked'})
        with self.assertRaises(AccessError):
            document.web_save({'state': 'revoked'}, {})
        self.assertEqual(self.document.state, 'valid')

    @users('verify_reader', 'admin')
    def test_nobody_creates_or_deletes_documents_or_history(self):
        values = {'serial': 'X', 'status_index': -1, 'type_id': self.document_type.id, 'res_model': 'res.partner',
                  'res_id': 1, 'issued_on': '2026-01-01', 'kid': 'x', 'token': 'x'}
        with self.assertRaises(AccessError):
            self.env['verifiable.document'].create(values)
        with self.assertRaises(AccessError):
            self.document.with_env(self.env).unlink()
        with self.assertRaises(AccessError):
            self.env['verifiable.document.event'].create(
                {'document_id': self.document.id, 'previous_state': 'valid', 'state': 'revoked'})

    @users('verify_reader')
    def test_a_document_of_another_company_is_out_of_sight(self):
        foreign = self.foreign.with_env(self.env)
        self.assertFalse(self.env['verifiable.document'].search([('id', '=', foreign.id)]))
        self.assertFalse(self.env['verifiable.document.event'].search([('document_id', '=', foreign.id)]))
        with self.assertRaises(AccessError):
            foreign.read(['serial'])

    @users('verify_reader')
    def test_types_are_for_administrators_to_change(self):
        with self.assertRaises(AccessError):
            self.document_type.with_env(self.env).name = "Mine"

    @users('verify_reader')
    def test_lists_counters_and_successions_are_out_of_reach(self):
        for model in ('verifiable.status.list', 'verifiable.rate.counter', 'verifiable.root.succession'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].search([])
