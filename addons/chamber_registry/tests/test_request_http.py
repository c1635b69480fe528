from datetime import datetime

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestRequestHttp(RequestCase, HttpCase):
    """The ways in from outside: JSON-RPC of the web client, JSON-2 with a key, files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # every refusal is logged as a warning; each test says which refusals it expects
        quiet = mute_logger('odoo.http')
        quiet.__enter__()
        cls.addClassCleanup(quiet.__exit__, None, None, None)
        for user in (cls.agent_16, cls.agent_05, cls.auditor):
            user.password = f'{user.login}-password'
        cls.request = cls._create_accepted()
        cls.entry = cls.request.entry_id

    def _call(self, user, model, method, *args, **kwargs):
        self.authenticate(user.login, f'{user.login}-password')
        return self.url_open('/web/dataset/call_kw', json={'params': {
            'model': model, 'method': method, 'args': args, 'kwargs': kwargs}}).json()

    def test_an_agent_reads_its_chamber(self):
        answer = self._call(self.agent_16, 'chamber.entry', 'read', self.entry.ids, ['number'])
        self.assertEqual(answer['result'][0]['number'], self.entry.number)

    @mute_logger('odoo.http')
    def test_another_chamber_is_refused_by_the_web_client_s_door(self):
        for method, args in (('read', [self.entry.ids, ['number']]), ('web_read', [self.entry.ids])):
            kwargs = {'specification': {'number': {}}} if method == 'web_read' else {}
            with self.subTest(method=method):
                answer = self._call(self.agent_05, 'chamber.entry', method, *args, **kwargs)
                self.assertEqual(answer['error']['data']['name'], 'odoo.exceptions.AccessError')
        answer = self._call(self.agent_05, 'chamber.entry', 'search_read', [['number', '=', self.entry.number]], ['number'])
        self.assertEqual(answer['result'], [])

    @mute_logger('odoo.http')
    def test_private_methods_of_the_engine_are_not_reachable(self):
        for model, method in (
            ('chamber.act', '_record_batch'), ('chamber.request', '_set_state'), ('chamber.request', '_accept'),
            ('chamber.card', '_revoke'), ('chamber.numbering', '_take'), ('chamber.card.batch', '_make_chunk'),
        ):
            with self.subTest(method=method):
                answer = self._call(self.agent_16, model, method, [])
                self.assertIn('error', answer)

    @mute_logger('odoo.http')
    def test_an_engine_key_sent_in_the_context_is_a_stranger(self):
        answer = self._call(self.agent_16, 'chamber.request', 'write', self.request.ids, {'state': 'draft'},
                            context={'chamber_registry_engine': True, 'chamber_registry_step': 'tacit'})
        self.assertEqual(answer['error']['data']['name'], 'odoo.exceptions.UserError')

    @mute_logger('odoo.http')
    def test_json_2_gives_what_the_user_s_rights_give(self):
        for user, status in ((self.agent_16, 200), (self.agent_05, 403)):
            # the database compares with its own clock, which is not frozen
            key = self.env['res.users.apikeys'].with_user(user).sudo()._generate('rpc', "test", datetime(2099, 1, 1))
            with self.subTest(user=user.login):
                response = self.url_open(
                    '/json/2/chamber.entry/read', json={'ids': self.entry.ids, 'fields': ['number']},
                    headers={'Authorization': f'Bearer {key}'})
                self.assertEqual(response.status_code, status, response.text)

    def test_the_file_of_a_document_stays_in_its_chamber(self):
        document = self.request.document_ids[0]
        self.env['ir.attachment'].create({
            'name': 'file', 'res_model': document._name, 'res_id': document.id, 'res_field': 'file', 'raw': b'%PDF-1.4 scan'})
        url = f'/web/content/{document._name}/{document.id}/file'
        self.authenticate('agent_16', 'agent_16-password')
        self.assertEqual(self.url_open(url).content, b'%PDF-1.4 scan')
        self.authenticate('agent_05', 'agent_05-password')
        self.assertNotIn(b'%PDF-1.4 scan', self.url_open(url).content)

    @mute_logger('odoo.http')
    def test_the_receipt_is_printed_for_its_chamber_only(self):
        url = f'/report/pdf/chamber_registry.chamber_request_receipt/{self.request.id}'
        self.authenticate('agent_16', 'agent_16-password')
        response = self.url_open(url)
        self.assertEqual(response.headers['Content-Type'], 'application/pdf')
        self.authenticate('agent_05', 'agent_05-password')
        self.assertNotEqual(self.url_open(url).headers.get('Content-Type'), 'application/pdf')
