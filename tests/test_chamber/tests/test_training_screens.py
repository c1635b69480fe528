"""Every menu of every role of training, in Arabic: no label in Latin letters, no error in the console."""
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from .common import WalkCase
from .reader import Reader

ROLES = ('officer', 'manager', 'national', 'trainer', 'juror')
NAMES = {
    'officer': "فريدة زروقي", 'manager': "سمير بوعلام", 'national': "ليلى حمداني", 'trainer': "حورية بن عيسى",
    'juror': "عبد القادر مزيان",
}


@tagged('post_install', '-at_install')
class TestTrainingScreens(WalkCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {role: cls._create_person(role) for role in ROLES}
        cls.programmes = [cls._create_programme('course', "النظافة والسلامة المهنية", '701'),
                          cls._create_programme('test', "اختبار التأهيل في صناعة النحاس", '702')]
        cls.room = cls.env['chamber.training.room'].create({'name': "قاعة القصبة", 'company_id': cls.chamber_16.id, 'seats': 20})
        cls.trainer = cls.env['chamber.training.trainer'].create({
            'partner_id': cls.people['trainer'].partner_id.id, 'user_id': cls.people['trainer'].id,
            'company_id': cls.chamber_16.id})
        partners = cls.env['chamber.entry'].search([('company_id', '=', cls.chamber_16.id)], limit=2).partner_id
        for programme in cls.programmes:
            cls._hold(programme, partners)
        cls.env.invalidate_all()

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_person(cls, role):
        chamber = cls.national_chamber if role == 'national' else cls.chamber_16
        return new_test_user(
            cls.env, login=f'screens_{role}', name=NAMES[role], lang='ar_001', tz='Africa/Algiers',
            groups=f'base.group_user,chamber_training.chamber_training_group_{role}', company_id=chamber.id,
            company_ids=[Command.set(chamber.ids)])

    @classmethod
    def _create_programme(cls, kind, name, code):
        return cls.env['chamber.training.programme'].with_context(lang='ar_001').create({
            'name': name, 'code': code, 'kind': kind, 'seats': 5,
            'certificate_kind': 'qualification' if kind == 'test' else 'participation',
            'module_ids': [Command.create({'name': "محور أول", 'hours': 3.5, 'is_compulsory': True})],
            'criterion_ids': [Command.create({'name': "إتقان القطعة", 'part': 'practical'})] if kind == 'test' else [],
        })

    @classmethod
    def _hold(cls, programme, partners):
        """A session of next month that people are enrolled in, with its half-day, its trainer and, for a test, its jury."""
        begin = fields.Datetime.now().replace(hour=8, minute=0, second=0) + timedelta(days=30 + programme.id % 7)
        session = cls.env['chamber.training.session'].with_user(cls.people['officer']).with_context(lang='ar_001').create({
            'programme_id': programme.id, 'room_id': cls.room.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=4),
            'half_day_ids': [Command.create({
                'date_begin': begin, 'date_end': begin + timedelta(hours=3, minutes=30),
                'module_id': programme.module_ids.id, 'room_id': cls.room.id,
                'teaching_ids': [Command.create({'trainer_id': cls.trainer.id})],
            })],
        })
        if programme.kind == 'test':
            session.juror_ids.create({
                'session_id': session.id, 'partner_id': cls.people['juror'].partner_id.id,
                'user_id': cls.people['juror'].id, 'role': 'president'})
        session.action_open()
        session._enrol(partners, 'group')

    def test_no_label_is_in_latin_letters(self):
        desk = self._sit_down()
        whole, findings, screens = set(), {}, 0
        for role, person in self.people.items():
            desk.sign_in(person)
            desk.wait_rest()
            reader = Reader(desk)
            for menu in reader.menus():
                if menu['xmlid'].startswith('chamber_training.'):
                    reader.walk(menu, whole=menu['actionID'] not in whole)
                    whole.add(menu['actionID'])
            desk.wait_rest()
            findings.update({text: (role, *where) for text, *where in reader.findings()})
            screens += reader.screens
        desk.check_console()
        self.assertFalse(findings, '\n'.join(f'{text!r}: {where}' for text, where in findings.items()))
        self.assertGreater(screens, 80)
