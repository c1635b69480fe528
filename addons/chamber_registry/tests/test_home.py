from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestHome(RequestCase):

    def _home(self, user):
        return self.env['chamber.home'].with_user(user).get_home_data()

    def _numbers(self, user):
        return [request['number'] for request in self._home(user)['waiting']]

    def test_each_role_sees_what_waits_for_it(self):
        self._create_request()
        filed, approval = self._create_filed(), self._create_in_approval()
        self.assertEqual(self._numbers(self.agent_16), ["New"])
        self.assertEqual(self._numbers(self.registrar_16), [filed.name, approval.name])
        self.assertEqual(self._numbers(self.director_16), [])
        approval.with_user(self.registrar_16).validate_tier()
        self.assertEqual(self._numbers(self.registrar_16), [filed.name])
        self.assertEqual(self._numbers(self.director_16), [approval.name])
        self.assertEqual(self._numbers(self.registrar_05), [])

    def test_what_is_late_comes_first_in_red(self):
        with freeze_time('2026-01-02 09:00:00'):
            late = self._create_filed()
        with freeze_time('2026-01-16 09:00:00'):
            soon = self._create_filed()
        fresh = self._create_filed()
        self.assertEqual(
            [(request['number'], request['level']) for request in self._home(self.registrar_16)['waiting']],
            [(late.name, 'danger'), (soon.name, 'warning'), (fresh.name, 'info')])

    def test_tiles_count_what_their_list_shows(self):
        self._create_filed()
        self._create_entry()
        home = self._home(self.registrar_16)
        counts = {tile['key']: tile['count'] for tile in home['tiles']}
        self.assertEqual((counts['filed'], counts['entries'], counts['no_card'], counts['late']), (1, 1, 1, 0))
        for tile in home['tiles']:
            with self.subTest(tile=tile['key']):
                self.assertEqual(
                    tile['count'], self.env[tile['model']].with_user(self.registrar_16).search_count(tile['domain']))

    def test_the_national_roles_see_what_is_late_everywhere(self):
        with freeze_time('2026-01-02 09:00:00'):
            late = self._create_filed()
        for user in (self.national, self.director_general, self.auditor):
            self.assertIn(late.name, self._numbers(user))

    def test_who_has_no_role_has_no_home(self):
        stranger = new_test_user(self.env, login='stranger_home', groups='base.group_user')
        with self.assertRaises(AccessError):
            self._home(stranger)
