from freezegun import freeze_time

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase


class EnrolCase(TrainingCase):
    """Open sessions and people enrolled by the officer of Algiers."""

    @classmethod
    def _create_open_session(cls, **values):
        session = cls._create_session(**values)
        session.action_open()
        return session

    @classmethod
    def _create_artisans(cls, count, **values):
        return cls.env['res.partner'].union(*(cls._create_artisan(**values) for _number in range(count)))

    @classmethod
    def _enrol(cls, session, people, channel='counter'):
        """Enrol so many new artisans, or these people."""
        if isinstance(people, int):
            people = cls._create_artisans(people)
        return session._enrol(people, channel)

    def _journal(self, session):
        """What happened to the places of a session, in order."""
        lines = self.env['chamber.training.journal'].search(
            [('session_id', '=', session.id), ('res_model', '=', 'chamber.training.enrolment')], order='chain_sequence')
        return [(line.kind, self.env[line.res_model].browse(line.res_id)) for line in lines]

    @classmethod
    def _set_price(cls, amount, kind='full'):
        cls.env['chamber.training.price'].create({
            'programme_id': cls.programme.id, 'kind': kind, 'amount': amount, 'date_start': '2026-01-01'})

    @classmethod
    def _pay(cls, enrolment, method='cash'):
        enrolment.fee_payment_method = method
        enrolment.action_mark_fee_paid()

    @classmethod
    def _make_overdue(cls, enrolment):
        """The time to accept has passed."""
        as_engine(enrolment.sudo()).offer_deadline = '2026-03-15 08:59:00'

    @staticmethod
    def _freeze(moment):
        return freeze_time(moment)
