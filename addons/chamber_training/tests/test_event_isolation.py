from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.misc import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..hooks import EVENT_ACTIONS, uninstall_hook
from .common_session import SessionCase

RIGHTS = ('odoo.addons.base.models.ir_rule', 'odoo.addons.base.models.ir_model')


@tagged('post_install', '-at_install')
class TestEventIsolation(SessionCase):
    """Courses never show among the fairs, nor the reverse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, _people = cls._open_session()
        cls.event = cls.session.event_id.sudo()
        cls.fair = cls.env['event.event'].create({
            'name': "Fair of the tests", 'date_begin': '2026-03-25 08:00:00', 'date_end': '2026-03-26 08:00:00',
            'company_id': cls.chamber_16.id})
        cls.desk = cls._create_event_user('t_desk', 'event.group_event_registration_desk')
        cls.event_manager = cls._create_event_user('t_event_manager', 'event.group_event_manager')

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_event_user(cls, login, groups):
        return new_test_user(
            cls.env, login=login, groups=f'base.group_user,{groups}', company_id=cls.chamber_16.id,
            company_ids=[(6, 0, cls.chamber_16.ids)])

    def test_those_who_organise_fairs_see_no_course(self):
        for user in (self.desk, self.event_manager):
            events = self.env['event.event'].with_user(user)
            self.assertEqual(events.search([('id', 'in', (self.event | self.fair).ids)]), self.fair.with_user(user))
            self.assertNotIn(self.event.id, [id_ for id_, _name in events.name_search("Course of the tests")])
            self.assertFalse(events._read_group([('name', '=', "Course of the tests")], [], ['__count'])[0][0])
            with self.assertRaises(AccessError):
                self.event.with_user(user).read(['name'])
            with self.assertRaises(AccessError):
                self.env['chamber.training.session'].with_user(user).search([])

    def test_those_who_organise_fairs_change_no_course(self):
        manager = self.event.with_user(self.event_manager)
        for attempt in (lambda: manager.write({'name': "Other"}), manager.unlink, manager.action_set_done):
            with self.assertRaises(UserError):
                attempt()
        self.assertEqual(self.event.name, "Course of the tests")
        with self.assertRaisesRegex(UserError, "on its own page"):
            self.fair.with_user(self.event_manager).is_training = True
        with self.assertRaisesRegex(UserError, "on its own page"):
            self.env['event.event'].with_user(self.event_manager).create({
                'name': "Forged", 'is_training': True, 'date_begin': '2026-03-25 08:00:00', 'date_end': '2026-03-26 08:00:00'})

    def test_no_attendee_ticket_or_slot_of_the_events_app_on_a_course(self):
        template = self.env['mail.template'].search([], limit=1)
        for model, values in (
                ('event.registration', {'name': "Somebody"}), ('event.event.ticket', {'name': "Ticket"}),
                ('event.mail', {'interval_type': 'after_sub', 'template_ref': f'mail.template,{template.id}'})):
            with self.subTest(model=model), self.assertRaisesRegex(UserError, "on its own page"), self.env.cr.savepoint():
                self.env[model].sudo().create({**values, 'event_id': self.event.id})
            with self.subTest(model=model), self.assertRaises(UserError), self.env.cr.savepoint():
                self.env[model].with_user(self.event_manager).create({**values, 'event_id': self.event.id})

    def test_officers_of_training_see_no_fair(self):
        for user in (self.training_officer_16, self.training_national, self.trainer_user):
            with self.assertRaises(AccessError):
                self.fair.with_user(user).read(['name'])
            self.assertNotIn(self.fair, self.env['event.event'].with_user(user).search([]).sudo())

    def test_lists_of_the_events_app_leave_courses_out_for_who_has_both_jobs(self):
        both = self._create_event_user(
            't_both', 'event.group_event_manager,chamber_training.chamber_training_group_officer')
        action = self.env['ir.actions.act_window']._for_xml_id('event.action_event_view')
        found = self.env['event.event'].with_user(both).search(safe_eval(action['domain']))
        self.assertIn(self.fair, found.sudo())
        self.assertNotIn(self.event, found.sudo())
        for name in EVENT_ACTIONS:
            self.assertIn('is_training', self.env.ref(name).domain)

    def test_events_app_has_its_lists_back_once_training_is_uninstalled(self):
        uninstall_hook(self.env)
        for name in EVENT_ACTIONS:
            self.assertFalse(self.env.ref(name).domain)

    def test_course_that_is_past_is_not_ended_by_the_events_app(self):
        past = self._create_session(half_days=0, date_begin='2026-03-01 08:00:00', date_end='2026-03-01 16:00:00')
        self.env['event.event']._gc_mark_events_done()
        self.assertEqual((past.state, past.event_id.sudo().stage_id), ('draft', self.env.ref('event.event_stage_new')))

    def test_event_of_a_session_is_not_deleted_alone(self):
        with self.assertRaisesRegex(UserError, "deleted with its session"):
            self.event.unlink()


@tagged('post_install', '-at_install')
class TestEventRoutes(HttpCase, SessionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.course, cls.enrolment = cls._open_session(people=1)

    def test_calendar_file_of_the_events_app_gives_no_course(self):
        with mute_logger('odoo.addons.base.models.res_users'):
            new_test_user(self.env, login='t_desk_http', password='t_desk_http',
                          groups='base.group_user,event.group_event_registration_desk',
                          company_id=self.chamber_16.id, company_ids=[(6, 0, self.chamber_16.ids)])
        url = f'/event/{self.course.event_id.id}/ics'
        with mute_logger('odoo.http', 'odoo.addons.base.models.ir_rule', 'odoo.addons.base.models.ir_model'):
            self.assertGreaterEqual(self.url_open(url).status_code, 400)
            self.authenticate('t_desk_http', 't_desk_http')
            response = self.url_open(url)
            self.assertGreaterEqual(response.status_code, 400)
            self.assertNotIn(b'VCALENDAR', response.content)
            reply = self.url_open('/event/init_barcode_interface', json={'params': {'event_id': self.course.event_id.id}}).json()
        self.assertIn('error', reply)
        self.assertNotIn("Course of the tests", str(reply.get('result')))

    def test_participant_has_the_calendar_of_his_half_days(self):
        with self._at(hours=-40):
            self.enrolment._ensure_tokens()
            url = self.enrolment._get_convocation_link('calendar').replace(self.enrolment.get_base_url(), '')
            response = self.url_open(url)
        self.assertEqual(response.headers['Content-Type'], 'text/calendar; charset=utf-8')
        text = response.text
        self.assertEqual(text.count('BEGIN:VEVENT'), 2)
        self.assertIn('DTSTART:20260325T080000Z', text)
        self.assertIn('LOCATION:Room of the tests', text)

    def test_convocation_and_calendar_open_with_the_key_only(self):
        self.enrolment._ensure_tokens()
        other = self._create_participant(self.course)
        other._ensure_tokens()
        for what in ('convocation', 'calendar'):
            for key in ('', f'?access_token={other.access_token}', '?access_token=x'):
                with self.subTest(what=what, key=key), mute_logger(*RIGHTS):
                    self.assertEqual(self.url_open(f'/my/training/{self.enrolment.id}/{what}{key}').status_code, 404)

    def test_convocation_is_printed_with_the_key(self):
        self.enrolment._ensure_tokens()
        response = self.url_open(self.enrolment._get_convocation_link('convocation').replace(self.enrolment.get_base_url(), ''))
        self.assertEqual(response.headers['Content-Type'], 'application/pdf')
        # tests of routes render the page without making it a PDF
        self.assertIn(self.enrolment.number, response.text)
        self.assertIn("Course of the tests", response.text)
