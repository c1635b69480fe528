from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_registry.tests.common import ChamberCase

TODAY = '2026-03-15 09:00:00'


class TrainingCase(ChamberCase):
    """Officers and managers of training of Algiers (16) and Batna (05), a trainer, a juror, a programme of two modules."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        for code, chamber in (('16', cls.chamber_16), ('05', cls.chamber_05)):
            for role in ('officer', 'manager'):
                setattr(cls, f'training_{role}_{code}', cls._create_training_user(f't_{role}_{code}', role, chamber))
        cls.training_national = cls._create_training_user('t_national', 'national', cls.national_chamber)
        cls.trainer_user = cls._create_training_user('t_trainer', 'trainer', cls.chamber_16)
        cls.juror_user = cls._create_training_user('t_juror', 'juror', cls.chamber_16)
        cls.theme = cls.env['chamber.training.theme'].create({'name': "Theme of the tests"})
        cls.programme = cls._create_programme()
        cls.room = cls.env['chamber.training.room'].create(
            {'name': "Room of the tests", 'company_id': cls.chamber_16.id, 'seats': 30})
        cls.trainer = cls.env['chamber.training.trainer'].create(
            {'partner_id': cls.trainer_user.partner_id.id, 'user_id': cls.trainer_user.id})
        cls.artisan_serial = 0

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_training_user(cls, login, role, company):
        return new_test_user(
            cls.env, login=login, groups=f'base.group_user,chamber_training.chamber_training_group_{role}',
            company_id=company.id, company_ids=[Command.set(company.ids)])

    @classmethod
    def _create_programme(cls, **values):
        """A course of two half-days: a compulsory module of 3 h 30 and another."""
        return cls.env['chamber.training.programme'].create({
            'name': "Course of the tests", 'code': 'T-01', 'theme_id': cls.theme.id, 'seats': 5,
            'module_ids': [
                Command.create({'name': "Compulsory", 'hours': 3.5, 'is_compulsory': True}),
                Command.create({'name': "Other", 'hours': 3.5}),
            ],
            **values,
        })

    @classmethod
    def _create_session(cls, half_days=2, **values):
        """A session of Algiers in ten days, prepared by its officer: one module a half-day, one room, one trainer."""
        begin = datetime(2026, 3, 25, 8, 0)
        user = values.pop('user', cls.training_officer_16)
        values.setdefault('programme_id', cls.programme.id)
        session = cls.env['chamber.training.session'].with_user(user).create({
            'date_begin': begin, 'date_end': begin + timedelta(days=max(half_days - 1, 0) // 2, hours=8),
            'room_id': cls.room.id, **values,
        })
        modules = session.programme_id.module_ids
        for index in range(half_days):
            start = begin + timedelta(days=index // 2, hours=4.5 * (index % 2))
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': start, 'date_end': start + timedelta(hours=3, minutes=30),
                'module_id': modules[index % len(modules)].id if modules else False, 'room_id': session.room_id.id,
                'teaching_ids': [Command.create({'trainer_id': cls.trainer.id})],
            })
        return session

    @classmethod
    def _create_bare(cls, **values):
        """A session of one day without half-days, room or trainer."""
        return cls._create_session(half_days=0, **{'date_end': datetime(2026, 3, 25, 16), **values})

    @classmethod
    def _create_artisan(cls, company=None, **values):
        """A registrant with a live entry."""
        cls.artisan_serial += 1
        partner = cls._create_registrant(
            nin=f'1098411900{cls.artisan_serial:08d}', chamber_id=(company or cls.chamber_16).id,
            given_name_ar=f"متدرب {cls.artisan_serial}", given_name_latin=f"Stagiaire {cls.artisan_serial}", **values)
        cls.env['chamber.act']._record('inscription', cls.env['chamber.entry'], {
            'main_activity_id': cls.craft_activity.id, 'exercise_city_id': cls.city_16.id,
        }, company=company or cls.chamber_16, partner=partner)
        return partner

    @classmethod
    def _get_entry(cls, partner):
        return cls.env['chamber.entry'].search([('partner_id', '=', partner.id)], limit=1)
