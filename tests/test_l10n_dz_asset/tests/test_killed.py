"""The server is killed while it counts the assets of a month: a real second server, a real signal."""
import time

from odoo.tests import tagged

from odoo.addons.signing_key.tests.killed_server import KilledServerMixin

from .common import CommittedAssetCase

ASSETS = 3000


@tagged('post_install', '-at_install')
class TestKilled(KilledServerMixin, CommittedAssetCase):

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            self._make_assets(env, ASSETS)
        with self._connect(self.accountant_id) as env:
            self.run_id = self._start(env)

    def _get_run(self, env):
        return env['dz.asset.run'].browse(self.run_id)

    def test_killed_among_assets_it_goes_on_and_posts_nothing_twice(self):
        server = self._start_server()
        self._wait_for(lambda env: self._get_run(env).counted_count >= 200)
        self._kill(server)
        killed = time.monotonic()
        with self._connect() as env:
            run = self._get_run(env)
            self.assertIn(run.counted_count, range(200, ASSETS), "killed too late to prove anything")
            self.assertEqual((run.state, self._expense(env)), ('running', (0, 0)))
        time.sleep(max(0, killed + self.SILENCE - time.monotonic()))
        self._start_server()
        self._wait_for(lambda env: self._get_run(env).state == 'done')
        with self._connect() as env:
            run = self._get_run(env)
            self.assertEqual((run.counted_count, run.posted_count, run.amount), (ASSETS, ASSETS, 2500 * ASSETS))
            self.assertEqual(self._expense(env), (1, 2500 * ASSETS))
            assets = env['account.asset'].search([('company_id', '=', self.company_id)])
            self.assertEqual((len(assets), set(assets.mapped('value_depreciated'))), (ASSETS, {2500}))
