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

    def test_soon_is_what_the_delay_of_the_day_says(self):
        """Warned 10 days before the deadline of 14 May; 3 days from 1 April on."""
        warning = self.env.ref('chamber_registry.delay_tacit_warning')
        warning.date_end = '2026-03-31'
        warning.flush_recordset()
        warning.copy({'date_start': '2026-04-01', 'date_end': False, 'duration': 3})
        request = self._create_filed()
        Request = self.env['chamber.request'].with_user(self.registrar_16)
        for day, level, color in (
                ('2026-05-04', 'none', 'info'), ('2026-05-10', 'none', 'info'), ('2026-05-11', 'soon', 'warning'),
                ('2026-05-14', 'soon', 'warning'), ('2026-05-15', 'late', 'danger')):
            with self.subTest(day=day), freeze_time(f'{day} 09:00:00'):
                self.env.invalidate_all()
                self.assertEqual(request.urgency, level)
                for searched in ('late', 'soon', 'none', False):
                    found = Request.search([('urgency', '=', searched), ('id', '=', request.id)])
                    self.assertEqual(bool(found), searched == level)
                self.assertEqual(self._home(self.registrar_16)['waiting'][0]['level'], color)

    def test_what_has_no_clock_is_in_no_hurry(self):
        draft = self._create_request()
        self.assertFalse(draft.urgency)
        self.assertEqual(draft.search([('urgency', '=', False), ('id', '=', draft.id)]), draft)

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

    def test_the_national_roles_see_how_the_chambers_stand_the_latest_first(self):
        self._create_filed(
            self.agent_05, exercise_city_id=self.city_05.id,
            partner_id=self._create_registrant(chamber_id=self.chamber_05.id, nin=self._next_nin()).id)
        with freeze_time('2026-01-02 09:00:00'):
            self._create_filed()
        with freeze_time('2026-01-16 09:00:00'):
            self._create_filed()
        self._create_entry()
        for user in (self.national, self.director_general, self.auditor):
            with self.subTest(user=user.login):
                rows = self._home(user)['chambers']
                own = [row for row in rows if row['id'] in (self.chamber_16 + self.chamber_05).ids]
                self.assertEqual([row.pop('name') for row in own], [self.chamber_16.name_fr, self.chamber_05.name_fr])
                self.assertEqual(own, [
                    {'id': self.chamber_16.id, 'late': 1, 'soon': 1, 'open': 2, 'entries': 1},
                    {'id': self.chamber_05.id, 'late': 0, 'soon': 0, 'open': 1, 'entries': 0},
                ])

    def test_chambers_are_named_in_the_reader_s_language(self):
        self._create_filed()
        home = self.env['chamber.home'].with_user(self.national).with_context(lang='ar_001').get_home_data()
        names = {row['id']: row['name'] for row in home['chambers']}
        self.assertEqual(names[self.chamber_16.id], self.chamber_16.name_ar)

    def test_a_chamber_does_not_see_how_the_others_stand(self):
        self._create_filed()
        for user in (self.agent_05, self.registrar_16, self.director_16):
            self.assertEqual(self._home(user)['chambers'], [])

    def test_only_who_enters_requests_is_offered_a_new_one(self):
        offered = {
            user.login: self._home(user)['can_enter']
            for user in (self.agent_16, self.registrar_16, self.director_16, self.national, self.auditor)}
        self.assertEqual(offered, {
            'agent_16': True, 'registrar_16': True, 'director_16': False, 'national': False, 'auditor': False})

    def test_who_has_no_role_has_no_home(self):
        stranger = new_test_user(self.env, login='stranger_home', groups='base.group_user')
        with self.assertRaises(AccessError):
            self._home(stranger)
