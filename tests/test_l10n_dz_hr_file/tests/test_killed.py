"""The daily job dies in the middle: what it had applied stays applied, and the rest is applied once, later."""
from datetime import date, timedelta
from unittest.mock import patch

import psycopg2

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import CommittedFileCase

PERSONS = 6


@tagged('post_install', '-at_install')
class TestKilled(CommittedFileCase):

    def setUp(self):
        super().setUp()
        today = date.today()
        with self._connect() as env:
            self.employee_ids = self._hire(env, PERSONS)
            ids = [self._prepare(env, employee_id, 'confirmation', today + timedelta(days=30))
                   for employee_id in self.employee_ids]
        with self._connect(self.manager_id) as env:
            env['dz.hr.decision'].browse(ids).action_sign()
        with self._connect() as env:
            # their day has come
            env.cr.execute(SQL("UPDATE dz_hr_decision SET date_effect = %s WHERE id IN %s", today, tuple(ids)))
        self.decision_ids = ids

    def _applied(self):
        with self._connect() as env:
            return env['dz.hr.decision'].search_count([('id', 'in', self.decision_ids), ('state', '=', 'applied')])

    def _kill(self, env):
        """End the connection of an environment from another one, as when its server dies."""
        pid = env.execute_query(SQL("SELECT pg_backend_pid()"))[0][0]
        with self._connect() as other:
            other.execute_query(SQL("SELECT pg_terminate_backend(%s, 5000)", pid))

    @mute_logger('odoo.sql_db')
    def test_a_job_whose_connection_dies_goes_on_and_applies_nothing_twice(self):
        Decision = self.registry['dz.hr.decision']
        write, begun = Decision._write_engine, []

        def write_and_die(decision, values):
            write(decision, values)
            if values.get('state') == 'applied':
                begun.append(decision.id)
                if len(begun) == 4:
                    decision.env.flush_all()
                    self._kill(decision.env)

        with patch.object(Decision, '_write_engine', write_and_die), self.assertRaises(psycopg2.Error):
            with self._connect() as env:
                env['dz.hr.decision']._cron_take_effect()
        self.assertEqual(self._applied(), 3, "each decision is committed by itself, the fourth is lost whole")
        for _turn in range(2):
            with self._connect() as env:
                env['dz.hr.decision']._cron_take_effect()
        self.assertEqual(self._applied(), PERSONS)
        with self._connect() as env:
            for employee in env['hr.employee'].browse(self.employee_ids):
                self.assertEqual(employee.versions_count, 2)
            events = env['dz.hr.decision.event'].search(
                [('decision_id', 'in', self.decision_ids), ('event', '=', 'applied')])
            self.assertEqual(len(events), PERSONS)
            self.assertFalse(env['dz.hr.decision.event']._verify_chains([f'company-{self.company_id}']))
