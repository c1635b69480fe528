from unittest.mock import patch

from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .connections import ConnectionsCase

WORKERS = 8
PURPOSE = 'test of parallel first use'


@tagged('post_install', '-at_install')
class TestParallelFirstUse(ConnectionsCase):

    @mute_logger('odoo.service.model')
    def test_one_key_is_made_however_many_ask_first(self):
        def ask(env):
            return retrying(lambda: env['signing.key']._get_active(PURPOSE).kid, env)

        with patch('odoo.service.model.time.sleep'):
            kids = set(self._at_once(*[ask] * WORKERS))
        self.assertEqual(len(kids), 1)
        with self._connect() as env:
            env.cr.execute(SQL("SELECT kid, state FROM signing_key WHERE purpose = %s", PURPOSE))
            self.assertEqual(env.cr.fetchall(), [(kids.pop(), 'active')])


@tagged('post_install', '-at_install')
class TestConnections(ConnectionsCase):

    def test_what_a_test_commits_is_removed_after_it(self):
        with self._connect(no_reset_password=True) as env:
            company = env['res.company'].create({'name': "Passing"})
            user = env['res.users'].create({
                'name': "Passing", 'login': 'passing', 'company_id': company.id, 'company_ids': company.ids})
            left = [('res.company', company.id), ('res.partner', company.partner_id.id), ('res.users', user.id)]
        self._remove_new_rows()
        with self._connect() as env:
            for model, record_id in left:
                self.assertFalse(env[model].browse(record_id).exists(), model)
        self.assertEqual(self._last_ids(), self.marks)
