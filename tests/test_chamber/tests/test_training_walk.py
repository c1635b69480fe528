"""From a session in preparation to certificates that anyone can check, in a real browser, in Arabic."""
from datetime import datetime, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria
from odoo.addons.report_weasyprint.tests.common import words_from_right

from .album import render
from .common import WalkCase

PROGRAMME = "النظافة والسلامة المهنية في الورشة"
CODE = 'W-HS'
ROOM = "قاعة القصبة"
TRAINER = "حورية بن عيسى"
SESSIONS = 'chamber_training.chamber_training_menu_sessions'


@tagged('post_install', '-at_install')
class TestTrainingWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = new_test_user(
            cls.env, login='walk_training_officer', name="فريدة زروقي", lang='ar_001', tz='Africa/Algiers',
            groups='base.group_user,chamber_training.chamber_training_group_officer', company_id=cls.chamber_16.id,
            company_ids=[Command.set(cls.chamber_16.ids)], image_1920=cls._read_portrait('female', 3))
        cls.programme = cls.env['chamber.training.programme'].with_context(lang='ar_001').create({
            'name': PROGRAMME, 'code': CODE, 'seats': 2, 'module_ids': [
                Command.create({'name': "الأخطار في الورشة", 'hours': 3.5, 'is_compulsory': True}),
                Command.create({'name': "الإسعافات الأولية", 'hours': 3.5}),
            ],
            'price_ids': [Command.create({'kind': 'full', 'amount': 4000, 'date_start': '2020-01-01'})],
        })
        cls.env['chamber.training.room'].create({'name': ROOM, 'company_id': cls.chamber_16.id, 'seats': 20})
        cls.env['chamber.training.trainer'].create({
            'partner_id': cls.env['res.partner'].create({'name': TRAINER}).id, 'company_id': cls.chamber_16.id})
        entries = cls.env['chamber.entry'].search([('company_id', '=', cls.chamber_16.id)], order='id', limit=2)
        cls.first_name, cls.second_name = entries.partner_id.mapped('name')
        card = cls.env['chamber.card'].with_user(cls.registrar_16)._issue(entries[:1])
        cls.card_number, cls.card_code = card.number, card.sudo().verification_url
        # the story may be told at any hour of the day: nobody in it comes late
        cls.env['chamber.training.attendance.rule'].search([('state', '=', 'late')]).minutes = 0
        cls.env.invalidate_all()

    def test_from_a_session_to_a_certificate_checked_without_network(self):
        desk = self._sit_down()
        self._prepare_session(desk)
        self._enrol(desk)
        self._pay(desk)
        self._print_convocations(desk)
        self._come_to_the_day()
        self._take_attendance(desk)
        self._finish(desk)
        self._print_certificate(desk)
        phone = self._turn_on()
        self._check(phone, 'live')
        phone.check_console()
        self.network.cut()
        self._check(phone, 'list')
        desk.check_console()

    def _prepare_session(self, desk):
        """The officer prepares a session in a few clicks: programme, room, half-days by themselves, a trainer."""
        desk.sign_in(self.officer)
        desk.open_app('chamber_training.chamber_training_menu_root')
        desk.wait_for("document.querySelector('.o_chamber_home_tile')")
        desk.wait_rest()
        self.assertEqual(desk.run("getComputedStyle(document.body).direction"), 'rtl')
        self.album.photograph(desk, 'training_home')
        desk.open_menu('chamber_training.chamber_training_session_menu', SESSIONS)
        desk.click('.o-kanban-button-new')
        desk.choose('programme_id', CODE)
        desk.choose('room_id', ROOM)
        desk.save()
        desk.click('button[name=action_plan_half_days]')
        desk.wait_for("document.querySelectorAll('[name=half_day_ids] .o_data_row').length === 2")
        for row in (1, 2):
            cell = f'[name=half_day_ids] .o_data_row:nth-child({row}) [name=trainer_ids]'
            desk.click(cell)
            desk.click(f'{cell} input')
            desk.pick(TRAINER)
            desk.wait_for(f"document.querySelector('{cell} .o_tag')")
        desk.save()
        desk.click('button[name=action_open]')
        desk.wait_state('open')
        with self._apart():
            self.session = self.env['chamber.training.session'].search([('programme_id', '=', self.programme.id)])
            self.assertEqual((self.session.hours, self.session.seats_max, self.session.half_day_count), (7, 2, 2))
            self.session_number = self.session.number
        self.assertTrue(self.session_number.startswith('F'))

    def _enrol(self, desk):
        """Two artisans at the counter: one shows his card, the other tells her name."""
        desk.click('button[name="%d"]' % self._action_id('chamber_training.chamber_training_enrol_action'))
        desk.fill(code=self.card_number)
        desk.wait_for(f"document.querySelector('.modal [name=line_ids]').innerText.includes('{self.first_name}')")
        desk.click('.modal .o_field_x2many_list_row_add a')
        desk.click('.modal [name=line_ids] .o_selected_row [name=partner_id] input')
        desk.pick(self.second_name)
        desk.wait_for("document.querySelectorAll('.modal [name=line_ids] [name=explanation] .fa-check').length > 4")
        desk.wait_rest()
        self.album.photograph(desk, 'training_enrol')
        desk.click('.modal button[name=action_enrol]')
        desk.wait_for("document.querySelectorAll('.modal [name=line_ids] .text-bg-success').length === 2")
        desk.click('.modal .btn-close')
        desk.wait_for("!document.querySelector('.modal')")
        with self._apart():
            self.assertEqual(self.session.enrolment_ids.mapped('state'), ['accepted', 'accepted'])
            self.assertEqual(sorted(self.session.enrolment_ids.mapped('seat_number')), [1, 2])
            self.first_number, self.second_number = self.session.enrolment_ids.sorted('seat_number').mapped('number')

    def _pay(self, desk):
        """The artisan who came with his card pays in cash and gets a receipt number."""
        desk.open_menu('chamber_training.chamber_training_enrolment_menu', 'chamber_training.chamber_training_menu_people')
        card = ("[...document.querySelectorAll('.o_kanban_record')]"
                f".find((card) => card.innerText.includes('{self.first_number}'))")
        desk.wait_for(card)
        desk.run(f"{card}.dataset.enrolment = 'first'")
        desk.click('[data-enrolment=first]')
        desk.click('.o_field_widget[name=fee_payment_method] label', "الدفع نقدا")
        desk.click('button[name=action_mark_fee_paid]')
        desk.wait_for("document.querySelector('.o_field_widget[name=fee_receipt_number]').textContent.trim()")
        desk.wait_rest()
        self.album.photograph(desk, 'training_enrolment')
        desk.open_menu('chamber_training.chamber_training_session_menu', SESSIONS)
        desk.click('.o_kanban_record')
        desk.wait_state('open')

    def _print_convocations(self, desk):
        pdf, _name = desk.download('button[name=action_print_convocations]')
        self.assertTrue(words_from_right(pdf, self.second_name.split()[0], 1))
        self.album.print(pdf, 'training_convocation')

    def _come_to_the_day(self):
        """The days until the session pass."""
        with self._apart():
            passed = timedelta(days=(day_in_algeria(self.session.date_begin) - day_in_algeria(datetime.now())).days)
            as_engine(self.session)._as_own_write().write({
                'date_begin': self.session.date_begin - passed, 'date_end': self.session.date_end - passed,
                'half_day_ids': [
                    Command.update(half_day.id, {
                        'date_begin': half_day.date_begin - passed, 'date_end': half_day.date_end - passed})
                    for half_day in self.session.half_day_ids
                ],
            })

    def _take_attendance(self, desk):
        """A card is scanned, then once more; a number is typed; the second half-day is ticked. Closing locks it."""
        desk.click('button[name=action_take_attendance]')
        self._choose_half_day(desk, 0)
        self._scan_code(desk, self.card_code, 'noted')
        self.assertIn(self.first_name, desk.text('.o_training_result'))
        self._scan_code(desk, self.card_code, 'again')
        self._scan_code(desk, 'E16-0000-000000', 'refused')
        self._scan_code(desk, self.second_number, 'noted')
        desk.wait_rest()
        self.album.photograph(desk, 'training_attendance')
        self._close_half_day(desk)
        self._choose_half_day(desk, 1)
        for state, number in (('absent', self.second_number),):
            desk.click(f'[data-enrolment="{number}"] [data-choice={state}]')
            desk.wait_for(f"document.querySelector('[data-enrolment=\"{number}\"]').dataset.state === '{state}'")
        self._scan_code(desk, self.card_code, 'noted')
        self._close_half_day(desk)

    def _choose_half_day(self, desk, number):
        """Turn to a half-day by its number from 0: which one the page opens by itself depends on the hour."""
        with self._apart():
            half_day = self.session.half_day_ids.sorted('date_begin')[number].id
        desk.wait_for("document.querySelector('.o_training_half_day')")
        desk.run(f"""(() => {{
            const select = document.querySelector('.o_training_half_day');
            select.value = '{half_day}';
            select.dispatchEvent(new Event('change', {{ bubbles: true }}));
        }})()""")
        desk.wait_rest()
        desk.wait_for("!document.querySelector('.o_training_closed')")

    def _scan_code(self, desk, code, result):
        """Type a code and note it, as where no reader of codes is at hand."""
        desk.run("document.querySelector('.o_training_result')?.removeAttribute('data-result')")
        desk.click('.o_training_code')
        desk.type_over(code)
        desk.click('.o_training_attendance form button[type=submit]')
        desk.wait_for(f"document.querySelector('.o_training_result').dataset.result === '{result}'")

    def _close_half_day(self, desk):
        desk.click('.o_training_close')
        desk.click('.modal .btn-primary')
        desk.wait_for("document.querySelector('.o_training_closed')")

    def _finish(self, desk):
        """Teaching is over; each is told what is missing for the certificate, and those who meet the rule get it."""
        desk.click('.o_back_button, .breadcrumb-item:last-of-type a')
        desk.wait_state('ongoing')
        desk.click('button[name=action_finish_teaching]')
        desk.wait_state('done')
        desk.click('button[name=action_make_certificates]')
        desk.wait_state('running')
        with self._apart():
            batch = self.session.certificate_batch_ids
            while batch.state == 'running':
                batch._make_chunk()
            first, second = self.session.enrolment_ids.sorted('seat_number')
            self.assertEqual((first.attended_share, second.attended_share), (100, 50))
            self.assertFalse(second.certificate_id)
            self.certificate = first.certificate_id
            self.assertEqual(self.certificate.verifiable_state, 'valid')
            self.certificate_number = self.certificate.number
            self.assertEqual(self.env['chamber.training.journal']._verify_chains([f'company:{self.chamber_16.id}']), [])

    def _print_certificate(self, desk):
        desk.open_menu('chamber_training.chamber_training_certificate_menu', 'chamber_training.chamber_training_menu_papers')
        desk.click('.o_data_row td[name=number]', self.certificate_number)
        desk.wait_state('valid')
        desk.wait_rest()
        self.album.photograph(desk, 'training_certificate_form')
        pdf, _name = desk.download('button[name=action_print]')
        self.assertTrue(words_from_right(pdf, self.first_name.split()[0]))
        self.album.print(pdf, 'training_certificate')
        render(pdf, 0, 250).save(self.folder / 'paper.png')

    def _check(self, phone, source):
        """Show the printed certificate to the page for everybody."""
        phone.navigate_to('about:blank', wait_stop=True)
        phone.navigate_to(f'http://127.0.0.1:{self.network.port}/verify?lang=ar', wait_stop=True)
        phone.settle()
        phone.upload('#picture', self.folder / 'paper.png')
        phone.wait_for("!document.getElementById('verdict').hidden"
                       " && document.getElementById('verdict').dataset.state !== 'checking'")
        phone.settle()
        verdict = phone.run("({ ...document.getElementById('verdict').dataset })")
        self.assertEqual((verdict['state'], verdict['source']), ('valid', source))
        text = phone.run("document.body.innerText")
        self.assertIn(PROGRAMME, text)
        self.assertIn(self.first_name, text)
        self.album.photograph(phone, f'training_verify_{source}')

    def _action_id(self, xmlid):
        with self._apart():
            return self.env.ref(xmlid).id
