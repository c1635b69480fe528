from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

WORKERS = 8
PURPOSE = 'test of parallel first use'


@tagged('post_install', '-at_install')
class TestParallelFirstUse(BaseCase):
    """Real connections that really commit, so what is made is removed afterwards."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._remove_keys)

    def _remove_keys(self):
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL("DELETE FROM signing_key WHERE purpose = %s", PURPOSE))
        self.registry.clear_cache()

    @mute_logger('odoo.service.model')
    def test_one_key_is_made_however_many_ask_first(self):
        barrier = Barrier(WORKERS)

        def ask(_number):
            with db_connect(get_db_name()).cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                env['signing.key'].search_count([])  # the snapshot of each is older than the key
                barrier.wait(timeout=30)
                return retrying(lambda: env['signing.key']._get_active(PURPOSE).kid, env)

        with patch('odoo.service.model.time.sleep'), ThreadPoolExecutor(WORKERS) as pool:
            kids = set(pool.map(ask, range(WORKERS)))
        self.assertEqual(len(kids), 1)
        with db_connect(get_db_name()).cursor() as cr:
            cr.execute(SQL("SELECT kid, state FROM signing_key WHERE purpose = %s", PURPOSE))
            self.assertEqual(cr.fetchall(), [(kids.pop(), 'active')])
