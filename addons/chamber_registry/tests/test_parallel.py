from functools import partial

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_parallel import ParallelCase

CLERKS = 32


@tagged('post_install', '-at_install')
class TestParallelRegistrations(ParallelCase):
    """Thirty-two connections that really commit."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            self.partner_ids = self._create_registrants(env, CLERKS)

    def _run(self, work):
        """Run ``work(env, number)`` in transactions that all began before the first of them wrote."""
        return self._at_once(*[partial(work, number=number) for number in range(CLERKS)])

    def test_numbers_are_consecutive_and_none_is_given_twice(self):
        given = self._run(lambda env, number: self._register(env, self.partner_ids[number:number + 1]))
        numbers, findings = self._committed()
        self.assertEqual(sorted(number for numbers in given for number in numbers), numbers)
        self.assertEqual([int(number.rsplit('-', 1)[1]) for number in numbers], list(range(1, CLERKS + 1)))
        self.assertEqual(findings, [])

    def test_numbers_of_registrations_that_fail_go_to_the_others(self):
        def work(env, number):
            self._register(env, self.partner_ids[number:number + 1])
            if number % 4 == 0:
                env.cr.rollback()

        self._run(work)
        numbers, findings = self._committed()
        self.assertEqual([int(number.rsplit('-', 1)[1]) for number in numbers], list(range(1, CLERKS * 3 // 4 + 1)))
        self.assertEqual(findings, [])

    def test_the_same_registrant_at_two_desks_is_registered_once(self):
        with self._connect() as env:
            desks = [self._create_user(env, f'desk_{number}', 'registrar') for number in range(2)]

        def register(env):
            self._register(env, self.partner_ids[:1])
            return 'registered'

        # the database refuses the second one, and says so in the log
        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once(*[(user_id, register) for user_id in desks])
        self.assertEqual(outcomes.count('registered'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'registered')
        self.assertRegex(told, "قيد سار")
        self.assertEqual(len(self._committed()[0]), 1)
