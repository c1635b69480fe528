from datetime import date

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CommittedFileCase


@tagged('post_install', '-at_install')
class TestParallel(CommittedFileCase):

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_signatures_at_the_same_moment_have_two_numbers_without_gap(self):
        with self._connect() as env:
            first, second = [
                self._prepare(env, employee_id, 'work_certificate', date.today()) for employee_id in self._hire(env, 2)]
        results = self._click_at_once(*[
            (self.manager_id, lambda env, number=number: env['dz.hr.decision'].browse(number).action_sign())
            for number in (first, second)])
        self.assertEqual(results, [None, None])
        with self._connect() as env:
            decisions = env['dz.hr.decision'].browse([first, second])
            [year] = {decision.date.year for decision in decisions}
            self.assertEqual(
                set(decisions.mapped('name')), {f'0001/{year}', f'0002/{year}'})
            self.assertFalse(env['dz.hr.decision.event']._verify_chains([f'company-{self.company_id}']))

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_one_decision_signed_twice_at_the_same_moment_is_signed_once(self):
        with self._connect() as env:
            decision_id = self._prepare(env, self._hire(env, 1)[0], 'confirmation', date.today())
        results = self._click_at_once(*[
            (self.manager_id, lambda env: env['dz.hr.decision'].browse(decision_id).action_sign())] * 2)
        self.assertEqual(len([result for result in results if isinstance(result, str)]), 1, results)
        with self._connect() as env:
            decision = env['dz.hr.decision'].browse(decision_id)
            self.assertEqual((decision.name, decision.state), (f'0001/{decision.date.year}', 'applied'))
            self.assertEqual(decision.employee_id.versions_count, 2)

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_persons_entered_at_the_same_moment_have_two_registration_numbers(self):
        def enter(env):
            return self._hire(env, 1)[0]

        self._click_at_once((self.manager_id, enter), (self.manager_id, enter))
        with self._connect() as env:
            persons = env['hr.employee'].search([('company_id', '=', self.company_id)])
            self.assertEqual(sorted(persons.mapped('dz_matricule')), ['00001', '00002'])

    @mute_logger('odoo.sql_db', 'odoo.service.model')
    def test_two_interims_signed_at_the_same_moment_one_wins(self):
        with self._connect() as env:
            employee_id, = self._hire(env, 1)
            job_id = env['hr.job'].create({'name': "Head", 'company_id': self.company_id}).id
            ids = [self._prepare(env, employee_id, 'interim', date.today(), date_end=date(2099, 1, 1), job_id=job_id)
                   for _number in range(2)]
        results = self._click_at_once(*[
            (self.manager_id, lambda env, number=number: env['dz.hr.decision'].browse(number).action_sign())
            for number in ids])
        refusals = [result for result in results if isinstance(result, str)]
        self.assertEqual(len(refusals), 1, results)
        self.assertIn("already covers these days", refusals[0])
