from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.queue_job.exception import RetryableJobError

from .common import CommittedAssetCase


@tagged('post_install', '-at_install')
class TestParallel(CommittedAssetCase):

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_clicks_on_the_same_month_are_one_run(self):
        with self._connect() as env:
            self._make_assets(env, 3)
        results = self._click_at_once((self.accountant_id, self._start), (self.accountant_id, self._start))
        refusals = [result for result in results if isinstance(result, str)]
        self.assertEqual(len(refusals), 1, results)
        with self._connect() as env:
            self.assertEqual(env['dz.asset.run'].search_count([('company_id', '=', self.company_id)]), 1)

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_jobs_of_a_run_at_the_same_moment_post_each_asset_once(self):
        with self._connect() as env:
            self._make_assets(env, 250)
        with self._connect(self.accountant_id) as env:
            run_id = self._start(env)

        def work(env):
            env['dz.asset.run'].browse(run_id)._work()

        for _step in range(8):
            self._click_at_once((self.accountant_id, work), (self.accountant_id, work))
        with self._connect() as env:
            run = env['dz.asset.run'].browse(run_id)
            self.assertEqual((run.state, run.posted_count), ('done', 250))
            self.assertEqual(self._expense(env), (1, 625000))

    def test_a_job_that_meets_another_one_tries_again_later(self):
        with self._connect() as env:
            self._make_assets(env, 3)
        with self._connect(self.accountant_id) as env:
            run_id = self._start(env)
        with self._connect() as env, self._connect(self.accountant_id) as other:
            env['dz.asset.run'].browse(run_id)._lock_run()
            with self.assertRaises(RetryableJobError):
                other['dz.asset.run'].browse(run_id)._work_or_wait()

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_assets_confirmed_at_the_same_moment_have_numbers_in_a_row(self):
        with self._connect() as env:
            first = self._make_assets(env, 1)
            ids = [first.copy({'name': f'Computer {number}', 'date_start': first.date_start}).id for number in range(2)]

        def confirm(asset_id):
            return lambda env: env['account.asset'].browse(asset_id).validate()

        results = self._click_at_once(*((self.accountant_id, confirm(asset_id)) for asset_id in ids))
        self.assertEqual(results, [True, True])
        with self._connect() as env:
            self.assertEqual(sorted(env['account.asset'].browse(ids).mapped('code')), ['IMM/00002', 'IMM/00003'])
