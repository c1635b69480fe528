from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_session import SessionCase


@tagged('post_install', '-at_install')
class TestSessionQueries(SessionCase):
    """A session of 300 people opens as fast as one of three."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.room.seats = 400
        cls.small = cls._create_session(seats_max=300)
        cls.large = cls._second_session(seats=400, seats_max=300)
        for session, count in ((cls.small, 3), (cls.large, 300)):
            session.action_open()
            cls._enrol(session, count)
            session.half_day_ids[0]._take(session.enrolment_ids, 'present', 'tick')
        cls.env.flush_all()

    @classmethod
    def _enrol(cls, session, count):
        partners = cls.env['res.partner'].create([{'name': f"Participant {number}"} for number in range(count)])
        as_engine(cls.env['chamber.training.enrolment']).create([
            {'number': f'{session.id}-{index}', 'session_id': session.id, 'partner_id': partner.id, 'state': 'accepted',
             'seat_number': index + 1}
            for index, partner in enumerate(partners)])

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        function()  # what the server keeps in its caches is there
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assertNoMoreQueries(self, function, most):
        counts = [self._count(lambda session=session: function(session)) for session in (self.small, self.large)]
        self.assertLessEqual(counts[1], counts[0], "the queries do not grow with the people")
        self.assertLess(counts[1], most)

    def test_form_of_a_session(self):
        officer = self.training_officer_16
        view = self.env['chamber.training.session'].with_user(officer).get_views([(False, 'form')])
        names = view['models']['chamber.training.session']['fields']
        specification = {name: {} for name in names if names[name]['type'] not in ('one2many', 'many2many', 'binary')}
        for name in ('half_day_ids', 'checklist_ids', 'cost_ids'):
            specification[name] = {'fields': {'display_name': {}}, 'limit': 40}
        self.assertNoMoreQueries(lambda session: session.with_user(officer).web_read(specification), 60)

    def test_attendance_page(self):
        self.assertNoMoreQueries(lambda session: session.with_user(self.training_officer_16).get_attendance_page(), 40)

    def test_scan(self):
        with self._at(hours=0.1):
            self.assertNoMoreQueries(lambda session: session.half_day_ids[0].with_user(self.training_officer_16).scan(
                session.enrolment_ids[0].number), 45)

    def test_all_others_absent_and_closing(self):
        counts = []
        for session in (self.small, self.large):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            session.half_day_ids[1].with_user(self.training_officer_16).action_close()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(self.large.half_day_ids[1].attendance_ids.mapped('state'), ['absent'] * 300)
        # rows are written by the hundred or so
        self.assertLessEqual(counts[1], counts[0] + 20)
