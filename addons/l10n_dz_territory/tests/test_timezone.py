from datetime import date

from freezegun import freeze_time

from odoo import fields
from odoo.tests import new_test_user, tagged

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestTimezone(TerritoryCase):
    """Half past midnight in Algiers is still yesterday in Greenwich."""

    def test_who_acts_without_signing_in_lives_in_algiers(self):
        for name in ('base.user_root', 'base.public_user'):
            with self.subTest(user=name), freeze_time('2026-03-15 23:30:00'):
                env = self.env(user=self.env.ref(name), context={})
                self.assertEqual(fields.Date.context_today(env['res.users']), date(2026, 3, 16))

    def test_a_new_user_lives_in_algiers(self):
        self.assertEqual(new_test_user(self.env, 'tz_none', tz=False).tz, 'Africa/Algiers')

    def test_who_has_a_time_of_his_own_keeps_it(self):
        self.assertEqual(new_test_user(self.env, 'tz_paris', tz='Europe/Paris').tz, 'Europe/Paris')
