from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase

# the first morning of the session of the tests, a Wednesday
FIRST_DAY = datetime(2026, 3, 25, 8, 0)


class SessionCase(TrainingCase):
    """Sessions with accepted participants, as the steps of enrolment leave them."""

    @classmethod
    def _create_participant(cls, session, partner=None, state='accepted', **values):
        partner = partner or cls._create_artisan()
        count = cls.env['chamber.training.enrolment'].search_count([('session_id', '=', session.id)])
        seat = count + 1 if state in ('accepted', 'offered') else False
        return as_engine(cls.env['chamber.training.enrolment']).create({
            'number': f'E-{session.id}-{count + 1}', 'session_id': session.id, 'partner_id': partner.id, 'state': state,
            'seat_number': seat, 'waiting_rank': count + 1 if state == 'waiting' else False, **values,
        }).with_env(cls.env)

    @classmethod
    def _open_session(cls, people=0, **values):
        """An open session of Algiers with so many accepted participants."""
        session = cls._create_session(**values)
        session.action_open()
        enrolments = [cls._create_participant(session) for _number in range(people)]
        return session, cls.env['chamber.training.enrolment'].union(*enrolments)

    @classmethod
    def _create_card(cls, partner):
        """A valid professional card of a registrant."""
        return cls.env['chamber.card']._issue(cls._get_entry(partner))

    def _at(self, days=0, hours=0.0):
        """Freeze the time at an hour counted from the beginning of the first half-day."""
        return freeze_time(FIRST_DAY + timedelta(days=days, hours=hours))

    @classmethod
    def _second_session(cls, seats=30, **values):
        """Another session on the same days, in another room and with another trainer."""
        room = cls.env['chamber.training.room'].create(
            {'name': "Second room", 'company_id': cls.chamber_16.id, 'seats': seats})
        session = cls._create_session(half_days=0, room_id=room.id, **values)
        trainer = cls.env['chamber.training.trainer'].create(
            {'partner_id': cls.env['res.partner'].create({'name': "Second trainer"}).id})
        for index, module in enumerate(session.programme_id.module_ids):
            begin = FIRST_DAY + timedelta(hours=4.5 * index)
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=3.5), 'room_id': room.id,
                'module_id': module.id, 'trainer_ids': [(6, 0, trainer.ids)]})
        return session
