import threading
from concurrent.futures import ThreadPoolExecutor

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

CLERKS = 32


@tagged('post_install', '-at_install')
class TestParallelRegistrations(BaseCase):
    """Thirty-two connections that really commit; all they made is removed afterwards, protection off."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._remove)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            national = env['res.company'].create({
                'name': "Parallel national", 'chamber_kind': 'national', 'chamber_code': 'P-CN'})
            self.chamber = env['res.company'].create({
                'name': "Parallel chamber", 'chamber_kind': 'wilaya', 'chamber_code': 'P-16', 'parent_id': national.id})
            self.company_ids = (national | self.chamber).ids
            self.activity_id = env.ref('chamber_registry.chamber_craft_activity_x01_001').id
            self.partner_ids = env['res.partner'].create([
                {'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': self.chamber.id,
                 'family_name_ar': "متواز", 'given_name_ar': str(number)}
                for number in range(CLERKS)
            ]).ids

    def _remove(self):
        key = f'company:{self.chamber.id}'
        with db_connect(get_db_name()).cursor() as cr:
            for table, condition in (
                ('chamber_act', SQL("chain_key = %s", key)),
                ('chained_journal_head', SQL("model = 'chamber.act' AND chain_key = %s", key)),
            ):
                name = SQL.identifier(table)
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER chained_journal_row", name))
                cr.execute(SQL("DELETE FROM %s WHERE %s", name, condition))
                cr.execute(SQL("ALTER TABLE %s ENABLE ALWAYS TRIGGER chained_journal_row", name))
            cr.execute(SQL(
                "DELETE FROM chamber_entry_activity WHERE company_id = %(chamber)s;"
                "DELETE FROM chamber_entry WHERE company_id = %(chamber)s;"
                "DELETE FROM chamber_number WHERE company_id = %(chamber)s", chamber=self.chamber.id))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env['res.partner'].browse(self.partner_ids).unlink()
            for company in env['res.company'].browse(self.company_ids).sorted('id', reverse=True):
                # a company stays once it has been used: out of sight, its code free
                company.write({
                    'active': False, 'chamber_kind': False, 'chamber_code': False, 'name': f"Removed {company.id}"})

    def _register(self, env, number):
        return env['chamber.act']._record_batch([{
            'kind': 'inscription', 'company': env['res.company'].browse(self.chamber.id),
            'partner': env['res.partner'].browse(self.partner_ids[number]),
            'values': {'main_activity_id': self.activity_id},
        }]).entry_id.number

    def _run(self, work):
        """Run ``work(env, number)`` in transactions that all began before the first of them wrote."""
        barrier = threading.Barrier(CLERKS)

        def one(number):
            with db_connect(get_db_name()).cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                env['chamber.entry'].search_count([])   # takes the snapshot
                barrier.wait(timeout=60)
                return work(env, number)

        with ThreadPoolExecutor(CLERKS) as pool:
            return list(pool.map(one, range(CLERKS)))

    def _committed(self):
        with db_connect(get_db_name()).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            numbers = env['chamber.entry'].search([('company_id', '=', self.chamber.id)]).mapped('number')
            return sorted(numbers), env['chamber.act']._verify_chains([f'company:{self.chamber.id}'])

    def test_numbers_are_consecutive_and_none_is_given_twice(self):
        given = self._run(self._register)
        numbers, findings = self._committed()
        self.assertEqual(sorted(given), numbers)
        self.assertEqual([int(number.rsplit('-', 1)[1]) for number in numbers], list(range(1, CLERKS + 1)))
        self.assertEqual(findings, [])

    def test_numbers_of_registrations_that_fail_go_to_the_others(self):
        def work(env, number):
            self._register(env, number)
            if number % 4 == 0:
                env.cr.rollback()

        self._run(work)
        numbers, findings = self._committed()
        self.assertEqual([int(number.rsplit('-', 1)[1]) for number in numbers], list(range(1, CLERKS * 3 // 4 + 1)))
        self.assertEqual(findings, [])

    @mute_logger('odoo.sql_db')  # the database refuses the second one, and says so in the log
    def test_the_same_registrant_at_two_desks_is_registered_once(self):
        outcomes = []
        barrier = threading.Barrier(2)

        def desk():
            with self.registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                env['chamber.entry'].search_count([])
                barrier.wait(timeout=60)
                try:
                    retrying(lambda: self._register(env, 0), env)
                    outcomes.append('registered')
                except UserError as error:
                    cr.rollback()
                    outcomes.append(str(error))

        desks = [threading.Thread(target=desk) for _number in range(2)]
        # the database refuses the second one, and says so in the log
        with mute_logger('odoo.sql_db'):
            for thread in desks:
                thread.start()
            for thread in desks:
                thread.join(60)
        self.assertEqual(len(outcomes), 2)
        self.assertEqual(outcomes.count('registered'), 1, outcomes)
        self.assertIn("already has a live entry", next(outcome for outcome in outcomes if outcome != 'registered'))
        self.assertEqual(len(self._committed()[0]), 1)
