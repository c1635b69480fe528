"""The server is killed while it computes the payslips of a batch: a real second server, a real signal."""
import time

from odoo.tests import tagged

from odoo.addons.signing_key.tests.killed_server import KilledServerMixin

from .common import CommittedPayrollCase

EMPLOYEES = 400


@tagged('post_install', '-at_install')
class TestKilled(KilledServerMixin, CommittedPayrollCase):

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            self.employee_ids = self._hire(env, EMPLOYEES)
        with self._connect(self.manager_id) as env:
            batch = self._batch(env, self.employee_ids)
            batch.action_dz_start()
            self.batch_id = batch.id

    def _slips(self, env):
        return env['hr.payslip'].search([('employee_id', 'in', self.employee_ids)])

    def test_killed_among_payslips_it_goes_on_and_pays_nobody_twice(self):
        server = self._start_server()
        self._wait_for(lambda env: env['hr.payslip.run'].browse(self.batch_id).dz_done_count >= 100)
        self._kill(server)
        killed = time.monotonic()
        with self._connect() as env:
            batch = env['hr.payslip.run'].browse(self.batch_id)
            self.assertIn(batch.dz_done_count, range(100, EMPLOYEES), "killed too late to prove anything")
            self.assertEqual(len(self._slips(env)), batch.dz_done_count)
            self.assertEqual(batch.dz_state, 'running')
        time.sleep(max(0, killed + self.SILENCE - time.monotonic()))
        self._start_server()
        self._wait_for(lambda env: env['hr.payslip.run'].browse(self.batch_id).dz_state == 'computed')
        with self._connect() as env:
            batch, slips = env['hr.payslip.run'].browse(self.batch_id), self._slips(env)
            self.assertEqual((len(slips), len(slips.employee_id)), (EMPLOYEES, EMPLOYEES))
            self.assertEqual((batch.dz_done_count, batch.dz_failed_count), (EMPLOYEES, 0))
            self.assertEqual(batch.dz_line_ids.payslip_id, slips.sorted('id') & batch.dz_line_ids.payslip_id)
            self.assertEqual(set(slips.mapped('state')), {'verify'})
            self.assertEqual(len(set(slips.mapped('number'))), EMPLOYEES)
            self.assertEqual(
                [round(slip.dz_gross, 2) for slip in slips.sorted(lambda slip: slip.employee_id.id)],
                [24000 + 10 * number for number in range(EMPLOYEES)])
