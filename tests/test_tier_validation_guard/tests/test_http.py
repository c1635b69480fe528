import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestForgeryFromOutside(GuardCommon, HttpCase):
    """The same by the web client's calls, by XML-RPC and by JSON-2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_asked()
        cls.review = cls.document.review_ids.sorted('sequence')[0]

    def setUp(self):
        super().setUp()
        self.authenticate(self.registrar.login, self.registrar.login)

    def _call(self, model, method, args, **kwargs):
        return self.url_open('/web/dataset/call_kw', data=json.dumps({
            'jsonrpc': '2.0', 'method': 'call', 'id': 1,
            'params': {'model': model, 'method': method, 'args': args, 'kwargs': kwargs},
        }), headers={'Content-Type': 'application/json'}).json()

    def assertRefused(self, answer):
        self.assertEqual(answer.get('error', {}).get('data', {}).get('name'), 'odoo.exceptions.AccessError', answer)
        self.env.invalidate_all()
        self.assertEqual(self.review.status, 'pending')

    @mute_logger('odoo.http')
    def test_web_calls(self):
        forged = {'status': 'approved', 'done_by': self.registrar.id}
        context = {'skip_validation_check': True, 'tier_validation_guard.operation': 'decide'}
        self.assertRefused(self._call('tier.review', 'write', [self.review.ids, forged], context=context))
        self.assertRefused(self._call('tier.review', 'web_save', [self.review.ids, forged], specification={}))
        self.assertRefused(self._call('tier.review', 'unlink', [self.review.ids]))
        self.assertRefused(self._call('tier.review', 'create', [[forged]]))

    @mute_logger('odoo.http')
    def test_private_methods_are_closed(self):
        for method in ('_validate_tier', '_decide', '_write_decision', '_log_event'):
            self.assertRefused(self._call('test.tier.document', method, [self.document.ids]))

    @mute_logger('odoo.http')
    def test_json2(self):
        key = self.env['res.users.apikeys'].with_user(self.registrar).sudo()._generate('rpc', 'guard', '2099-01-01')
        answer = self.url_open('/json/2/tier.review/write', data=json.dumps({
            'ids': self.review.ids, 'vals': {'status': 'approved'}, 'context': {'skip_validation_check': True},
        }), headers={'Content-Type': 'application/json', 'Authorization': f'Bearer {key}'})
        self.assertEqual(answer.status_code, 403, answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.review.status, 'pending')

    def test_xmlrpc(self):
        with self.assertRaisesRegex(Exception, "not allowed to modify|Approvals change only by"), \
                mute_logger('odoo.http', 'odoo.addons.rpc.controllers.xmlrpc'):
            self.xmlrpc_object.execute(
                self.env.cr.dbname, self.registrar.id, self.registrar.login, 'tier.review', 'write',
                self.review.ids, {'status': 'approved'})
        self.env.invalidate_all()
        self.assertEqual(self.review.status, 'pending')

    def test_the_reviewer_decides_from_the_web_client(self):
        answer = self._call('test.tier.document', 'validate_tier', [self.document.ids])
        self.assertNotIn('error', answer)
        self.env.invalidate_all()
        self.assertEqual(self.review.status, 'approved')
        self.assertEqual(self._events(self.document, 'approved').session_user_id, self.registrar)

    @mute_logger('odoo.http', 'odoo.addons.base.models.ir_actions')
    def test_an_administrator_cannot_decide_in_the_name_of_another(self):
        admin = self._create_user('sysadmin', 'base.group_system')
        action = self.env['ir.actions.server'].create({
            'name': "Impersonate", 'model_id': self.env['ir.model']._get_id('test.tier.document'), 'state': 'code',
            'code': f"record.with_user({self.registrar.id}).validate_tier()"})
        self.authenticate(admin.login, admin.login)
        answer = self._call('ir.actions.server', 'run', [action.ids], context={
            'active_model': 'test.tier.document', 'active_id': self.document.id, 'active_ids': self.document.ids})
        self.assertRefused(answer)
