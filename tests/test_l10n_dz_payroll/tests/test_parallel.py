from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LAST, MONTH, CommittedPayrollCase


@tagged('post_install', '-at_install')
class TestParallel(CommittedPayrollCase):

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_payslips_of_a_month_at_the_same_moment_one_wins(self):
        with self._connect() as env:
            employee_id, = self._hire(env, 1)
            contract_id = env['hr.employee'].browse(employee_id).version_id.id

        def make(env):
            return env['hr.payslip'].create({
                'employee_id': employee_id, 'contract_id': contract_id, 'struct_id': self.structure_id, 'date_from': MONTH,
                'date_to': LAST, 'company_id': self.company_id}).id

        results = self._click_at_once((self.manager_id, make), (self.manager_id, make))
        refusals = [result for result in results if isinstance(result, str)]
        self.assertEqual(len(refusals), 1, results)
        self.assertIn("already has a payslip for this month", refusals[0])
        with self._connect() as env:
            self.assertEqual(env['hr.payslip'].search_count([('employee_id', '=', employee_id)]), 1)

    def test_two_jobs_of_a_batch_at_the_same_moment_pay_each_once(self):
        with self._connect() as env:
            employee_ids = self._hire(env, 20)
        with self._connect(self.manager_id) as env:
            batch = self._batch(env, employee_ids)
            batch.sudo().dz_state = 'running'
            batch_id = batch.id

        def work(env):
            run = env['hr.payslip.run'].browse(batch_id)
            run._dz_next_lines(10).try_lock_for_update()._make_payslips()

        self._at_once(work, work, uid=self.manager_id)
        with self._connect() as env:
            lines = env['hr.payslip.run'].browse(batch_id).dz_line_ids
            slips = env['hr.payslip'].search([('employee_id', 'in', employee_ids)])
            self.assertEqual(len(slips), len(slips.employee_id))
            self.assertEqual(lines.filtered(lambda line: line.state == 'done').payslip_id, slips)
            self.assertGreaterEqual(len(slips), 10)

    def test_two_clicks_on_mark_as_paid_are_one_payment(self):
        with self._connect() as env:
            employee_ids = self._hire(env, 2)
        with self._connect(self.manager_id) as env:
            batch = self._batch(env, employee_ids)
            batch.with_context(queue_job__no_delay=True).action_dz_start()
            batch.dz_line_ids.payslip_id.sudo().state = 'done'
            batch.sudo().dz_state = 'confirmed'
            batch_id = batch.id
        results = self._click_at_once(*[
            (self.manager_id, lambda env: env['hr.payslip.run'].browse(batch_id).action_dz_mark_paid())] * 2)
        self.assertEqual(sum(isinstance(result, str) for result in results), 1, results)
        with self._connect(self.manager_id) as env, self.assertRaises(UserError):
            env['hr.payslip.run'].browse(batch_id).action_dz_mark_paid()
