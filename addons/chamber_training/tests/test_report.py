from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestTrainingReport(TrainingCase):
    """A course of 7 hours that cost 21 000 DA, with two men and a woman; another of 3.5 hours with one man."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session = cls._create_held(2, 21000)
        men = [cls._enrol(cls.session, cls._create_artisan()) for _index in range(2)]
        woman = cls._enrol(cls.session, cls._create_artisan(sex='female'))
        for enrolment in (*men, woman):
            cls._attend(enrolment, cls.session.half_day_ids[0], 3.5)
        cls._attend(woman, cls.session.half_day_ids[1], 3.5)
        cls.short = cls._create_held(1, 7000, date_begin=datetime(2026, 4, 1, 8), date_end=datetime(2026, 4, 1, 12))
        cls._attend(cls._enrol(cls.short, men[0].partner_id), cls.short.half_day_ids, 3.5)

    @classmethod
    def _create_held(cls, half_days, cost, **values):
        session = cls._create_bare(**values)
        for index in range(half_days):
            begin = datetime(2026, 3, 25, 8) if half_days == 2 else datetime(2026, 4, 1, 8)
            begin = begin.replace(hour=8 + 4 * index)
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': begin, 'date_end': begin.replace(hour=begin.hour + 3, minute=30)})
        session._set_state('open')
        session._set_state('ongoing')
        session.sudo().chamber_activity_id.actual_amount = cost
        return session

    @classmethod
    def _enrol(cls, session, partner):
        number = len(session.enrolment_ids) + 1
        return as_engine(cls.env['chamber.training.enrolment']).create({
            'number': f'E{session.id}-{number}', 'session_id': session.id, 'partner_id': partner.id, 'state': 'accepted',
            'seat_number': number, 'sex': partner.sex, 'state_id': cls.state_16.id, 'craft_activity_id': cls.craft_activity.id})

    @classmethod
    def _attend(cls, enrolment, half_day, hours):
        as_engine(cls.env['chamber.training.attendance']).create({
            'half_day_id': half_day.id, 'enrolment_id': enrolment.id, 'state': 'present', 'hours': hours, 'channel': 'tick',
            'moment': half_day.date_begin, 'taken_by_id': cls.env.uid})

    def _group(self, field, user=None):
        Report = self.env['chamber.training.report'].with_user(user or self.training_officer_16)
        return {
            group[0]: group[1:] for group in Report._read_group(
                [('session_id', 'in', (self.session + self.short).ids)], [field],
                ['participations:sum', 'partner_id:count_distinct', 'hours_attended:sum', 'cost:sum', 'cost_per_hour:avg'])}

    def test_people_hours_and_cost_by_sex(self):
        """Men: 2 × 3.5 + 3.5 h, two thirds of 21 000 and 7 000. Women: 7 h, a third of 21 000."""
        self.assertEqual(self._group('sex'), {'male': (3, 2, 10.5, 21000, 2000), 'female': (1, 1, 7, 7000, 1000)})

    def test_cost_per_hour_is_the_cost_divided_by_the_hours(self):
        """28 000 DA for 17.5 hours, not the mean of what each line gives."""
        self.assertEqual(
            self._group('company_id'), {self.chamber_16: (4, 3, 17.5, 28000, 1600)})

    def test_hours_taught_are_those_of_the_sessions(self):
        total, due, share = self.env['chamber.training.report']._read_group(
            [('session_id', 'in', (self.session + self.short).ids)], [],
            ['hours_taught:sum', 'hours_due:sum', 'attended_share:avg'])[0]
        self.assertAlmostEqual(total, 10.5)
        self.assertAlmostEqual(due, 24.5)
        self.assertAlmostEqual(share, 100 * 17.5 / 24.5)

    def test_by_month_craft_and_wilaya(self):
        self.assertEqual(
            [values[0] for _month, values in sorted(self._group('date:month').items())], [3, 1])
        self.assertEqual(list(self._group('craft_activity_id')), [self.craft_activity])
        self.assertEqual(list(self._group('sector_id')), [self.craft_activity.sector_id])
        self.assertEqual(list(self._group('state_id')), [self.state_16])

    def test_a_session_without_anyone_still_costs(self):
        empty = self._create_held(1, 5000, date_begin=datetime(2026, 4, 1, 8), date_end=datetime(2026, 4, 1, 12))
        line = self.env['chamber.training.report'].search([('session_id', '=', empty.id)])
        self.assertRecordValues(line, [
            {'participations': 0, 'hours_taught': 3.5, 'cost': 5000, 'hours_attended': 0, 'partner_id': False}])

    def test_cancelled_sessions_and_places_only_asked_for_do_not_count(self):
        other = self._create_bare()
        as_engine(self.env['chamber.training.enrolment']).create({
            'number': 'E-asked', 'session_id': other.id, 'partner_id': self._create_artisan().id, 'state': 'asked'})
        lines = self.env['chamber.training.report'].search([('session_id', '=', other.id)])
        self.assertEqual(lines.mapped('participations'), [0])
        other._set_state('cancelled')
        self.assertFalse(self.env['chamber.training.report'].search([('session_id', '=', other.id)]))

    def test_each_chamber_reads_its_own_figures(self):
        domain = [('session_id', '=', self.session.id)]
        for user, number in (
                (self.training_officer_16, 3), (self.training_officer_05, 0), (self.training_national, 3)):
            with self.subTest(user=user.login):
                self.assertEqual(self.env['chamber.training.report'].with_user(user).search_count(domain), number)
        for user in (self.trainer_user, self.juror_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env['chamber.training.report'].with_user(user).search(domain)

    def test_a_line_opens_its_session(self):
        line = self.env['chamber.training.report'].with_user(self.training_officer_16).search(
            [('session_id', '=', self.session.id)], limit=1)
        self.assertEqual(line.action_open_session()['res_id'], self.session.id)
