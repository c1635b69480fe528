import json
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PIXEL, ChamberCase

NIN = '119840512345678901'


@tagged('post_install', '-at_install')
class TestAccessHttp(HttpCase, ChamberCase):
    """The same walls, from outside: JSON-2 with an API key, pictures, attachments, the session of the web client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registrant = cls._create_registrant(nin=NIN, image_1920=PIXEL)
        cls.attachment = cls.env['ir.attachment'].create({
            'name': "lease.txt", 'raw': b"rented workshop", 'res_model': 'res.partner', 'res_id': cls.registrant.id})

    def _json2(self, user, method, model='res.partner', **arguments):
        key = self.env['res.users.apikeys'].with_user(user).sudo()._generate(
            'rpc', 'test', fields.Datetime.now() + timedelta(hours=1))
        return self.url_open(
            f'/json/2/{model}/{method}', data=json.dumps(arguments),
            headers={'Authorization': f'Bearer {key}', 'Content-Type': 'application/json'})

    def test_json2_serves_the_own_chamber(self):
        answer = self._json2(self.agent_16, 'search_read', domain=[['is_registrant', '=', True]], fields=['name'])
        self.assertEqual(answer.status_code, 200)
        self.assertIn(self.registrant.id, [record['id'] for record in answer.json()])

    @mute_logger('odoo.http')
    def test_json2_gives_nothing_of_another_chamber(self):
        answer = self._json2(self.agent_05, 'search_read', domain=[['is_registrant', '=', True]], fields=['name'])
        self.assertEqual((answer.status_code, answer.json()), (200, []))
        for method, arguments in (
            ('read', {'ids': self.registrant.ids, 'fields': ['name']}),
            ('write', {'ids': self.registrant.ids, 'vals': {'phone': '0'}}),
            ('message_post', {'ids': self.registrant.ids, 'body': "x"}),
            ('search_read', {'domain': [], 'fields': ['name'], 'context': {
                'allowed_company_ids': [self.chamber_05.id, self.chamber_16.id]}}),
        ):
            with self.subTest(method=method):
                answer = self._json2(self.agent_05, method, **arguments)
                self.assertEqual(answer.status_code, 403)
                self.assertNotIn(self.registrant.name, answer.text)

    @mute_logger('odoo.http')
    def test_json2_gives_no_whole_nin_to_any_role(self):
        for user in (self.agent_16, self.registrar_16, self.national, self.auditor):
            for method, arguments in (
                ('read', {'ids': self.registrant.ids, 'fields': ['nin']}),
                ('search_read', {'domain': [['nin', '=', NIN]], 'fields': ['name']}),
                ('formatted_read_group', {'domain': [], 'groupby': ['nin'], 'aggregates': ['__count']}),
                ('_read_nin', {'ids': self.registrant.ids, 'purpose': "x"}),
                ('_get_nin_conflict', {'nin': NIN}),
            ):
                with self.subTest(user=user.login, method=method):
                    answer = self._json2(user, method, **arguments)
                    self.assertGreaterEqual(answer.status_code, 400)
                    self.assertNotIn(self.registrant.name, answer.text)

    @mute_logger('odoo.http')
    def test_the_journal_is_not_written_from_outside(self):
        answer = self._json2(self.national, 'create', 'chamber.access.log', vals_list=[{
            'partner_id': self.registrant.id, 'user_id': self.agent_16.id, 'data': 'nin', 'purpose': "x"}])
        self.assertEqual(answer.status_code, 403)

    def test_the_photo_is_for_the_own_chamber(self):
        url = f'/web/image/res.partner/{self.registrant.id}/image_1920'
        self.authenticate('agent_16', 'agent_16')
        own = self.url_open(url)
        self.authenticate('agent_05', 'agent_05')
        other = self.url_open(url)
        self.assertEqual(own.status_code, 200)
        self.assertNotEqual(other.content, own.content)

    @mute_logger('odoo.http')
    def test_the_attachment_is_for_the_own_chamber(self):
        url = f'/web/content/{self.attachment.id}'
        self.authenticate('agent_16', 'agent_16')
        self.assertEqual(self.url_open(url).content, b"rented workshop")
        for login in ('agent_05', 'director_05'):
            self.authenticate(login, login)
            self.assertNotIn(b"rented workshop", self.url_open(url).content)

    @mute_logger('odoo.http')
    def test_a_portal_user_gets_nothing_of_others(self):
        new_test_user(self.env, login='portal_somebody', groups='base.group_portal')
        self.authenticate('portal_somebody', 'portal_somebody')
        self.assertNotIn(b"rented workshop", self.url_open(f'/web/content/{self.attachment.id}').content)
        portal = self.env['res.users'].search([('login', '=', 'portal_somebody')])
        answer = self._json2(portal, 'read', ids=self.registrant.ids, fields=['name'])
        self.assertEqual(answer.status_code, 403)
