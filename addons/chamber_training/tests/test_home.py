from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged, users, warmup

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestTrainingHome(TrainingCase):

    def _home(self, user):
        return self.env['chamber.training.home'].with_user(user).get_home_data()

    def _counts(self, user):
        return {tile['key']: tile['count'] for tile in self._home(user)['tiles']}

    def _enrol(self, session, state='accepted', **values):
        """An enrolment as its steps leave it, whatever those steps are."""
        seat = len(session.enrolment_ids) + 1 if state in ('accepted', 'offered') else 0
        return as_engine(self.env['chamber.training.enrolment']).create({
            'number': f'E{session.id}-{len(session.enrolment_ids) + 1}', 'session_id': session.id,
            'partner_id': self._create_artisan().id, 'state': state, 'seat_number': seat, **values})

    def _open(self, session, *states):
        for state in states or ('open',):
            session._set_state(state)
        return session

    def test_what_waits_for_an_officer_the_latest_first(self):
        done = self._open(self._create_bare(
            date_begin=datetime(2026, 3, 9, 8), date_end=datetime(2026, 3, 9, 16)), 'open', 'ongoing', 'done')
        self._enrol(done)
        late = self._open(self._create_bare(date_begin=datetime(2026, 3, 12, 8)), 'open', 'ongoing')
        late.half_day_ids.create({
            'session_id': late.id, 'date_begin': datetime(2026, 3, 12, 8), 'date_end': datetime(2026, 3, 12, 11)})
        asked = self._open(self._create_bare())
        self._enrol(asked, 'asked')
        lines = self._home(self.training_officer_16)['waiting']
        self.assertEqual(
            [(line['key'].split('-')[0], line['number'] or line['subject'], line['deadline'], line['level']) for line in lines], [
                ('certificates', done.number or done.name, '2026-03-09', 'danger'),
                # of several half-days of a session, which one
                ('attendance', f'{late.name} — \u206609:00–12:00\u2069', '2026-03-12', 'danger'),
                ('asked', asked.number or asked.name, '2026-03-25', 'info'),
            ])

    def test_what_comes_within_three_days_is_orange(self):
        session = self._create_bare()
        for day, level in (
                ('2026-03-21', 'info'), ('2026-03-22', 'warning'), ('2026-03-25', 'warning'), ('2026-03-26', 'danger')):
            with self.subTest(day=day), freeze_time(f'{day} 09:00:00'):
                line, = (line for line in self._home(self.training_officer_16)['waiting'] if line['id'] == session.id)
                self.assertEqual(line['level'], level)

    def test_tiles_count_what_their_list_shows(self):
        session = self._open(self._create_bare())
        self._enrol(session, 'asked')
        self._enrol(session, 'offered', offer_deadline=datetime(2026, 3, 16))
        home = self._home(self.training_officer_16)
        for tile in home['tiles']:
            with self.subTest(tile=tile['key']):
                self.assertEqual(
                    tile['count'], self.env[tile['model']].with_user(self.training_officer_16).search_count(tile['domain']))
        counts = self._counts(self.training_officer_16)
        self.assertEqual((counts['asked'], counts['offers'], counts['draft'], counts['certificates']), (1, 1, 0, 0))

    def test_the_week_begins_on_sunday(self):
        """15 March 2026 is a Sunday: the week is 15 to 21 March."""
        session = self._open(self._create_bare(date_begin=datetime(2026, 3, 10, 8)), 'open', 'ongoing')
        for day, counted in ((14, 0), (15, 1), (21, 1), (22, 0)):
            with self.subTest(day=day):
                half_day = session.half_day_ids.create({
                    'session_id': session.id, 'date_begin': datetime(2026, 3, day, 8), 'date_end': datetime(2026, 3, day, 11)})
                self.assertEqual(self._counts(self.training_officer_16)['week'], counted)
                half_day.unlink()

    def test_another_chamber_sees_nothing_of_it(self):
        self._create_bare()
        self.assertEqual(self._counts(self.training_officer_16)['draft'], 1)
        self.assertEqual(self._counts(self.training_officer_05)['draft'], 0)
        self.assertEqual(self._home(self.training_officer_05)['chambers'], [])

    def test_a_trainer_sees_the_half_days_that_he_teaches(self):
        session = self._open(self._create_session())
        self.env.flush_all()
        home = self._home(self.trainer_user)
        self.assertEqual([tile['key'] for tile in home['tiles']], ['teaching'])
        self.assertEqual([line['id'] for line in home['waiting']], session.half_day_ids.sorted('date_begin').ids)
        self.assertEqual(
            [(line['deadline'], line['session_id']) for line in home['waiting']], [('2026-03-25', session.id)] * 2)
        self.assertFalse(home['can_prepare'])

    def test_a_juror_sees_the_tests_of_his_juries(self):
        programme = self._create_programme(code='T-T', kind='test', module_ids=[])
        test = self._create_bare(programme_id=programme.id)
        self.env['chamber.training.juror'].create({
            'session_id': test.id, 'partner_id': self.juror_user.partner_id.id, 'user_id': self.juror_user.id})
        self._create_bare(programme_id=programme.id)
        self._open(test)
        home = self._home(self.juror_user)
        self.assertEqual([(tile['key'], tile['count']) for tile in home['tiles']], [('tests', 1)])
        self.assertEqual([line['id'] for line in home['waiting']], test.ids)

    def test_the_national_manager_sees_how_the_chambers_stand(self):
        session = self._open(self._create_bare(), 'open', 'ongoing', 'done')
        self._enrol(session)
        self._enrol(session)
        row, = (row for row in self._home(self.training_national)['chambers'] if row['id'] == self.chamber_16.id)
        self.assertEqual(row, {
            'id': self.chamber_16.id, 'name': self.chamber_16.name_fr, 'attendance': 0, 'certificates': 1, 'sessions': 0,
            'people': 2, 'papers': 0})

    def test_the_year_of_the_chamber_is_shown_month_by_month_and_by_theme(self):
        theme = self.env['chamber.training.theme'].create({'name': "Jewellery"})
        self.programme.theme_id = theme
        may = self._create_bare(date_begin=datetime(2026, 5, 11, 8), date_end=datetime(2026, 5, 11, 16))
        for session in (may, may, self._create_bare()):
            self._enrol(session)
        self.env.flush_all()
        months, themes = self._home(self.training_officer_16)['panels']
        self.assertEqual({row['key']: row['values'] for row in months['rows'] if any(row['values'])}, {3: [1, 0], 5: [2, 0]})
        self.assertEqual([row['shares'][0] for row in months['rows'] if any(row['values'])], [50, 100])
        self.assertEqual([series['total'] for series in months['series']], ['3', '0'])
        row, = themes['rows']
        self.assertEqual((row['name'], row['text'], row['share']), ("Jewellery", '3', 100))
        self.assertEqual(self.env[row['model']].with_user(self.training_officer_16).search_count(row['domain']), 3)

    def test_other_chambers_have_no_part_in_the_figures(self):
        self._enrol(self._create_bare())
        self.env.flush_all()
        months, themes = self._home(self.training_officer_05)['panels']
        self.assertEqual((months['rows'], themes['rows']), ([], []))
        self.assertEqual(months['empty'], "Nobody has been trained this year yet.")

    def test_who_has_no_role_has_no_home(self):
        stranger = new_test_user(self.env, login='stranger_training', groups='base.group_user')
        with self.assertRaises(AccessError):
            self._home(stranger)

    @users('t_officer_16')
    @warmup
    def test_queries_do_not_grow_with_the_work(self):
        """Measured with one thing of each kind, and with twenty."""
        def measure():
            self.env['chamber.training.home'].get_home_data()  # what the server remembers between pages is there
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env['chamber.training.home'].get_home_data()
            return self.env.cr.sql_log_count - before
        first = self._fill(1)
        few = measure()
        self._fill(20)
        many = measure()
        self.assertTrue(first)
        self.assertLessEqual(many, few)
        self.assertLessEqual(few, 30)

    def _fill(self, number):
        env = self.env(su=True)
        sessions = env['chamber.training.session']
        for index in range(number):
            session = self._create_bare(date_begin=datetime(2026, 3, 1, 8)).with_env(env)
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': datetime(2026, 3, 1, 8) + timedelta(days=index % 10),
                'date_end': datetime(2026, 3, 1, 11) + timedelta(days=index % 10)})
            self._open(session, 'open')
            as_engine(env['chamber.training.enrolment']).create({
                'number': f'E{session.id}', 'session_id': session.id, 'state': 'asked', 'partner_id': self._create_artisan().id})
            sessions |= session
        return sessions

    def test_a_plan_to_approve_waits_since_its_year_began(self):
        Domains = self.env['chamber.training.home.domains'].with_user(self.training_officer_16)
        self.assertFalse(self.env['chamber.training.plan'].search(Domains._get_plans_to_approve()))
        subject, = (
            subject for subject in self.env['chamber.training.home']._get_chamber_subjects() if subject['key'] == 'plans')
        plan = self.env['chamber.training.plan'].new({'year': 2026})
        self.assertEqual(subject['deadline'](plan), date(2026, 1, 1))
