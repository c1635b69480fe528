from datetime import date, timedelta

from odoo.fields import Command

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase


class PapersCase(TrainingCase):
    """A course that is done with its attendance, and a qualification test with its jury of three."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16.write({'name_ar': "غرفة الجزائر للاختبار"})
        cls.seat = 0

    # courses

    @classmethod
    def _enrol(cls, session, partner=None, **values):
        """An accepted participant, as the steps of enrolment make him."""
        partner = partner or cls._create_artisan()
        cls.seat += 1
        return as_engine(cls.env['chamber.training.enrolment']).sudo().create({
            'number': f'E-{cls.seat}', 'session_id': session.id, 'partner_id': partner.id, 'state': 'accepted',
            'seat_number': cls.seat, 'entry_id': cls._get_entry(partner).id, **values,
        }).with_env(cls.env)

    @classmethod
    def _create_session_on(cls, day, half_days=1, **values):
        """A session of one day, with half-days that take no room and no trainer."""
        session = cls._create_session(half_days=0, **{
            'date_begin': f'{day} 07:00:00', 'date_end': f'{day} 18:00:00', 'room_id': False, **values})
        modules = session.programme_id.module_ids
        for index in range(half_days):
            begin = session.date_begin + timedelta(hours=4 * index)
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=3, minutes=30),
                'module_id': modules[index % len(modules)].id if modules else False,
            })
        return session

    @classmethod
    def _attend(cls, enrolment, *states):
        """Attendance of a participant, half-day by half-day."""
        half_days = enrolment.session_id.half_day_ids.sorted('date_begin')
        return as_engine(cls.env['chamber.training.attendance']).sudo().create([
            {
                'half_day_id': half_day.id, 'enrolment_id': enrolment.id, 'state': state, 'channel': 'tick',
                'hours': half_day.hours if state in ('present', 'late') else 0, 'moment': half_day.date_begin,
                'taken_by_id': cls.training_officer_16.id,
            }
            for half_day, state in zip(half_days, states, strict=False)
        ])

    @classmethod
    def _move(cls, session, state):
        """Bring a session to a state by its own transitions, without their conditions."""
        path = {'draft': [], 'open': ['open'], 'ongoing': ['open', 'ongoing'], 'done': ['open', 'ongoing', 'done']}
        session = session.sudo()
        if not session.number:
            as_engine(session).number = f'FT-16-2026-{session.id:06d}'
        for step in path[state]:
            if step in session.TRANSITIONS[session.state]:
                session._set_state(step)

    @classmethod
    def _create_done_course(cls, count=2, half_days=2, **values):
        """A course that is done, where everybody attended all; return it and the enrolments."""
        session = cls._create_session(half_days=half_days, seats_max=max(count, 5), **values)
        enrolments = cls.env['chamber.training.enrolment'].union(*(cls._enrol(session) for _number in range(count)))
        cls._move(session, 'done')
        for enrolment in enrolments:
            cls._attend(enrolment, *['present'] * half_days)
        return session, enrolments

    def _as(self, record, user):
        self.env.flush_all()
        return record.with_user(user)

    # tests

    @classmethod
    def _create_test_programme(cls, **values):
        """Oral 20 × 1, practical 20 × 3 eliminatory below 8, pass mark 10."""
        return cls._create_programme(**{
            'name': "Qualification of the tests", 'code': 'Q-01', 'kind': 'test', 'module_ids': [], 'pass_mark': 10,
            'criterion_ids': [
                Command.create({'name': "Explains", 'part': 'oral', 'maximum': 20, 'weight': 1, 'sequence': 1}),
                Command.create({
                    'name': "Makes", 'part': 'practical', 'maximum': 20, 'weight': 3, 'eliminatory': 8, 'sequence': 2}),
            ],
            **values,
        })

    @classmethod
    def _create_jury(cls, session, count=3):
        """A president and members, each with his login."""
        users = cls.env['res.users'].union(*(
            cls._create_training_user(f't_jury_{session.id}_{number}', 'juror', cls.chamber_16) for number in range(count)))
        for number, user in enumerate(users, 1):
            user.name = f"Juror {number}"
        return cls.env['chamber.training.juror'].with_user(cls.training_officer_16).create([
            {'session_id': session.id, 'partner_id': user.partner_id.id, 'role': 'member' if number else 'president',
             'quality': "Master craftsman"}
            for number, user in enumerate(users)
        ]).sudo()

    @classmethod
    def _create_test(cls, count=2, state='ongoing', jurors=3, **values):
        """A qualification test with its jury and candidates; return session, jury and candidates."""
        programme = values.pop('programme', None) or cls._create_test_programme()
        session = cls._create_session_on(
            values.pop('day', '2026-03-25'), programme_id=programme.id, seats_max=max(count, 5), **values)
        jury = cls._create_jury(session, jurors)
        candidates = cls.env['chamber.training.enrolment'].union(*(cls._enrol(session) for _number in range(count)))
        cls._move(session, state)
        return session, jury, candidates

    def _give_marks(self, session, jury, candidate, *marks):
        """Each juror gives a candidate the marks of each criterion."""
        for juror in jury:
            for criterion, value in zip(session.sudo().programme_id.criterion_ids, marks, strict=True):
                session.with_user(juror.user_id).set_mark(candidate.id, criterion.id, value)

    def _sign(self, session, jury):
        """The president draws up the results and signs; return the minutes."""
        president = jury.filtered(lambda juror: juror.role == 'president').user_id
        action = session.with_user(president).action_view_deliberation()
        minutes = self.env['chamber.training.deliberation'].with_user(president).browse(action['res_id'])
        minutes.action_deliberate()
        minutes.action_sign()
        return minutes.sudo()

    def _journal(self, session, kind):
        return self.env['chamber.training.journal'].sudo().search([('session_id', '=', session.id), ('kind', '=', kind)])

    def _today(self):
        return date(2026, 3, 15)
