from datetime import datetime, timedelta

from odoo.fields import Command

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.chamber_registry.tests.common_parallel import ParallelCase


class ParallelPapersCase(ParallelCase):
    """Sessions, juries and participants that are committed, for connections of their own."""

    def _create_training_user(self, env, login, role):
        return env['res.users'].with_context(no_reset_password=True).create({
            'name': login, 'login': f'parallel_{login}', 'lang': 'en_US', 'company_id': self.chamber_id,
            'company_ids': [Command.set([self.chamber_id])],
            'group_ids': [Command.set((
                env.ref('base.group_user') | env.ref(f'chamber_training.chamber_training_group_{role}')).ids)]})

    def _create_session(self, env, kind='course', seats=5):
        programme = env['chamber.training.programme'].create({
            'name': "Parallel programme", 'code': f'P-{kind}', 'kind': kind, 'seats': seats,
            'pass_mark': 10 if kind == 'test' else 0,
            'criterion_ids': [Command.create({'name': "Makes", 'maximum': 20})] if kind == 'test' else [],
        })
        begin = datetime(2026, 3, 25, 8, 0)
        session = env['chamber.training.session'].create({
            'programme_id': programme.id, 'company_id': self.chamber_id, 'date_begin': begin,
            'date_end': begin + timedelta(hours=9), 'seats_max': seats})
        session.half_day_ids.create({
            'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=3)})
        as_engine(session).number = 'F-P'
        return session

    def _enrol(self, env, session, partner_ids):
        """Accepted participants, as the steps of enrolment make them."""
        return as_engine(env['chamber.training.enrolment']).create([
            {'number': f'E-P{seat}', 'session_id': session.id, 'partner_id': partner_id, 'state': 'accepted', 'seat_number': seat}
            for seat, partner_id in enumerate(partner_ids, 1)
        ])

    def _finish(self, env, session, state='done'):
        """Bring a session to its end by its own transitions, everybody present."""
        for step in ('open', 'ongoing', 'done'):
            session._set_state(step)
            if step == state:
                break
        as_engine(env['chamber.training.attendance']).create([
            {'half_day_id': half_day.id, 'enrolment_id': enrolment.id, 'state': 'present', 'channel': 'tick',
             'hours': half_day.hours, 'moment': half_day.date_begin, 'taken_by_id': env.uid}
            for half_day in session.half_day_ids for enrolment in session.enrolment_ids
        ])

    def _create_jury(self, env, session, count=3):
        users = [self._create_training_user(env, f'juror_{number}', 'juror') for number in range(count)]
        return env['chamber.training.juror'].create([
            {'session_id': session.id, 'partner_id': user.partner_id.id, 'role': 'member' if number else 'president'}
            for number, user in enumerate(users)
        ])
